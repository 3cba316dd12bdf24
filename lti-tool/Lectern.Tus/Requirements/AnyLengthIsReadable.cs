namespace Lectern.Tus.Requirements;

/// <summary>PATCH: a length that was deferred comes as a non-negative whole number.</summary>
internal sealed class AnyLengthIsReadable : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        exchange.UploadLength = exchange.Number(TusHeaders.UploadLength);
        return new(exchange.UploadLength is null && exchange.Request.Header(TusHeaders.UploadLength) is not null ? TusProblems.LengthMissing : null);
    }
}
