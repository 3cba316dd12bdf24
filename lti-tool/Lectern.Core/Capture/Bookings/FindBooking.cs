using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>A booking of a room, to be changed.</summary>
public sealed class FindBooking(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>Null when the room has none with this id, or it was cancelled.</summary>
    public async Task<Booking?> RunAsync(Guid roomId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Bookings.AsNoTracking().Include(b => b.Sections).FirstOrDefaultAsync(b => b.Id == bookingId && b.RoomId == roomId && b.CancelledAt == null, cancellationToken);
    }
}
