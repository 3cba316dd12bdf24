namespace Lectern.Tus.Locks;

/// <summary>The right to write one upload. Knows how long its owner has been waiting for its peer, so that a newer request can tell dead from slow.</summary>
internal sealed class UploadLock(TimeProvider time, Action<UploadLock> onRelease) : IDisposable
{
    private const long NotWaiting = long.MinValue;
    private readonly CancellationTokenSource _takenOver = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private long _waitingSince = NotWaiting;
    private bool _disposed;

    public CancellationToken TakenOver => _takenOver.Token;

    public Task Released => _released.Task;

    /// <summary>Time spent in the current wait for the peer; zero while we work on what it sent, so that a slow disk of ours never counts.</summary>
    public TimeSpan IdleFor
    {
        get
        {
            var since = Volatile.Read(ref _waitingSince);
            return since == NotWaiting ? TimeSpan.Zero : time.GetElapsedTime(since);
        }
    }

    public void WaitForPeer() => Volatile.Write(ref _waitingSince, time.GetTimestamp());

    public void PeerAnswered() => Volatile.Write(ref _waitingSince, NotWaiting);

    public void TakeOver()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _takenOver.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _takenOver.Dispose();
        }

        onRelease(this);
        _released.SetResult();
    }
}
