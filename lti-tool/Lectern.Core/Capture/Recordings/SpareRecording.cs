using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>
/// A recording of what another one holds as well, which is held whole already. No second video is made of it: its parts are forgotten, and their files
/// go with all that no row names.
/// </summary>
internal static class SpareRecording
{
    /// <returns>Whether it is one.</returns>
    internal static async Task<bool> TryDropAsync(LecternDbContext database, StorageOptions storage, Recording recording, CancellationToken cancellationToken)
    {
        if (recording.Device.IsBox || recording is not { BookingId: { } booking, EndedAt: { } ended })
        {
            return false;
        }

        // The booking's lock: of two that are verified at once the second finds the first.
        await database.Bookings.Where(row => row.Id == booking).ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, row => row.Title), cancellationToken);
        if (!await HeldElsewhere.IsAsync(database, storage, booking, recording.Id, (recording.StartedAt, ended), cancellationToken))
        {
            return false;
        }

        await database.RecordingParts.Where(part => part.RecordingId == recording.Id).ExecuteDeleteAsync(cancellationToken);
        return true;
    }
}
