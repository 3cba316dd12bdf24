namespace Lectern.Tus.Requirements;

/// <summary>A body that says it is longer than what is missing, or may be, is refused before its first byte.</summary>
internal sealed class BodyFits : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.ContentLength is { } size && size > (exchange.Length ?? exchange.Options.MaxUploadBytes) - exchange.UploadOffset ? exchange.TooLong : null);
}
