using Lectern.Contracts.Devices;
using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Pipelines.Runs;
using Lectern.Pipelines.Videos;
using Lectern.Transcode.Joining;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>Makes the original of a recorded video out of the parts that its device sent.</summary>
internal sealed class JoinRecording(IDbContextFactory<LecternDbContext> databases, PlanJoining plans, Joiner joiner, WholeFiles whole, IOptions<StorageOptions> storage)
{
    // Nobody uploaded it, and nobody who reads this can cut or export it.
    private static JobError Empty => new(JobCodes.NothingToPlay, "The room recorded no picture and no sound that can be played. What came of it is kept: ask whoever looks after the rooms.");

    private static JobError TooLong => new(
        JobCodes.TooLong, "By its machine's clock this recording takes longer than two days, so the clock was wrong while it was recorded, and no video was made. All of it is kept: ask whoever looks after the rooms.");

    /// <summary>Writes the file into the run's workspace.</summary>
    public async Task<JoinedRecording> RunAsync(JobRun run, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var recording = await FindAsync(run.VideoId, cancellationToken);
        if (recording.Parts.Exists(part => part.Boot is null))
        {
            return await JoinWholeAsync(run, recording, cancellationToken);
        }

        var plan = await plans.RunAsync(recording, cancellationToken) ?? throw new JobFailedException(Empty);
        if (plan.Duration > PlanJoining.Longest.TotalSeconds)
        {
            throw new JobFailedException(TooLong);
        }

        var file = run.Workspace.FileOf("joined.mp4");
        var spare = await joiner.RunAsync(plan, run.Workspace.NewFolder("tracks"), file, progress, cancellationToken);
        return new JoinedRecording(recording.Id, file, plan.Gaps, spare.Sum(stretch => stretch.End - stretch.Start));
    }

    // A box sends whole files: they have no ledger and no clock, and began together.
    private async Task<JoinedRecording> JoinWholeAsync(JobRun run, Recording recording, CancellationToken cancellationToken)
    {
        var brought = recording.Sources.OrderBy(source => source.Role).ThenBy(source => source.Name)
            .SelectMany(source => recording.Parts.Where(part => part.Source == source.Name)
                .Select(part => (source.Name, File: new WholeFile(CaptureFiles.PartOf(storage.Value, part.UploadId), source.Role == SourceRole.Slides)))).ToList();
        var file = run.Workspace.FileOf("joined.mkv");
        var unreadable = await whole.RunAsync([.. brought.Select(one => one.File)], file, cancellationToken);
        return unreadable.Count == 0 && brought.Count > 0
            ? new JoinedRecording(recording.Id, file, [], 0)
            : throw Unreadable([.. brought.Where(one => unreadable.Contains(one.File)).Select(one => one.Name)], brought.Count);
    }

    // A video of what is left would be taken for the whole lecture, and the rest forgotten with it.
    private static JobFailedException Unreadable(IReadOnlyCollection<string> tracks, int all) => new(new JobError(
        JobCodes.BoxTrack,
        $"Of the {all} tracks that the room's box brought {tracks.Count} can't be read ({string.Join(", ", tracks)}), so no video was made. All of them are kept. Copy the recording from the box and upload it by hand."));

    private async Task<Recording> FindAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AsNoTracking().Include(row => row.Sources).Include(row => row.Parts).Include(row => row.Pauses).AsSplitQuery().SingleAsync(row => row.VideoId == videoId, cancellationToken);
    }
}

/// <param name="Recording">Whose it is.</param>
/// <param name="File">The joined file.</param>
/// <param name="Gaps">Where nothing was recorded.</param>
/// <param name="SpareSoundSeconds">How long the spare sound is heard in it.</param>
internal sealed record JoinedRecording(Guid Recording, string File, IReadOnlyList<TimeSpanInSeconds> Gaps, double SpareSoundSeconds);
