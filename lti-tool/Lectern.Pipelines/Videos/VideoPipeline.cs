using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Videos;

internal sealed class VideoPipeline(ReceiveStep receive, ProbeStep probe, InstantStep instant, PosterStep poster, RenditionsStep renditions) : IPipeline
{
    public JobKind Kind => JobKind.Video;

    public IReadOnlyList<IJobStep> Steps { get; } = [receive, probe, instant, poster, renditions];
}
