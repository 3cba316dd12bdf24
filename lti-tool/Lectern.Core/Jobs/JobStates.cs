using Microsoft.EntityFrameworkCore.Query;

namespace Lectern.Core.Jobs;

/// <summary>What a job's row says of it when it is put back into the queue.</summary>
internal static class JobStates
{
    /// <summary>Waiting for a run, whatever held it before. What earlier runs did and failed at stays.</summary>
    internal static UpdateSettersBuilder<Job> Waiting(UpdateSettersBuilder<Job> set, DateTimeOffset now) => set
        .SetProperty(job => job.State, JobState.Queued)
        .SetProperty(job => job.NotBefore, now)
        .SetProperty(job => job.Node, (string?)null)
        .SetProperty(job => job.Step, (string?)null)
        .SetProperty(job => job.Percent, 0);

    /// <summary>Waiting as if it had never failed. The steps that are done stay done.</summary>
    internal static UpdateSettersBuilder<Job> Renewed(UpdateSettersBuilder<Job> set, DateTimeOffset now) => Waiting(set, now)
        .SetProperty(job => job.Failures, 0)
        .SetProperty(job => job.Kills, 0)
        .SetProperty(job => job.FinishedAt, (DateTimeOffset?)null)
        .SetProperty(job => job.ErrorCode, (string?)null)
        .SetProperty(job => job.Error, (string?)null)
        .SetProperty(job => job.ErrorDetail, (string?)null);
}
