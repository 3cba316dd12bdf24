using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>What a device's status means for its room's alarms.</summary>
internal static class ToldAlarms
{
    /// <summary>The kinds that a status decides: the device's own, that it is heard of, and what follows from which runs of it were heard.</summary>
    internal static IReadOnlySet<RoomAlarmKind> Kinds { get; } = new HashSet<RoomAlarmKind>([.. Enum.GetValues<AlarmKind>().Select(KindOf), RoomAlarmKind.Late, RoomAlarmKind.Offline, RoomAlarmKind.TwoMachines, RoomAlarmKind.DiskForgets]);

    internal static RoomAlarmKind KindOf(AlarmKind kind) => Enum.Parse<RoomAlarmKind>(kind.ToString());

    /// <summary>Ends them all with their machine, as nothing that anybody is told of: nothing is well again by that.</summary>
    internal static async Task EndAsync(LecternDbContext database, Guid roomId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await database.RoomAlarms.Where(a => a.RoomId == roomId && a.Until == null).ToListAsync(cancellationToken);
        foreach (var alarm in open.Where(alarm => Kinds.Contains(alarm.Kind)))
        {
            (alarm.Until, alarm.EndToldAt) = (now, now);
        }
    }

    // Of sources that the room has: what a device makes up leaves no rows.
    internal static IReadOnlyList<RungAlarm> Of(AgentStatus status, Room room) =>
        [.. status.Alarms.Where(alarm => Enum.IsDefined(alarm.Kind) && (alarm.Source is null || room.Sources.Exists(source => source.Name == alarm.Source)))
            .Select(alarm => new RungAlarm(KindOf(alarm.Kind), alarm.Source ?? "", alarm.Since))];

    internal static IEnumerable<RungAlarm> Of(HeardRuns? heard, DateTimeOffset now) =>
        heard?.AreOfTwo(now) == true ? [new RungAlarm(RoomAlarmKind.TwoMachines, "", now)]
        : heard?.DiskForgets(now) == true ? [new RungAlarm(RoomAlarmKind.DiskForgets, "", now)]
        : [];
}
