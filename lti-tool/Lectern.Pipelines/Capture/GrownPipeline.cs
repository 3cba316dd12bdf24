using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Capture;

internal sealed class GrownPipeline(GrownStep grown) : IPipeline
{
    public JobKind Kind => JobKind.Grown;

    public IReadOnlyList<IJobStep> Steps { get; } = [grown];
}
