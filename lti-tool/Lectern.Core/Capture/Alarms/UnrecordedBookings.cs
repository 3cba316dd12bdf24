using Lectern.Core.Capture.Bookings;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>Bookings of the last week that are over, of which nothing has come and nobody was told.</summary>
public sealed class UnrecordedBookings(IDbContextFactory<LecternDbContext> databases)
{
    private static readonly TimeSpan s_looksBack = TimeSpan.FromDays(7);

    /// <returns>By their rooms.</returns>
    public async Task<ILookup<Guid, Booking>> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var from = now - s_looksBack;
        var found = await database.Bookings.AsNoTracking()
            .Where(b => b.CancelledAt == null && b.EndsAt <= now && b.EndsAt > from && b.BookedAt < b.EndsAt
                && !database.Recordings.Any(r => r.BookingId == b.Id)
                && !database.RoomAlarms.Any(a => a.RoomId == b.RoomId && a.Kind == RoomAlarmKind.MissedStart && a.BookingId == b.Id))
            .ToListAsync(cancellationToken);
        return found.ToLookup(b => b.RoomId);
    }
}
