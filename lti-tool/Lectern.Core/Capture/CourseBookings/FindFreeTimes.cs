using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>When and where rooms that are open to a course are free. Of what others booked it tells the times alone.</summary>
public sealed class FindFreeTimes(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private const int MostRooms = 5;

    /// <summary>At what times of a day, by the room's clock, it is taken; null where it is not open to the course, or the day is out of reach.</summary>
    public async Task<RoomDay?> RunAsync(Launch launch, Guid roomId, DateOnly day, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (CourseTerms.Of(launch) is not { } terms || !CourseLimits.Reach(day, time.GetUtcNow()) || await database.Rooms.AsNoTracking().BookableFrom(terms.PlatformId).FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return null;
        }

        var span = new BookedTime(StartOf(day, room), StartOf(day.AddDays(1), room));
        var taken = await RoomCalendar.TakenAsync(database, roomId, span, time.GetUtcNow(), cancellationToken);
        return new RoomDay(room, day, [.. taken.Select(one => one.Time).Where(span.Overlaps)]);
    }

    /// <summary>Other rooms that are open to the course and free at a time.</summary>
    public async Task<IReadOnlyList<Room>> RoomsAsync(Launch launch, Guid except, BookedTime wished, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms)
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (from, to) = (wished.StartsAt, wished.EndsAt);
        return await database.Rooms.AsNoTracking().BookableFrom(terms.PlatformId)
            .Where(r => r.Id != except && !database.Bookings.Any(b => b.RoomId == r.Id && b.CancelledAt == null && b.EndsAt > from && b.StartsAt < to))
            .OrderBy(r => r.Building).ThenBy(r => r.Name).Take(MostRooms).ToListAsync(cancellationToken);
    }

    private static DateTimeOffset StartOf(DateOnly day, Room room) => TimeZones.Instant(day.ToDateTime(TimeOnly.MinValue), room.TimeZone);
}

/// <param name="Taken">In order; what is over is not among them.</param>
public sealed record RoomDay(Room Room, DateOnly Day, IReadOnlyList<BookedTime> Taken);
