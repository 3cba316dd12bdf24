using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Captions;

internal sealed class CaptionPipeline(CaptionStep captions) : IPipeline
{
    public JobKind Kind => JobKind.Captions;

    public IReadOnlyList<IJobStep> Steps { get; } = [captions];
}
