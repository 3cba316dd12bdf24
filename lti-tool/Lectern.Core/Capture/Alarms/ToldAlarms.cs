using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Alarms;

/// <summary>What a device's status means for its room's alarms.</summary>
internal static class ToldAlarms
{
    /// <summary>The kinds that a status decides: the device's own, and that it is heard of.</summary>
    internal static IReadOnlySet<RoomAlarmKind> Kinds { get; } = new HashSet<RoomAlarmKind>([.. Enum.GetValues<AlarmKind>().Select(KindOf), RoomAlarmKind.Late, RoomAlarmKind.Offline]);

    internal static RoomAlarmKind KindOf(AlarmKind kind) => Enum.Parse<RoomAlarmKind>(kind.ToString());

    // Of sources that the room has: what a device makes up leaves no rows.
    internal static IReadOnlyList<RungAlarm> Of(AgentStatus status, Room room) =>
        [.. status.Alarms.Where(alarm => Enum.IsDefined(alarm.Kind) && (alarm.Source is null || room.Sources.Exists(source => source.Name == alarm.Source)))
            .Select(alarm => new RungAlarm(KindOf(alarm.Kind), alarm.Source ?? "", alarm.Since))];
}
