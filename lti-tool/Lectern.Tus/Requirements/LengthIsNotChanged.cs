namespace Lectern.Tus.Requirements;

/// <summary>PATCH: a length that was told is not changed. To tell the same one again is what a client does whose answer was lost.</summary>
internal sealed class LengthIsNotChanged : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.UploadLength is { } told && exchange.Found.Length is { } known && told != known ? TusProblems.LengthChanged : null);
}
