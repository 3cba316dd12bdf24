using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;
using Quartz;

namespace Lectern.Pipelines.Engine;

/// <summary>What the engine fires. The key says which attempt; a stale one finds that it can't claim the job, and ends.</summary>
internal sealed class RunJob(JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (JobAttempt.TryParse(context.JobDetail.Key.Name, out var attempt))
        {
            await runner.RunAsync(attempt, cancellationToken);
        }
    }
}
