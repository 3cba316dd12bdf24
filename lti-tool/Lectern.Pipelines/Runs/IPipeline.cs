using Lectern.Core.Jobs;

namespace Lectern.Pipelines.Runs;

/// <summary>The steps of one kind of job, in order.</summary>
internal interface IPipeline
{
    JobKind Kind { get; }

    IReadOnlyList<IJobStep> Steps { get; }
}
