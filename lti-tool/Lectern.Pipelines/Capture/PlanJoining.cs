using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Transcode.Joining;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>Says what of a verified recording lies where on its one clock, by the ledgers of its parts.</summary>
internal sealed class PlanJoining(IOptions<StorageOptions> storage)
{
    /// <summary>No lecture is longer: a clock was wrong, and what would be made of it could fill the disk.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <param name="recording">With sources, parts and pauses.</param>
    /// <param name="cancellationToken">Nothing is changed.</param>
    /// <returns>Null when nothing of it can be seen or heard.</returns>
    /// <exception cref="InvalidDataException">A ledger is not what was verified.</exception>
    public async Task<JoinPlan?> RunAsync(Recording recording, CancellationToken cancellationToken)
    {
        var tracks = new List<RecordedTrack>();
        foreach (var source in recording.Sources.OrderBy(source => source.Role).ThenBy(source => source.Name))
        {
            var parts = new List<RecordedPart>();
            foreach (var row in recording.Parts.Where(part => part.Source == source.Name).OrderBy(part => part.Number))
            {
                parts.AddRange(PartOf(row, await LedgerOfAsync(row, cancellationToken)));
            }

            if (parts.Count > 0)
            {
                tracks.Add(new RecordedTrack(source.Name, source.Role is SourceRole.Sound or SourceRole.SpareSound, parts, source.Role == SourceRole.SpareSound));
            }
        }

        return tracks.Count == 0 ? null : JoinPlan.Of(tracks, [.. recording.Pauses.Select(pause => (pause.From, pause.To))]);
    }

    /// <summary>Keeps where nothing was recorded, for whoever watches: both the grown video and the joined one say so.</summary>
    public static async Task KeepGapsAsync(LecternDbContext database, Guid recording, IReadOnlyList<TimeSpanInSeconds> gaps, CancellationToken cancellationToken)
    {
        // The row's lock: the two may end at once.
        await database.Recordings.Where(row => row.Id == recording).ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, row => row.Title), cancellationToken);
        await database.RecordingGaps.Where(gap => gap.RecordingId == recording).ExecuteDeleteAsync(cancellationToken);
        database.RecordingGaps.AddRange(gaps.Select(gap => new RecordingGap { RecordingId = recording, StartSeconds = gap.Start, EndSeconds = gap.End }));
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Fragment>> LedgerOfAsync(RecordingPart row, CancellationToken cancellationToken)
    {
        var lines = await PartLedger.ReadAsync(CaptureFiles.LedgerOf(storage.Value, row.UploadId), cancellationToken);
        // It was whole when the recording was verified. A shorter video must not be made of what is left of it.
        return PartLedger.EndOf(lines) == row.Length ? lines : throw new InvalidDataException($"The ledger of {row.Source}, part {row.Number}, is not what was verified.");
    }

    // A part that broke off before its first fragment holds nothing that could be seen or heard.
    private IEnumerable<RecordedPart> PartOf(RecordingPart row, IReadOnlyList<Fragment> lines) =>
        lines.Count < 2 ? [] : [new RecordedPart(CaptureFiles.PartOf(storage.Value, row.UploadId), row.Boot!, lines[0].Length, [.. lines.AsRecorded()])];
}
