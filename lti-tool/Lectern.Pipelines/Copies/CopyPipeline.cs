using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Copies;

internal sealed class CopyPipeline(CopyStep copy) : IPipeline
{
    public JobKind Kind => JobKind.Copy;

    public IReadOnlyList<IJobStep> Steps { get; } = [copy];
}
