namespace Lectern.Tus.Requirements;

/// <summary>The host's own word on type, size, quota and rights, before anything exists. Its id is settled here, so the host can note it.</summary>
internal sealed class HostAllowsCreating : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        var now = exchange.Time.GetUtcNow();
        exchange.Upload = new TusUpload
        {
            Id = Guid.CreateVersion7(now),
            Owner = exchange.Request.Owner,
            Length = exchange.UploadLength,
            Metadata = exchange.Metadata,
            CreatedAt = now,
            TouchedAt = now,
        };
        return exchange.Hooks.CreatingAsync(exchange.Upload, exchange.Request, cancellationToken);
    }
}
