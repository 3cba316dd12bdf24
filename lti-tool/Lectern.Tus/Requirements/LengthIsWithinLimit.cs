namespace Lectern.Tus.Requirements;

/// <summary>Creation: a length, told then or later, over <c>Tus-Max-Size</c> is answered 413.</summary>
internal sealed class LengthIsWithinLimit : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.UploadLength > exchange.Options.MaxUploadBytes ? TusProblems.TooLarge(exchange.Options.MaxUploadBytes) : null);
}
