namespace Lectern.Tus.Requirements;

/// <summary>Creation: <c>Upload-Length</c> is a non-negative whole number, or <c>Upload-Defer-Length: 1</c> stands in its place.</summary>
internal sealed class LengthIsGivenOrDeferred : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Request.Header(TusHeaders.UploadDeferLength) is { } defer)
        {
            return new(defer == "1" && exchange.Request.Header(TusHeaders.UploadLength) is null ? null : TusProblems.MalformedDeferral);
        }

        exchange.UploadLength = exchange.Number(TusHeaders.UploadLength);
        return new(exchange.UploadLength is null ? TusProblems.LengthMissing : null);
    }
}
