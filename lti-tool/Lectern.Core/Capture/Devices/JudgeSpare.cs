using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Devices;

/// <summary>Says whether what a device that stands by has recorded is wanted: only where the room's other device has not brought as much of its booking ten minutes after the end.</summary>
public sealed class JudgeSpare(IDbContextFactory<LecternDbContext> databases, IOptions<StorageOptions> storage, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>Null when it shall be brought: always of a device that does not stand by, and of what nobody else can have recorded.</returns>
    public async Task<SpareWish?> RunAsync(Device device, Guid recording, RecordingNotice told, CancellationToken cancellationToken)
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

        if (told.EndedAt is not { } ended)
        {
            return SpareWish.Keep;
        }

        if (await HeldElsewhere.IsAsync(database, storage.Value, booking, recording, (told.StartedAt, ended), cancellationToken))
        {
            await ForgetAsync(database, device, recording, cancellationToken);
            return SpareWish.Forget;
        }

        return ended + Patience <= time.GetUtcNow() ? null : SpareWish.Keep;
    }

    // What it had begun to bring comes no further: files that no row names are swept.
    private static Task<int> ForgetAsync(LecternDbContext database, Device device, Guid recording, CancellationToken cancellationToken) =>
        database.RecordingParts
            .Where(part => part.RecordingId == recording && database.Recordings.Any(row => row.Id == recording && row.DeviceId == device.Id && row.VerifiedAt == null))
            .ExecuteDeleteAsync(cancellationToken);
}
