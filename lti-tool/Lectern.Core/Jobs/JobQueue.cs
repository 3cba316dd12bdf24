using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Jobs;

/// <summary>Jobs on their way to a run: how they come in, which are due, and how those of a dead worker come back.</summary>
public sealed class JobQueue(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>
    /// Adds a job to what the caller commits together with its cause. After the commit the caller sets <see cref="JobSignal"/>.
    /// </summary>
    public static Job Add(LecternDbContext database, JobKind kind, Guid videoId, DateTimeOffset now)
    {
        var job = new Job { Kind = kind, VideoId = videoId, State = JobState.Queued, CreatedAt = now, NotBefore = now };
        database.Jobs.Add(job);
        return job;
    }

    /// <summary>The queued jobs of a kind that may start now, the longest waiting first, named by the run they wait for.</summary>
    public async Task<IReadOnlyList<JobAttempt>> DueAsync(JobKind kind, int atMost, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.Jobs
            .Where(job => job.State == JobState.Queued && job.NotBefore <= now && job.Kind == kind)
            .OrderBy(job => job.NotBefore)
            .Take(atMost)
            .Select(job => new JobAttempt(job.Id, job.Attempt + 1))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Queues again what a run on <paramref name="node"/> held, which is known to be dead.</summary>
    public Task<int> TakeBackFromAsync(string node, CancellationToken cancellationToken) =>
        TakeBackAsync(jobs => jobs.Where(job => job.Node == node), cancellationToken);

    /// <summary>Queues again the running jobs without a sign of life for <paramref name="silence"/>, save those of <paramref name="live"/>.</summary>
    public Task<int> TakeBackSilentAsync(TimeSpan silence, IReadOnlyCollection<Guid> live, CancellationToken cancellationToken)
    {
        var limit = time.GetUtcNow() - silence;
        return TakeBackAsync(jobs => jobs.Where(job => job.HeartbeatAt < limit && !live.Contains(job.Id)), cancellationToken);
    }

    // Attempt stays: the old run holds nothing any more since the row is no longer Running, and the next claim counts up.
    private async Task<int> TakeBackAsync(Func<IQueryable<Job>, IQueryable<Job>> which, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await which(database.Jobs.Where(job => job.State == JobState.Running)).ExecuteUpdateAsync(
            set => set
                .SetProperty(job => job.State, JobState.Queued)
                .SetProperty(job => job.NotBefore, now)
                .SetProperty(job => job.Node, (string?)null)
                .SetProperty(job => job.Step, (string?)null)
                .SetProperty(job => job.Percent, 0),
            cancellationToken);
    }
}
