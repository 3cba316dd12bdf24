using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>What all changes of a room's bookings have in common: they take the room's lock, and look whether it is free.</summary>
internal static class RoomCalendar
{
    private const int MostHours = 24 * 30;

    /// <summary>
    /// Takes the room's lock and raises its version, in the transaction that is open: of two who look for overlaps at once the second waits here and sees what the first booked.
    /// </summary>
    /// <returns>False when there is no such room.</returns>
    internal static async Task<bool> LockAsync(LecternDbContext database, Guid roomId, CancellationToken cancellationToken) =>
        await database.Rooms.Where(r => r.Id == roomId).ExecuteUpdateAsync(set => set.SetProperty(r => r.ScheduleVersion, r => r.ScheduleVersion + 1), cancellationToken) == 1;

    /// <summary>
    /// The bookings of the room, still to end, that one of the times would overlap; none while it is free. What is over takes nothing from anybody: what was recorded by hand
    /// ends a moment after the booking began that ended it. Nor does what was stopped early, from then on.
    /// </summary>
    /// <param name="except">Those that the times are of.</param>
    internal static async Task<IReadOnlyList<Booking>> FindOverlapsAsync(
        LecternDbContext database, Guid roomId, IReadOnlyCollection<BookedTime> times, IReadOnlyCollection<Guid> except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = times.Where(time => time.EndsAt > now).ToList();
        if (open.Count == 0)
        {
            return [];
        }

        var span = new BookedTime(open.Min(time => time.StartsAt), open.Max(time => time.EndsAt));
        var near = await TakenAsync(database, roomId, span, now, cancellationToken);
        return [.. near.Where(one => !except.Contains(one.Booking.Id) && open.Exists(one.Time.Overlaps)).Select(one => one.Booking)];
    }

    /// <summary>What is booked within a time and still to end, in order, each with the time that it takes from others: what was stopped early took it until then.</summary>
    internal static async Task<IReadOnlyList<(Booking Booking, BookedTime Time)>> TakenAsync(LecternDbContext database, Guid roomId, BookedTime span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = (span.StartsAt, span.EndsAt);
        var near = await database.Bookings.AsNoTracking()
            .Where(b => b.RoomId == roomId && b.CancelledAt == null && b.EndsAt > from && b.EndsAt > now && b.StartsAt < to)
            .OrderBy(b => b.StartsAt)
            .ToListAsync(cancellationToken);
        var stopped = await StoppedBookings.OfAsync(database, roomId, near.FindAll(booking => booking.StartsAt <= now), cancellationToken);
        return near.ConvertAll(booking => (booking, booking.Time with { EndsAt = stopped.GetValueOrDefault(booking.Id, booking.EndsAt) }));
    }

    /// <summary>What is wrong with a wish, whoever has the room and whatever time it is.</summary>
    internal static async Task<BookingFault?> FaultAsync(LecternDbContext database, BookingWish wish, CancellationToken cancellationToken) =>
        StoredText.Clip(wish.Title?.Trim(), Booking.LongestTitle) is null ? BookingFault.NoTitle
        : wish.Time.EndsAt <= wish.Time.StartsAt ? BookingFault.EndsBeforeItBegins
        : wish.Time.EndsAt - wish.Time.StartsAt > TimeSpan.FromDays(1) ? BookingFault.TooLong
        : LacksHours(wish.Publish, wish.PublishHours) ? BookingFault.NoHours
        : !await IsOfCourseAsync(database, wish, cancellationToken) ? BookingFault.UnknownCourse
        : null;

    internal static bool LacksHours(PublishRule publish, int? hours) => publish == PublishRule.AfterHours && hours is not (> 0 and <= MostHours);

    /// <summary>Writes into a booking what is wished of it.</summary>
    internal static void Write(Booking booking, BookingWish wish)
    {
        booking.Title = StoredText.Clip(wish.Title?.Trim(), Booking.LongestTitle)!;
        (booking.StartsAt, booking.EndsAt) = (wish.Time.StartsAt, wish.Time.EndsAt);
        (booking.CourseId, booking.OwnerId) = (wish.CourseId, wish.OwnerId);
        (booking.Publish, booking.PublishHours) = (wish.Publish, wish.Publish == PublishRule.AfterHours ? wish.PublishHours : null);
        booking.Sections.RemoveAll(section => wish.Sections?.Contains(section.SectionId) != true);
        booking.Sections.AddRange((wish.Sections ?? []).Distinct().Where(id => booking.Sections.TrueForAll(section => section.SectionId != id))
            .Select(id => new BookingSection { BookingId = booking.Id, SectionId = id }));
    }

    private static async Task<bool> IsOfCourseAsync(LecternDbContext database, BookingWish wish, CancellationToken cancellationToken)
    {
        var sections = (wish.Sections ?? []).Distinct().ToList();
        if (wish.CourseId is not { } course)
        {
            return sections.Count == 0 && wish.OwnerId is null;
        }

        return await database.Courses.AnyAsync(c => c.Id == course, cancellationToken)
            && await database.Sections.CountAsync(s => s.CourseId == course && sections.Contains(s.Id), cancellationToken) == sections.Count
            && (wish.OwnerId is null || await database.Enrolments.OfTeachers().AnyAsync(e => e.CourseId == course && e.PersonId == wish.OwnerId, cancellationToken));
    }
}
