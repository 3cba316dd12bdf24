namespace Lectern.Tus.Requirements;

/// <summary>HEAD, PATCH: an unknown upload is answered 404. So is another owner's: its existence is nobody's business.</summary>
internal sealed class UploadIsTheirs : ITusRequirement
{
    public async ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(exchange.Request.UploadId, "N", out var id)
            || await exchange.Store.FindAsync(id, cancellationToken) is not { } upload
            || !string.Equals(upload.Owner, exchange.Request.Owner, StringComparison.Ordinal))
        {
            return TusProblems.NotFound;
        }

        exchange.Upload = upload;
        return null;
    }
}
