using Lectern.Core;
using Lectern.Core.Playback;
using Lectern.Core.Videos;
using Lectern.Ffmpeg.Probing;
using Lectern.Pipelines.Runs;
using Lectern.Transcode;
using Lectern.Transcode.Planning;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Videos;

/// <summary>Makes the whole ladder and switches the video over to it.</summary>
internal sealed class RenditionsStep(SourceFiles sources, Transcoder transcoder, StreamStore streams, IDbContextFactory<LecternDbContext> databases) : IJobStep
{
    public string Name => "renditions";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await sources.ReadAsync(run, cancellationToken);
        var folder = run.Workspace.NewFolder(Name);
        var outcome = await transcoder.MakeRenditionsAsync(
            source.Path, source.Media, new TranscodeOptions(), await PlaysAsItIsAsync(run.VideoId, cancellationToken), folder, new StepProgress(run, 0, source.Presenter is null ? 95 : 75), cancellationToken);
        return outcome.IsDone
            ? await streams.KeepAsync(run, outcome.Transcoded, await PresenterAsync(run, source, folder, cancellationToken), folder, StreamKind.Renditions, new StepProgress(run, 95, 100), cancellationToken)
            : throw MediaFaults.Failure(outcome.Fault ?? MediaFault.Damaged, source.Source.FileName);
    }

    // Shown at a quarter of the width: one size is enough.
    private async Task<Transcoded?> PresenterAsync(JobRun run, SourceMedia source, string folder, CancellationToken cancellationToken) =>
        source.Presenter is { } media
            ? (await transcoder.RunAsync(
                TranscodePlan.Renditions(source.Path, media, new TranscodeOptions { Rungs = [480] }, mayCopy: false),
                Path.Combine(folder, MediaNames.PresenterFolder), new StepProgress(run, 75, 95), cancellationToken)).Transcoded
            : null;

    // What the instant step published passed all checks of a copy, so the source's own pictures may be the top rung.
    private async Task<bool> PlaysAsItIsAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AnyAsync(video => video.Id == videoId && video.StreamKind == StreamKind.Instant, cancellationToken);
    }
}
