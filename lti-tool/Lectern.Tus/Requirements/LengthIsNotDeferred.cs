namespace Lectern.Tus.Requirements;

/// <summary>Creation: <c>Upload-Defer-Length</c> belongs to creation-defer-length, which is not claimed.</summary>
internal sealed class LengthIsNotDeferred : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.Request.Header(TusHeaders.UploadDeferLength) is null ? null : TusProblems.DeferredLength);
}
