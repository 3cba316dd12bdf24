using Lectern.Core.Videos;
using Lectern.Pipelines.Runs;
using Lectern.Transcode;
using Lectern.Transcode.Planning;

namespace Lectern.Pipelines.Videos;

/// <summary>
/// Makes a compatible upload watchable long before its renditions are ready, by repackaging it. Whatever speaks against that is no
/// failure: the renditions follow, and they decide whether the file can be played.
/// </summary>
internal sealed class InstantStep(SourceFiles sources, Transcoder transcoder, StreamStore streams) : IJobStep
{
    public string Name => "instant";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await sources.ReadAsync(run, cancellationToken);
        var decision = TranscodePlan.Instant(source.Path, source.Media, new TranscodeOptions());
        if (!decision.IsPossible)
        {
            return Publication.Nothing;
        }

        var folder = run.Workspace.NewFolder(Name);
        var outcome = await transcoder.RunAsync(decision.Plan, folder, new StepProgress(run, 0, 90), cancellationToken);
        return outcome.IsDone
            ? await streams.KeepAsync(run, outcome.Transcoded, folder, StreamKind.Instant, new StepProgress(run, 90, 100), cancellationToken)
            : Publication.Nothing;
    }
}
