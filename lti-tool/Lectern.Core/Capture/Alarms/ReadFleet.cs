using Lectern.Core.Capture.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>All rooms with the figures by which their health is watched from outside.</summary>
public sealed class ReadFleet(IDbContextFactory<LecternDbContext> databases, ReadRooms rooms)
{
    public async Task<IReadOnlyList<RoomFigures>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var alarms = (await database.RoomAlarms.AsNoTracking().Where(a => a.Until == null || a.Kind == RoomAlarmKind.MissedStart).ToListAsync(cancellationToken)).ToLookup(a => a.RoomId);
        return [.. (await rooms.RunAsync(cancellationToken)).Select(room => new RoomFigures(
            room,
            alarms[room.Room.Id].Count(alarm => alarm.Until is null),
            alarms[room.Room.Id].Where(alarm => alarm.Kind == RoomAlarmKind.MissedStart).Sum(alarm => alarm.Times)))];
    }
}

/// <param name="OpenAlarms">How many there are now.</param>
/// <param name="MissedStarts">How many bookings began without their recording, ever.</param>
public sealed record RoomFigures(RoomNow Room, int OpenAlarms, int MissedStarts);
