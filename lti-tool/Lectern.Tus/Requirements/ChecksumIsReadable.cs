namespace Lectern.Tus.Requirements;

/// <summary>Checksum: one of an algorithm that is not ours is answered 400.</summary>
internal sealed class ChecksumIsReadable : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Request.Header(TusHeaders.UploadChecksum) is not { } header)
        {
            return default;
        }

        exchange.Checksum = TusChecksum.TryParse(header);
        return new(exchange.Checksum is null ? TusProblems.UnknownChecksum : null);
    }
}
