using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Lectern.Core.Jobs;

/// <summary>
/// All that a run writes. Each write says <c>where Attempt = mine and State = Running</c> and tells whether it still held: that is the
/// fence. A run that is told false has been replaced, and stops without a trace.
/// </summary>
public sealed class JobLedger(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Makes the run the holder of its job, or returns null: the trigger is stale, another node was faster, or the video was deleted.</summary>
    public async Task<Job?> ClaimAsync(JobAttempt attempt, string node, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var before = attempt.Number - 1;
        var claimed = await database.Jobs
            .Where(job => job.Id == attempt.JobId && job.State == JobState.Queued && job.Attempt == before)
            .Where(job => !database.Videos.Any(video => video.Id == job.VideoId && video.DeletedAt != null))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(job => job.State, JobState.Running)
                    .SetProperty(job => job.Attempt, attempt.Number)
                    .SetProperty(job => job.Node, node)
                    .SetProperty(job => job.Percent, 0)
                    .SetProperty(job => job.StartedAt, now)
                    .SetProperty(job => job.HeartbeatAt, now)
                    .SetProperty(job => job.FinishedAt, (DateTimeOffset?)null)
                    .SetProperty(job => job.ErrorCode, (string?)null)
                    .SetProperty(job => job.Error, (string?)null)
                    .SetProperty(job => job.ErrorDetail, (string?)null),
                cancellationToken);
        return claimed == 0 ? null : await database.Jobs.AsNoTracking().SingleAsync(job => job.Id == attempt.JobId, cancellationToken);
    }

    /// <summary>A sign of life, and how far the step is.</summary>
    public async Task<bool> BeatAsync(JobAttempt attempt, string? step, int percent, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await Held(database, attempt).ExecuteUpdateAsync(
            set => set
                .SetProperty(job => job.HeartbeatAt, now)
                .SetProperty(job => job.Step, step)
                .SetProperty(job => job.Percent, percent),
            cancellationToken) == 1;
    }

    /// <summary>Notes a step as done together with what it publishes, or neither.</summary>
    public Task<bool> CommitStepAsync(
        JobAttempt attempt, string stepsDone, Func<LecternDbContext, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return CommitAsync(
            attempt,
            set => set.SetProperty(job => job.StepsDone, stepsDone).SetProperty(job => job.Kills, 0).SetProperty(job => job.HeartbeatAt, now).SetProperty(job => job.Percent, 100),
            publish,
            cancellationToken);
    }

    /// <summary>Ends the job well, and publishes the video when this was what its publishing waited for.</summary>
    public async Task<bool> FinishAsync(JobAttempt attempt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await CommitAsync(
            attempt,
            set => set
                .SetProperty(job => job.State, JobState.Done)
                .SetProperty(job => job.Step, (string?)null)
                .SetProperty(job => job.Percent, 100)
                .SetProperty(job => job.Failures, 0)
                .SetProperty(job => job.FinishedAt, now),
            (database, token) => PublishWhenCaptioned.RunAsync(database, attempt.JobId, now, token),
            cancellationToken);
    }

    /// <summary>Gives the job back unharmed, to be started again at once: the host stops.</summary>
    public Task<bool> ReleaseAsync(JobAttempt attempt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return CommitAsync(attempt, set => Waiting(set, now), Nothing, cancellationToken);
    }

    /// <summary>Counts a failure and queues the job again.</summary>
    public Task<bool> RetryLaterAsync(JobAttempt attempt, JobError error, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        CommitAsync(attempt, set => Count(Waiting(set, notBefore), error), Nothing, cancellationToken);

    /// <summary>Counts a failure and leaves the job to people.</summary>
    public Task<bool> FailAsync(JobAttempt attempt, JobError error, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return CommitAsync(
            attempt,
            set => Count(set, error).SetProperty(job => job.State, JobState.Failed).SetProperty(job => job.FinishedAt, now),
            Nothing,
            cancellationToken);
    }

    private static UpdateSettersBuilder<Job> Waiting(UpdateSettersBuilder<Job> set, DateTimeOffset notBefore) => set
        .SetProperty(job => job.State, JobState.Queued)
        .SetProperty(job => job.NotBefore, notBefore)
        .SetProperty(job => job.Node, (string?)null)
        .SetProperty(job => job.Step, (string?)null)
        .SetProperty(job => job.Percent, 0);

    private static UpdateSettersBuilder<Job> Count(UpdateSettersBuilder<Job> set, JobError error) => set
        .SetProperty(job => job.Failures, job => job.Failures + 1)
        .SetProperty(job => job.ErrorCode, error.Code)
        .SetProperty(job => job.Error, error.Sentence)
        .SetProperty(job => job.ErrorDetail, error.Detail);

    // The job's row is written first and so locked until the commit: a run that takes over in between waits, and then finds what was published.
    private async Task<bool> CommitAsync(
        JobAttempt attempt, Action<UpdateSettersBuilder<Job>> changes, Func<LecternDbContext, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await Held(database, attempt).ExecuteUpdateAsync(changes, cancellationToken) == 0)
        {
            return false;
        }

        await publish(database, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Task Nothing(LecternDbContext database, CancellationToken cancellationToken) => Task.CompletedTask;

    private static IQueryable<Job> Held(LecternDbContext database, JobAttempt attempt) =>
        database.Jobs.Where(job => job.Id == attempt.JobId && job.Attempt == attempt.Number && job.State == JobState.Running);
}
