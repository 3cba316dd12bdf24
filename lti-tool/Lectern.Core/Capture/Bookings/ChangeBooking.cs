using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>
/// Moves a booking, to another time or room, or sends its recording elsewhere. It keeps its id, by which a recording that runs follows it. One that is over keeps its
/// time and room too: only what becomes of its recording is changed.
/// </summary>
public sealed class ChangeBooking(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    /// <param name="roomId">Where it is now.</param>
    /// <param name="toRoomId">Where it shall be.</param>
    public Task<BookingAnswer> RunAsync(Guid roomId, Guid bookingId, BookingWish wish, Guid toRoomId, string actor, CancellationToken cancellationToken) =>
        RunAsync(roomId, bookingId, wish, toRoomId, actor, null, cancellationToken);

    /// <param name="terms">Of the course that changes what is booked for it; null for the operator.</param>
    internal async Task<BookingAnswer> RunAsync(Guid roomId, Guid bookingId, BookingWish wish, Guid toRoomId, string actor, CourseTerms? terms, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await RoomCalendar.FaultAsync(database, wish, cancellationToken) is { } fault)
        {
            return BookingAnswer.Not(fault);
        }

        var answer = await ChangeAsync(database, roomId, bookingId, wish, toRoomId, actor, terms, cancellationToken);
        signals.Set(roomId);
        signals.Set(toRoomId);
        return answer;
    }

    private async Task<BookingAnswer> ChangeAsync(LecternDbContext database, Guid roomId, Guid bookingId, BookingWish wish, Guid toRoomId, string actor, CourseTerms? terms, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // In one order, whichever way it moves: two that change rooms with each other don't wait for each other.
        foreach (var room in new[] { roomId, toRoomId }.Distinct().Order())
        {
            if (!await RoomCalendar.LockAsync(database, room, cancellationToken))
            {
                return BookingAnswer.Not(BookingFault.NotThere);
            }
        }

        var found = database.Bookings.Include(b => b.Sections).Where(b => b.Id == bookingId && b.RoomId == roomId).Of(terms).ThatCanBeChanged(database);
        if (await found.FirstOrDefaultAsync(cancellationToken) is not { } booking)
        {
            return BookingAnswer.Not(BookingFault.NotThere);
        }

        var moves = wish.Time != booking.Time || toRoomId != roomId;
        if (moves && (booking.IsOver(time.GetUtcNow()) || wish.Time.EndsAt <= time.GetUtcNow()))
        {
            return BookingAnswer.Not(BookingFault.Over);
        }

        if (moves && terms is not null && await terms.FaultAsync(database, [toRoomId, roomId], [wish.Time], [bookingId], time.GetUtcNow(), cancellationToken) is { } fault)
        {
            return BookingAnswer.Not(fault);
        }

        // One that stays where it is takes nothing from who booked the rest of it after it was stopped.
        if (moves && await RoomCalendar.FindOverlapsAsync(database, toRoomId, [wish.Time], [bookingId], time.GetUtcNow(), cancellationToken) is { Count: > 0 } others)
        {
            return BookingAnswer.Not(BookingFault.Taken, others);
        }

        // Whoever only says where its recording goes has nothing against the timetable's times.
        var follows = booking is { TimetableId: not null, IsEdited: false } && !moves && wish.Title?.Trim() == booking.Title;
        RoomCalendar.Write(booking, wish);
        (booking.RoomId, booking.IsEdited, booking.Version) = (toRoomId, !follows, Guid.CreateVersion7());
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.ChangeBooking, Subject = toRoomId.ToString(), Detail = $"{booking.StartsAt:u} {booking.Title}" });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new BookingAnswer(null, [booking]);
    }
}
