using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Jobs;

/// <summary>"Try again" on a failed job: it goes on behind the last step that was done, with its counts of failures and kills at zero.</summary>
public sealed class RetryJob(IDbContextFactory<LecternDbContext> databases, JobSignal signal, TimeProvider time)
{
    public async Task<RetryJobOutcome> RunAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var queued = await database.Jobs
            .Where(job => job.Id == jobId && job.State == JobState.Failed)
            .ExecuteUpdateAsync(set => JobStates.Renewed(set, now), cancellationToken);
        if (queued == 1)
        {
            signal.Set();
            return RetryJobOutcome.Queued;
        }

        return await database.Jobs.AnyAsync(job => job.Id == jobId, cancellationToken) ? RetryJobOutcome.NotFailed : RetryJobOutcome.NotFound;
    }
}

public enum RetryJobOutcome
{
    Queued,

    /// <summary>It waits, runs or is done: there is nothing to try again.</summary>
    NotFailed,

    NotFound,
}
