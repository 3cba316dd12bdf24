using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>
/// Changes a booking and, in the same way, those of its series that are still to come, or none of them. What is changed of the one is changed of all, by the clock of the series; what is not
/// stays as each has it. Those that somebody changed by hand stay as they are.
/// </summary>
public sealed class ChangeSeries(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    /// <param name="roomId">Where the booking is now.</param>
    /// <param name="wish">How the booking shall be.</param>
    /// <param name="toRoomId">Where it shall be.</param>
    /// <param name="laterOnly">Whether those before it stay.</param>
    public Task<BookingAnswer> RunAsync(Guid roomId, Guid bookingId, BookingWish wish, Guid toRoomId, bool laterOnly, string actor, CancellationToken cancellationToken) =>
        RunAsync(roomId, bookingId, wish, toRoomId, laterOnly, actor, null, cancellationToken);

    /// <param name="terms">Of the course that changes what is booked for it, and nothing else of the series; null for the operator.</param>
    internal async Task<BookingAnswer> RunAsync(Guid roomId, Guid bookingId, BookingWish wish, Guid toRoomId, bool laterOnly, string actor, CourseTerms? terms, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await RoomCalendar.FaultAsync(database, wish, cancellationToken) is { } fault)
        {
            return BookingAnswer.Not(fault);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(database, bookingId, [roomId, toRoomId], cancellationToken) is not { } rooms
            || await FindAsync(database, roomId, bookingId, laterOnly, terms, cancellationToken) is not { } found)
        {
            return BookingAnswer.Not(BookingFault.NotThere);
        }

        var plan = found.Bookings.ConvertAll(booking => Planned(booking, found, wish, toRoomId, terms));
        if (await FaultAsync(database, plan, terms, cancellationToken) is { } refused)
        {
            return refused;
        }

        Write(database, plan, found, toRoomId, actor);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        rooms.ForEach(signals.Set);
        return new BookingAnswer(null, found.Bookings) { Kept = found.Kept };
    }

    // The series first: of two that change it at once the second finds where the first put it. Then its rooms, in the one order in which all take them.
    private static async Task<List<Guid>?> LockAsync(LecternDbContext database, Guid bookingId, Guid[] rooms, CancellationToken cancellationToken)
    {
        var of = database.BookingSeries.Where(s => database.Bookings.Any(b => b.Id == bookingId && b.SeriesId == s.Id));
        await of.ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, s => s.TimeZone), cancellationToken);
        var own = await database.Bookings.Where(b => of.Any(s => s.Id == b.SeriesId)).Select(b => b.RoomId).Distinct().ToListAsync(cancellationToken);
        var all = own.Concat(rooms).Distinct().Order().ToList();
        foreach (var room in all)
        {
            // One that is gone has nothing that is still to come.
            if (!await RoomCalendar.LockAsync(database, room, cancellationToken) && rooms.Contains(room))
            {
                return null;
            }
        }

        return all;
    }

    private async Task<Found?> FindAsync(LecternDbContext database, Guid roomId, Guid bookingId, bool laterOnly, CourseTerms? terms, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = database.Bookings.Include(b => b.Sections).Where(b => b.CancelledAt == null && b.EndsAt > now).Of(terms);
        if (await open.FirstOrDefaultAsync(b => b.Id == bookingId && b.RoomId == roomId && b.SeriesId != null, cancellationToken) is not { SeriesId: { } seriesId } booking)
        {
            return null;
        }

        // One that goes on is changed by itself: nobody means it who thinks of next week.
        var (zone, starts) = (await database.BookingSeries.Where(s => s.Id == seriesId).Select(s => s.TimeZone).SingleAsync(cancellationToken), booking.StartsAt);
        var others = open.Where(b => b.SeriesId == seriesId && b.Id != bookingId && b.StartsAt > now && (!laterOnly || b.StartsAt > starts));
        return new Found(booking, booking.Time, (booking.Title, AudienceOf(booking), booking.OwnerId, booking.Publish, booking.PublishHours), zone,
            [booking, .. await others.Where(b => !b.IsEdited).OrderBy(b => b.StartsAt).ToListAsync(cancellationToken)], await others.CountAsync(b => b.IsEdited, cancellationToken));
    }

    private static (Booking Booking, BookingWish Wish, Guid Room) Planned(Booking booking, Found found, BookingWish wish, Guid toRoomId, CourseTerms? terms)
    {
        var sections = booking.Sections.Select(section => section.SectionId).ToList();
        var own = new BookingWish(booking.Title, TimeOf(booking, found, wish.Time), booking.CourseId, sections, booking.OwnerId, booking.Publish, booking.PublishHours);
        own = wish.Title!.Trim() == found.Was.Title ? own : own with { Title = wish.Title };
        own = Sent(own, found, wish, terms);
        own = (wish.Publish, HoursOf(wish)) == (found.Was.Publish, found.Was.Hours) ? own : own with { Publish = wish.Publish, PublishHours = wish.PublishHours };
        return (booking, own, toRoomId == found.Chosen.RoomId ? booking.RoomId : toRoomId);
    }

    // For whom it is and whose it is are two wishes. A course can't wish for an owner: one who teaches there no more is replaced on the way, where it is theirs.
    private static BookingWish Sent(BookingWish own, Found found, BookingWish wish, CourseTerms? terms)
    {
        var isForOthers = AudienceOf(wish) != found.Was.Audience;
        var isNowOthers = wish.OwnerId != found.Was.Owner && (terms is null || own.OwnerId == found.Was.Owner);
        if ((isForOthers || isNowOthers) && own.CourseId != wish.CourseId)
        {
            return own with { CourseId = wish.CourseId, Sections = wish.Sections, OwnerId = wish.OwnerId };
        }

        return own with { Sections = isForOthers ? wish.Sections : own.Sections, OwnerId = isNowOthers ? wish.OwnerId : own.OwnerId };
    }

    // Three changes: as many days on or back, another hour, the same all through the year, and another length. What is not changed each keeps.
    private static BookedTime TimeOf(Booking booking, Found found, BookedTime wished)
    {
        if (booking == found.Chosen)
        {
            return wished;
        }

        var length = LengthOf(wished) == LengthOf(found.Time) ? LengthOf(booking.Time) : LengthOf(wished);
        if (wished.StartsAt == found.Time.StartsAt)
        {
            return new BookedTime(booking.StartsAt, booking.StartsAt + length);
        }

        var (before, after, own) = (TimeZones.Local(found.Time.StartsAt, found.Zone), TimeZones.Local(wished.StartsAt, found.Zone), TimeZones.Local(booking.StartsAt, found.Zone));
        var hour = after.TimeOfDay == before.TimeOfDay ? own.TimeOfDay : after.TimeOfDay;
        var starts = TimeZones.Instant(own.Date + (after.Date - before.Date) + hour, found.Zone);
        return new BookedTime(starts, starts + length);
    }

    private static TimeSpan LengthOf(BookedTime time) => time.EndsAt - time.StartsAt;

    private async Task<BookingAnswer?> FaultAsync(LecternDbContext database, IReadOnlyList<(Booking Booking, BookingWish Wish, Guid Room)> plan, CourseTerms? terms, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (plan.Any(one => one.Wish.Time.EndsAt <= now))
        {
            return BookingAnswer.Not(BookingFault.Over);
        }

        var (ids, others) = (plan.Select(one => one.Booking.Id).ToHashSet(), new List<Booking>());
        foreach (var room in plan.GroupBy(one => one.Room))
        {
            var own = room.OrderBy(one => one.Wish.Time.StartsAt).ToList();
            var moved = own.Where(IsMoved).Select(one => one.Wish.Time).ToList();
            if (terms is not null && moved.Count > 0 && await terms.FaultAsync(database, [room.Key, .. own.Where(IsMoved).Select(one => one.Booking.RoomId)], moved, ids, now, cancellationToken) is { } fault)
            {
                return BookingAnswer.Not(fault);
            }

            others.AddRange(await RoomCalendar.FindOverlapsAsync(database, room.Key, moved, ids, now, cancellationToken));
            others.AddRange(own.Zip(own.Skip(1)).Where(two => (IsMoved(two.First) || IsMoved(two.Second)) && two.First.Wish.Time.Overlaps(two.Second.Wish.Time)).Select(two => At(two.Second.Booking, two.Second.Wish.Time)));
        }

        return others.Count > 0 ? BookingAnswer.Not(BookingFault.Taken, [.. others.OrderBy(other => other.StartsAt)]) : null;
    }

    // One that stays where it is takes nothing.
    private static bool IsMoved((Booking Booking, BookingWish Wish, Guid Room) one) => one.Wish.Time != one.Booking.Time || one.Room != one.Booking.RoomId;

    // Where it would be, which is what another of them is in the way of.
    private static Booking At(Booking booking, BookedTime time) => new() { RoomId = booking.RoomId, Title = booking.Title, StartsAt = time.StartsAt, EndsAt = time.EndsAt };

    private void Write(LecternDbContext database, List<(Booking Booking, BookingWish Wish, Guid Room)> plan, Found found, Guid toRoomId, string actor)
    {
        foreach (var (booking, wish, room) in plan)
        {
            RoomCalendar.Write(booking, wish);
            (booking.RoomId, booking.Version) = (room, Guid.CreateVersion7());
        }

        database.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            Actor = actor,
            Act = Acts.ChangeBooking,
            Subject = toRoomId.ToString(),
            Detail = $"{found.Chosen.StartsAt:u} {found.Chosen.Title} ({plan.Count} of a series)",
        });
    }

    private static string AudienceOf(Booking booking) => AudienceOf(booking.CourseId, booking.Sections.Select(section => section.SectionId));

    private static string AudienceOf(BookingWish wish) => AudienceOf(wish.CourseId, wish.Sections ?? []);

    private static string AudienceOf(Guid? course, IEnumerable<Guid> sections) => $"{course} {string.Join(' ', sections.Distinct().Order())}";

    private static int? HoursOf(BookingWish wish) => wish.Publish == PublishRule.AfterHours ? wish.PublishHours : null;

    /// <param name="Time">When the chosen one was.</param>
    /// <param name="Was">What else of it can be changed, as it was.</param>
    /// <param name="Bookings">The chosen one and those that are changed with it.</param>
    private sealed record Found(Booking Chosen, BookedTime Time, (string Title, string Audience, Guid? Owner, PublishRule Publish, int? Hours) Was, string Zone, List<Booking> Bookings, int Kept);
}
