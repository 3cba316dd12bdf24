namespace Lectern.Tus.Requirements;

/// <summary>The host's own word, before anything is touched.</summary>
internal sealed class HostAllowsWriting : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => exchange.Hooks.WritingAsync(exchange.Found, exchange.Request, cancellationToken);
}
