using Lectern.Captions.Runs;
using Lectern.Core;
using Lectern.Core.Captions;
using Lectern.Core.Playback;
using Lectern.Core.Storage;
using Lectern.Pipelines.Engine;
using Lectern.Pipelines.Runs;
using Lectern.Pipelines.Videos;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Captions;

/// <summary>
/// Makes the captions of the language spoken. Where nobody speaks the job is done without a track: an empty one would offer a
/// captions button that shows nothing.
/// </summary>
internal sealed class CaptionStep(
    SourceFiles sources, CaptionProgram program, Leftovers children, IMediaStore store, IDbContextFactory<LecternDbContext> databases, TimeProvider time) : IJobStep
{
    public string Name => "captions";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await sources.FindAsync(run.VideoId, cancellationToken);
        var input = await sources.PathOfAsync(source, run, cancellationToken);
        var (language, duration) = await AskedAsync(run.VideoId, cancellationToken);
        var output = run.Workspace.FileOf(MediaNames.Captions);
        var command = program.Command(input, output, language?.Split('-')[0].ToLowerInvariant(), duration);
        var done = await new CaptionRun(children.Runner).RunAsync(command, percent => run.Report(percent), cancellationToken);
        return done is { Speech: true, Cues: > 0, Language: { } spoken }
            ? await PublishAsync(run, output, TagOf(spoken, language), done, cancellationToken)
            : new Publication((database, token) => ForgetAsync(database, run.VideoId, "", token));
    }

    private async Task<(string? Language, TimeSpan? Duration)> AskedAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.Where(v => v.Id == videoId).Select(v => new { v.Language, v.DurationSeconds }).SingleAsync(cancellationToken);
        return (video.Language, video.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    // The tag a person chose says more than the model's: en-GB stays en-GB.
    private static string TagOf(string spoken, string? asked) =>
        asked is not null && asked.Split('-')[0].Equals(spoken, StringComparison.OrdinalIgnoreCase) ? asked : spoken;

    private async Task<Publication> PublishAsync(JobRun run, string file, string language, DoneEvent done, CancellationToken cancellationToken)
    {
        var (version, folder) = run.Workspace.NewVersion(run.VideoId);
        await store.MoveInAsync(folder / MediaNames.Captions, file, cancellationToken);
        return new Publication(async (database, token) =>
        {
            await ForgetAsync(database, run.VideoId, language, token);
            await WriteAsync(database, run.VideoId, language, version, done.Cues, token);
            await NameAsync(database, run.VideoId, language, token);
        });
    }

    // What a person chose stays; a choice made meanwhile has sent this run away.
    private static Task<int> NameAsync(LecternDbContext database, Guid videoId, string language, CancellationToken cancellationToken) =>
        database.Videos
            .Where(video => video.Id == videoId && video.Language == null)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.Language, language), cancellationToken);

    // What the machine made before in another language was a wrong guess. What people made or approved is another kind, and stays.
    private static Task<int> ForgetAsync(LecternDbContext database, Guid videoId, string butLanguage, CancellationToken cancellationToken) =>
        database.CaptionTracks
            .Where(track => track.VideoId == videoId && track.Kind == CaptionKind.Automatic && track.Language != butLanguage)
            .ExecuteDeleteAsync(cancellationToken);

    private async Task WriteAsync(LecternDbContext database, Guid videoId, string language, string version, int cues, CancellationToken cancellationToken)
    {
        var track = await database.CaptionTracks.SingleOrDefaultAsync(
            t => t.VideoId == videoId && t.Kind == CaptionKind.Automatic && t.Language == language, cancellationToken);
        if (track is null)
        {
            track = new CaptionTrack { VideoId = videoId, Language = language, Kind = CaptionKind.Automatic, CaptionVersion = version };
            database.CaptionTracks.Add(track);
        }

        (track.CaptionVersion, track.CueCount, track.UpdatedAt) = (version, cues, time.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
    }
}
