using System.Collections.Concurrent;

namespace Lectern.Core.Capture.Rooms;

/// <summary>Wakes those of this process who wait for a change of a room. Other servers' changes are seen in the room's row.</summary>
public sealed class RoomSignals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Ends at the next change. Taken before the room is read, so that no change falls in between.</summary>
    public Task NextAsync(Guid roomId) => _waiting.GetOrAdd(roomId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Set(Guid roomId)
    {
        if (_waiting.TryRemove(roomId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
