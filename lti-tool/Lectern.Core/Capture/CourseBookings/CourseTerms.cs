using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>What holds for a course that books by itself, beside what holds for everybody. It is judged under the room's lock, in the transaction that books.</summary>
internal sealed record CourseTerms(Guid CourseId, Guid PlatformId)
{
    /// <summary>Null for a launch that may book nothing.</summary>
    internal static CourseTerms? Of(Launch launch) => launch.CanBookRooms() ? new CourseTerms(launch.CourseId!.Value, launch.PlatformId) : null;

    /// <param name="rooms">Where they shall be, and after it those that they are taken from: what the operator put into a room that isn't open stays there.</param>
    /// <param name="times">That are new, or were moved.</param>
    /// <param name="except">Bookings that they are of.</param>
    internal async Task<BookingFault?> FaultAsync(
        LecternDbContext database, IReadOnlyList<Guid> rooms, IReadOnlyCollection<BookedTime> times, IReadOnlyCollection<Guid> except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (roomId, all) = (rooms[0], rooms.Distinct().ToList());
        if (await database.Rooms.BookableFrom(PlatformId).CountAsync(r => all.Contains(r.Id), cancellationToken) < all.Count)
        {
            return BookingFault.NotOpenToCourse;
        }

        if (times.Any(time => time.EndsAt - time.StartsAt > TimeSpan.FromHours(CourseLimits.LongestHours)))
        {
            return BookingFault.TooLongForCourse;
        }

        if (times.Any(time => time.StartsAt > now.AddDays(CourseLimits.DaysAhead)))
        {
            return BookingFault.TooFarAhead;
        }

        var held = await database.Bookings
            .CountAsync(b => b.CourseId == CourseId && b.RoomId == roomId && b.TimetableId == null && b.CancelledAt == null && b.EndsAt > now && !except.Contains(b.Id), cancellationToken);
        return held + times.Count > CourseLimits.MostInRoom ? BookingFault.TooMany : null;
    }
}

internal static class CourseBookingQueries
{
    /// <summary>The course's, where one asks; all for the operator.</summary>
    internal static IQueryable<Booking> Of(this IQueryable<Booking> bookings, CourseTerms? terms)
    {
        var course = terms?.CourseId;
        return course is null ? bookings : bookings.Where(b => b.CourseId == course);
    }

    /// <summary>Those that take place or are still to.</summary>
    internal static IQueryable<Booking> Open(this IQueryable<Booking> bookings, DateTimeOffset now) => bookings.Where(b => b.CancelledAt == null && b.EndsAt > now);
}
