namespace Lectern.Tus.Requirements;

/// <summary>Core protocol: a request in a version that is not ours is answered 412 and not processed.</summary>
internal sealed class SpeaksOurVersion : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.Request.Header(TusHeaders.TusResumable) == TusHeaders.Version ? null : TusProblems.UnsupportedVersion);
}
