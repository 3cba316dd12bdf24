namespace Lectern.Tus.Requirements;

/// <summary>Concatenation is not claimed: a part taken for a whole file would lie to its client.</summary>
internal sealed class IsNoConcatenation : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.Request.Header(TusHeaders.UploadConcat) is null ? null : TusProblems.Concatenation);
}
