using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>A booking of a room, to be changed.</summary>
public sealed class FindBooking(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>Null when the room has none with this id, or it was cancelled and nothing recorded.</summary>
    public async Task<Booking?> RunAsync(Guid roomId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Bookings.AsNoTracking().Include(b => b.Sections).Where(b => b.Id == bookingId && b.RoomId == roomId).ThatCanBeChanged(database)
            .FirstOrDefaultAsync(cancellationToken);
    }
}

internal static class BookingQueries
{
    /// <summary>Those that stand, and those that were cancelled too late: a recording is of them, and has to go somewhere.</summary>
    internal static IQueryable<Booking> ThatCanBeChanged(this IQueryable<Booking> bookings, LecternDbContext database) =>
        bookings.Where(b => b.CancelledAt == null || database.Recordings.Any(r => r.BookingId == b.Id));
}
