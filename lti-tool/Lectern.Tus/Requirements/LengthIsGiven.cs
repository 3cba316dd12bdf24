namespace Lectern.Tus.Requirements;

/// <summary>Creation: <c>Upload-Length</c> is a non-negative whole number.</summary>
internal sealed class LengthIsGiven : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Number(TusHeaders.UploadLength) is not { } length)
        {
            return new(TusProblems.LengthMissing);
        }

        exchange.UploadLength = length;
        return default;
    }
}
