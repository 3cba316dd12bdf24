using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>Says whether what a device recorded of a booking is held as another recording of it, so that nothing is lost without it.</summary>
internal static class HeldElsewhere
{
    // Two machines begin and end at nearly the same moment. Rather two videos than a piece of one.
    private const double Enough = 0.9;

    /// <param name="database">Where the others' are looked for. Of a box no more is known than its booking's times.</param>
    /// <param name="storage">Where their ledgers lie.</param>
    /// <param name="booking">What was recorded.</param>
    /// <param name="recording">Which recording is asked about.</param>
    /// <param name="own">From when until when it recorded.</param>
    /// <param name="cancellationToken">Leaves the question open.</param>
    internal static async Task<bool> IsAsync(LecternDbContext database, StorageOptions storage, Guid booking, Guid recording, (DateTimeOffset From, DateTimeOffset To) own, CancellationToken cancellationToken)
    {
        var others = await Whole(database, booking).AsNoTracking().Include(row => row.Sources).Include(row => row.Parts).Include(row => row.Pauses).AsSplitQuery()
            .Where(row => row.Id != recording).ToListAsync(cancellationToken);
        var wanted = (own.To - own.From).TotalSeconds * Enough;
        foreach (var other in others.Where(other => TogetherOf(other, own) >= wanted))
        {
            if (await SecondsOfAsync(database, storage, other, cancellationToken) + other.Pauses.Sum(pause => (pause.To - pause.From).TotalSeconds) >= wanted)
            {
                return true;
            }
        }

        return false;
    }

    // A piece has what was here of its sources, which may be one of them up to its end and none of the others. A video that somebody deleted is gone in the end.
    private static IQueryable<Recording> Whole(LecternDbContext database, Guid booking) => database.Recordings
        .Where(row => row.BookingId == booking && row.PieceOfId == null && row.VerifiedAt != null && row.Device.System != AddBox.System)
        .Where(row => row.VideoId == null ? row.Parts.Any(part => part.Length > 0) : database.Videos.Any(video => video.Id == row.VideoId && video.DeletedAt == null));

    // A machine that took another's place in the midst of a lecture has its other half.
    private static double TogetherOf(Recording other, (DateTimeOffset From, DateTimeOffset To) own) =>
        other.EndedAt is { } ended ? (Math.Min(ended.UtcTicks, own.To.UtcTicks) - Math.Max(other.StartedAt.UtcTicks, own.From.UtcTicks)) / (double)TimeSpan.TicksPerSecond : double.NegativeInfinity;

    // What is in its parts, not from when until when it should have recorded: a machine whose disk was full ends on time too. Once they are joined the video says it.
    private static async Task<double> SecondsOfAsync(LecternDbContext database, StorageOptions storage, Recording other, CancellationToken cancellationToken)
    {
        if (other.Parts.Count == 0)
        {
            return await database.Videos.Where(video => video.Id == other.VideoId).Select(video => video.DurationSeconds).FirstOrDefaultAsync(cancellationToken) ?? 0;
        }

        var pictures = other.Sources.Where(source => source.Role is SourceRole.Slides or SourceRole.Presenter).Select(source => source.Name).ToList();
        var seconds = new Dictionary<string, double>();
        foreach (var part in other.Parts.Where(part => pictures.Count == 0 || pictures.Contains(part.Source)))
        {
            var lines = await PartLedger.ReadAsync(CaptureFiles.LedgerOf(storage, part.UploadId), cancellationToken);
            seconds[part.Source] = seconds.GetValueOrDefault(part.Source) + lines.Sum(line => line.Duration);
        }

        return seconds.Values.DefaultIfEmpty().Max();
    }
}
