namespace Lectern.Tus.Requirements;

/// <summary>PATCH: an offset other than the current one is answered 409, and the upload is not modified. Holds only under the lock.</summary>
internal sealed class OffsetMatches : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.UploadOffset == exchange.Found.Offset ? null : TusProblems.OffsetMismatch);
}
