using Lectern.Contracts.Schedules;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>All that a device shall record from now on; nothing for one that another took the place of.</summary>
public sealed class ReadSchedule(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<Schedule> RunAsync(Device device, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);

        // The version first: what changes in between is then asked for once more, and never missed.
        var room = await database.Rooms.WithRemoved().AsNoTracking().SingleAsync(r => r.Id == device.RoomId, cancellationToken);
        var now = time.GetUtcNow();
        var booked = device.Records
            ? await database.Bookings.Where(b => b.RoomId == device.RoomId && b.CancelledAt == null && b.EndsAt > now)
                .OrderBy(b => b.StartsAt)
                .Select(b => new ScheduledBooking(b.Id, b.StartsAt, b.EndsAt, b.Title))
                .ToListAsync(cancellationToken)
            : [];
        return new Schedule(room.ScheduleTag, booked);
    }
}
