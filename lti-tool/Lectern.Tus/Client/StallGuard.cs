namespace Lectern.Tus.Client;

/// <summary>Cancels a request that has stopped moving, however long a moving one takes.</summary>
internal sealed class StallGuard : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _linked;

    public StallGuard(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _stalled = new CancellationTokenSource(limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancellationToken);
    }

    public CancellationToken Token => _linked.Token;

    public void Moved() => _stalled.CancelAfter(_limit);

    public void Dispose()
    {
        _linked.Dispose();
        _stalled.Dispose();
    }
}
