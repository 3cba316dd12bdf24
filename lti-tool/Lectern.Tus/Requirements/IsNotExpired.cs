namespace Lectern.Tus.Requirements;

/// <summary>Expiration: an upload that is tracked and past its time is answered 410, whether it has been cleared away yet or not.</summary>
internal sealed class IsNotExpired : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(!exchange.Found.IsWhole && Expiry.IsStale(exchange.Found, exchange.Options, exchange.Time.GetUtcNow()) ? TusProblems.Expired : null);
}
