using Lectern.Contracts.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>Says whether what a device that stands by has recorded is wanted: only where the room's other device has none of its booking verified ten minutes after the end.</summary>
public sealed class JudgeSpare(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>Null when it shall be brought: always of a device that does not stand by, and of what nobody else can have recorded.</returns>
    public async Task<SpareWish?> RunAsync(Device device, RecordingNotice told, CancellationToken cancellationToken)
    {
        if (!device.IsStandby || told.Booking is not { } booking)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Bookings.AnyAsync(row => row.Id == booking && row.RoomId == device.RoomId, cancellationToken))
        {
            return null;
        }

        if (await database.Recordings.AnyAsync(row => row.BookingId == booking && row.VerifiedAt != null && !row.Device.IsStandby, cancellationToken))
        {
            return SpareWish.Forget;
        }

        return told.EndedAt is { } ended && ended + Patience <= time.GetUtcNow() ? null : SpareWish.Keep;
    }
}
