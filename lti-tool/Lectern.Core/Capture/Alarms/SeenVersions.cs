using System.Collections.Concurrent;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Alarms;

/// <summary>When the watch first saw each room's schedule and settings as they are.</summary>
internal sealed class SeenVersions
{
    private readonly ConcurrentDictionary<Guid, (Version Schedule, Version Settings)> _rooms = new();

    internal WatchedSince Of(Room room, DateTimeOffset listens, DateTimeOffset now)
    {
        var (schedule, settings) = _rooms.AddOrUpdate(
            room.Id,
            _ => (new Version(room.ScheduleTag, now), new Version(room.SettingsTag, now)),
            (_, seen) => (seen.Schedule.Or(room.ScheduleTag, now), seen.Settings.Or(room.SettingsTag, now)));
        return new WatchedSince(listens, schedule.Since, settings.Since);
    }

    private sealed record Version(string Tag, DateTimeOffset Since)
    {
        internal Version Or(string tag, DateTimeOffset now) => tag == Tag ? this : new Version(tag, now);
    }
}
