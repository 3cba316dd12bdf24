namespace Lectern.Tus.Requirements;

/// <summary>PATCH: a length that is told at last is not below what is kept already.</summary>
internal sealed class LengthCoversOffset : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.UploadLength < exchange.Found.Offset ? TusProblems.LengthBelowOffset : null);
}
