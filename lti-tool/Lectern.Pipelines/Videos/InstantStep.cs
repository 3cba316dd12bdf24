using Lectern.Core.Playback;
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
        var outcome = await transcoder.RunAsync(decision.Plan, folder, new StepProgress(run, 0, 60), cancellationToken);
        return outcome.IsDone
            ? await streams.KeepAsync(run, outcome.Transcoded, await PresenterAsync(run, source, folder, cancellationToken), folder, StreamKind.Instant, new StepProgress(run, 90, 100), cancellationToken)
            : Publication.Nothing;
    }

    private async Task<Transcoded?> PresenterAsync(JobRun run, SourceMedia source, string folder, CancellationToken cancellationToken) =>
        source.Presenter is { } media && TranscodePlan.Instant(source.Path, media, new TranscodeOptions()) is { IsPossible: true } decision
            ? (await transcoder.RunAsync(decision.Plan, Path.Combine(folder, MediaNames.PresenterFolder), new StepProgress(run, 60, 90), cancellationToken)).Transcoded
            : null;
}
