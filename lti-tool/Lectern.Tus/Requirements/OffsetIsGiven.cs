namespace Lectern.Tus.Requirements;

/// <summary>PATCH: <c>Upload-Offset</c> is a non-negative whole number.</summary>
internal sealed class OffsetIsGiven : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Number(TusHeaders.UploadOffset) is not { } offset)
        {
            return new(TusProblems.OffsetMissing);
        }

        exchange.UploadOffset = offset;
        return default;
    }
}
