namespace Lectern.Tus.Requirements;

/// <summary>One rule of the protocol. A message lists the rules it must keep, in order; the first problem ends it.</summary>
internal interface ITusRequirement
{
    ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken);
}
