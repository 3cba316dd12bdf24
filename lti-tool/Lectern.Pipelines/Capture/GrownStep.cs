using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Playback;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Runs;
using Lectern.Pipelines.Videos;
using Lectern.Transcode;
using Lectern.Transcode.Growing;
using Lectern.Transcode.Joining;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>
/// Makes a recording watchable as it came, while its parts are still being joined: what has grown is given to the media store by names, not by bytes. Whatever
/// speaks against that is no failure: the joined video follows.
/// </summary>
internal sealed partial class GrownStep(
    IDbContextFactory<LecternDbContext> databases, GrowingFolders folders, GrowRecording grow, PlanJoining plans, StreamStore streams, IMediaStore store, IOptions<StorageOptions> storage,
    TimeProvider time, ILogger<GrownStep> logger) : IJobStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public string Name => "grown";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        return folders.CanGrow && await FindAsync(run.VideoId, cancellationToken) is { } recording
            ? await TryAsync(run, recording, cancellationToken) with { Then = () => Forget(recording) }
            : Publication.Nothing;
    }

    private async Task<Publication> TryAsync(JobRun run, Recording recording, CancellationToken cancellationToken)
    {
        try
        {
            if (await plans.RunAsync(recording, cancellationToken) is not { } plan || plan.Duration > PlanJoining.Longest.TotalSeconds || !HasRoom(recording, plan))
            {
                return Publication.Nothing;
            }

            using var folder = await EnterAsync(recording.Id, cancellationToken);
            return folder is null ? Publication.Nothing : await PublishAsync(run, folder, recording, plan, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, recording.Id);
            return Publication.Nothing;
        }
    }

    // One that plays already, by its instant version, has nothing to gain; what a box sent has no clock.
    private async Task<Recording?> FindAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var recording = await database.Recordings.AsNoTracking().Include(row => row.Sources).Include(row => row.Parts).Include(row => row.Pauses).AsSplitQuery()
            .SingleOrDefaultAsync(row => row.VideoId == videoId && database.Videos.Any(video => video.Id == videoId && video.StreamVersion == null), cancellationToken);
        return recording is not null && recording.Parts.TrueForAll(part => part.Boot is not null) ? recording : null;
    }

    // Joining takes more than the parts, and is what counts.
    private bool HasRoom(Recording recording, JoinPlan plan)
    {
        var wanted = storage.Value.ReserveBytes + recording.Parts.Sum(part => part.Length) + GrownStream.MostMade(ShownOf(plan));
        if (store.FreeBytes is not { } free || free > wanted)
        {
            return true;
        }

        Log.NoRoom(logger, recording.Id, wanted, free);
        return false;
    }

    private static List<PlacedTrack> ShownOf(JoinPlan plan) => [.. plan.Tracks.Where(track => !track.Track.IsSound).Take(2), .. plan.Tracks.Where(track => track.Track.IsSound).Take(1)];

    // Whoever is at it appends for a moment; one that hangs must not keep this job as well.
    private async Task<GrowingFolder?> EnterAsync(Guid recording, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < LongestWait; waited += Patience)
        {
            if (folders.TryEnter(recording) is { } folder)
            {
                return folder;
            }

            await Task.Delay(Patience, time, cancellationToken);
        }

        return null;
    }

    private async Task<Publication> PublishAsync(JobRun run, GrowingFolder folder, Recording recording, JoinPlan plan, CancellationToken cancellationToken)
    {
        var shown = ShownOf(plan);
        var (pictures, sound) = (shown.FindAll(track => !track.Track.IsSound), shown.Find(track => track.Track.IsSound));
        var rows = recording.Parts.ToDictionary(part => CaptureFiles.PartOf(storage.Value, part.UploadId));
        await grow.FinishAsync(folder, shown.SelectMany(track => track.Parts).Select(part => rows[part.Part.Path]), cancellationToken);
        try
        {
            var made = folder.NewFolder("made");
            var stream = new GrownStream(shown, part => folder.FileOf(rows[part.Path].UploadId), Place);
            var main = await stream.WriteAsync(made, pictures.FirstOrDefault(), sound, cancellationToken);
            var beside = pictures.Count < 2
                ? null
                : await stream.WriteAsync(Directory.CreateDirectory(Path.Combine(made, MediaNames.PresenterFolder)).FullName, pictures[1], null, cancellationToken);
            var stored = await streams.KeepAsync(run, main, beside, made, StreamKind.Grown, new StepProgress(run, 0, 100), cancellationToken);
            return new Publication(async (database, token) =>
            {
                await WriteAsync(database, run.VideoId, main, stored, token);
                await PlanJoining.KeepGapsAsync(database, recording.Id, plan.Gaps, token);
            });
        }
        catch (InvalidDataException)
        {
            // Not what browsers play as it is.
            return Publication.Nothing;
        }
    }

    // How long it is says how long its addresses live, until somebody looked into the joined one.
    private static async Task WriteAsync(LecternDbContext database, Guid videoId, Transcoded main, Publication stored, CancellationToken cancellationToken)
    {
        await stored.Write(database, cancellationToken);
        var seconds = main.Duration.TotalSeconds;
        await database.Videos.Where(video => video.Id == videoId && video.DurationSeconds == null)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.DurationSeconds, seconds), cancellationToken);
    }

    // A second name, so that a run which dies before it is published finds the first. Where there are none it grows once more.
    private static void Place(string from, string to)
    {
        if (!DurableFiles.TryLink(from, to))
        {
            File.Move(from, to);
        }
    }

    private void Forget(Recording recording)
    {
        recording.Parts.ForEach(part => grow.Forget(part.UploadId));
        using var folder = folders.TryEnter(recording.Id);
        folder?.Delete();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Recording {Recording} plays once it is joined, not before: with what may fill its holes it takes {Wanted} bytes, and {Free} are free")]
        public static partial void NoRoom(ILogger logger, Guid recording, long? wanted, long free);

        [LoggerMessage(LogLevel.Warning, "What grew of recording {Recording} can't be watched; it is joined")]
        public static partial void Failed(ILogger logger, Exception exception, Guid recording);
    }
}
