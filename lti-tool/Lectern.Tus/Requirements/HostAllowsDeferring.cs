namespace Lectern.Tus.Requirements;

/// <summary>Creation: <c>Upload-Defer-Length</c> belongs to creation-defer-length, which is claimed only where the host wants it.</summary>
internal sealed class HostAllowsDeferring : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.Options.AllowsDeferredLength || exchange.Request.Header(TusHeaders.UploadDeferLength) is null ? null : TusProblems.DeferredLength);
}
