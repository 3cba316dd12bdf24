using System.Globalization;
using Lectern.Core.Capture.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>What a recording's video is called: as its booking and its day, or the same title each week would tell them apart by nothing, and of several of one booking by its number.</summary>
internal static class RecordingTitle
{
    internal static async Task<string> OfAsync(LecternDbContext database, Recording recording, string zone, CancellationToken cancellationToken)
    {
        var title = $"{recording.Booking!.Title} {TimeZones.Local(recording.StartedAt, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        var others = database.Recordings.Where(row => row.BookingId == recording.BookingId && row.Id != recording.Id);
        var taken = await database.Videos.Where(video => others.Any(row => row.VideoId == video.Id)).Select(video => video.Title).ToListAsync(cancellationToken);

        // The newest comes first: one that began before and is still to come has its number already.
        var number = 1 + await others.CountAsync(
            row => row.StartedAt < recording.StartedAt && (row.VideoId != null || (row.GivenUpAt == null && !row.Device.IsStandby && row.Parts.Any())), cancellationToken);
        while (taken.Contains(Numbered(title, number)))
        {
            number++;
        }

        return Numbered(title, number);
    }

    private static string Numbered(string title, int number) => number == 1 ? title : $"{title}, part {number.ToString(CultureInfo.InvariantCulture)}";
}
