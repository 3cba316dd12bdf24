using System.Collections.Concurrent;

namespace Lectern.Tus.Locks;

/// <summary>One writer per upload in this process; a second process is kept out by the store.</summary>
internal sealed class UploadLocks(TusServerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, UploadLock> _held = new();

    /// <summary>The lock at once, or null.</summary>
    public UploadLock? TryTake(Guid id)
    {
        var mine = Make(id);
        return ReferenceEquals(_held.GetOrAdd(id, mine), mine) ? mine : null;
    }

    /// <summary>
    /// The lock, taken over from a holder whose peer has gone quiet, or null when the holder is still moving after
    /// <see cref="TusServerOptions.LockWait"/>. With <paramref name="atOnce"/> a moving holder gives way too.
    /// </summary>
    public async Task<UploadLock?> TakeAsync(Guid id, bool atOnce, CancellationToken cancellationToken)
    {
        var mine = Make(id);
        var started = time.GetTimestamp();
        while (true)
        {
            var holder = _held.GetOrAdd(id, mine);
            if (ReferenceEquals(holder, mine))
            {
                return mine;
            }

            var idle = holder.IdleFor;
            if (atOnce || idle >= options.WriterIdleLimit)
            {
                holder.TakeOver();
            }

            var left = options.LockWait - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await WaitAsync(holder, NextLook(idle, left), cancellationToken);
        }
    }

    private UploadLock Make(Guid id) => new(time, mine => _held.TryRemove(new(id, mine)));

    // The holder is looked at again when it could have become idle; once it is told to go, only its release or our deadline matters.
    private TimeSpan NextLook(TimeSpan idle, TimeSpan left)
    {
        var untilIdle = options.WriterIdleLimit - idle;
        return untilIdle > TimeSpan.Zero && untilIdle < left ? untilIdle : left;
    }

    private async Task WaitAsync(UploadLock holder, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(holder.Released, Task.Delay(atMost, time, wake.Token));
        await wake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
