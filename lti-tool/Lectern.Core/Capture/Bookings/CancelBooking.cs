using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>Cancels a booking that is not over, or it and those of its series that follow. Nothing happens to what is cancelled already.</summary>
public sealed class CancelBooking(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    /// <returns>How many were cancelled.</returns>
    public Task<int> RunAsync(Guid roomId, Guid bookingId, bool andLater, string actor, CancellationToken cancellationToken) =>
        RunAsync(roomId, bookingId, andLater, actor, null, cancellationToken);

    /// <param name="terms">Of the course that cancels what is booked for it, and nothing else of the series; null for the operator.</param>
    internal async Task<int> RunAsync(Guid roomId, Guid bookingId, bool andLater, string actor, CourseTerms? terms, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await RoomCalendar.LockAsync(database, roomId, cancellationToken);
        var open = database.Bookings.Where(b => b.RoomId == roomId && b.CancelledAt == null && b.EndsAt > now).Of(terms);
        if (await open.AsNoTracking().FirstOrDefaultAsync(b => b.Id == bookingId, cancellationToken) is not { } booking)
        {
            return 0;
        }

        var ending = andLater && booking.SeriesId is { } series
            ? open.Where(b => b.SeriesId == series && b.StartsAt >= booking.StartsAt)
            : open.Where(b => b.Id == bookingId);
        var cancelled = await ending.ExecuteUpdateAsync(
            set => set.SetProperty(b => b.CancelledAt, now).SetProperty(b => b.IsEdited, true).SetProperty(b => b.Version, Guid.CreateVersion7()), cancellationToken);
        database.Audit.Add(new AuditEntry
        {
            At = now,
            Actor = actor,
            Act = Acts.CancelBooking,
            Subject = roomId.ToString(),
            Detail = $"{booking.StartsAt:u} {booking.Title}{(cancelled > 1 ? $" ({cancelled})" : "")}",
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Set(roomId);
        return cancelled;
    }
}
