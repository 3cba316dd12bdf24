namespace Lectern.Core.Database;

/// <summary>
/// Lets what contexts save in this process go one after the other, in the order it came, on a database that has one writer (SQLite). Those who wait for it
/// there sleep, each with a thread, and look again now and then: some come late for no reason. Transactions and single updates still wait there.
/// </summary>
public sealed class WriteTurns : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    internal async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
