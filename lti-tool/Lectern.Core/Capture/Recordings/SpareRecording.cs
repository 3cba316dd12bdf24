using Lectern.Core.Capture.Boxes;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>
/// A recording of what another device has recorded as well, which is held whole already. No second video is made of it: its parts are forgotten, and their files
/// go with all that no row names.
/// </summary>
internal static class SpareRecording
{
    /// <returns>Whether it is one.</returns>
    internal static async Task<bool> TryDropAsync(LecternDbContext database, Recording recording, CancellationToken cancellationToken)
    {
        // The booking's lock: of two that are verified at once the second finds the first.
        await database.Bookings.Where(row => row.Id == recording.BookingId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, row => row.Title), cancellationToken);
        var others = await database.Recordings.AsNoTracking()
            .Where(row => row.BookingId == recording.BookingId && row.DeviceId != recording.DeviceId && row.VerifiedAt != null && row.Device.System != AddBox.System)
            .Where(row => row.VideoId != null || row.Parts.Any(part => part.Length > 0))
            .ToListAsync(cancellationToken);
        if (!others.Exists(other => IsOfTheSame(recording, other)))
        {
            return false;
        }

        await database.RecordingParts.Where(part => part.RecordingId == recording.Id).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    // A machine that took another's place in the midst of a lecture has its other half, and of a box no more is known than its booking's times.
    private static bool IsOfTheSame(Recording one, Recording other)
    {
        if (one.Device.IsBox || one.EndedAt is not { } ended || other.EndedAt is not { } otherEnded)
        {
            return false;
        }

        var shorter = Math.Min((ended - one.StartedAt).Ticks, (otherEnded - other.StartedAt).Ticks);
        var together = Math.Min(ended.Ticks, otherEnded.Ticks) - Math.Max(one.StartedAt.Ticks, other.StartedAt.Ticks);
        return together > shorter / 2;
    }
}
