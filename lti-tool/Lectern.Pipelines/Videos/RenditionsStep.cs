using Lectern.Core;
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
            source.Path, source.Media, new TranscodeOptions(), await PlaysAsItIsAsync(run.VideoId, cancellationToken), folder, new StepProgress(run, 0, 95), cancellationToken);
        return outcome.IsDone
            ? await streams.KeepAsync(run, outcome.Transcoded, folder, StreamKind.Renditions, new StepProgress(run, 95, 100), cancellationToken)
            : throw MediaFaults.Failure(outcome.Fault ?? MediaFault.Damaged, source.Source.FileName);
    }

    // What the instant step published passed all checks of a copy, so the source's own pictures may be the top rung.
    private async Task<bool> PlaysAsItIsAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AnyAsync(video => video.Id == videoId && video.StreamKind == StreamKind.Instant, cancellationToken);
    }
}
