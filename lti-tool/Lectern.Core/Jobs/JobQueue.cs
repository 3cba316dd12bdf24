using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

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
            // What is still being made is copied when it is done.
            .Where(job => job.Kind != JobKind.Copy || !database.Videos.Any(copy => copy.Id == job.VideoId
                && database.Jobs.Any(other => other.VideoId == copy.CopyOfId && (other.State == JobState.Queued || other.State == JobState.Running))))
            .Where(job => !database.Videos.Any(video => video.Id == job.VideoId && video.DeletedAt != null))
            .OrderBy(job => job.NotBefore)
            .Take(atMost)
            .Select(job => new JobAttempt(job.Id, job.Attempt + 1))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Queues again, or ends, what a run on <paramref name="node"/> held, which is known to be dead.</summary>
    public Task<int> TakeBackFromAsync(string node, KillLimit limit, CancellationToken cancellationToken) =>
        TakeBackAsync(jobs => jobs.Where(job => job.Node == node), limit, cancellationToken);

    /// <summary>Queues again, or ends, the running jobs without a sign of life for <paramref name="silence"/>, save those of <paramref name="live"/>.</summary>
    public Task<int> TakeBackSilentAsync(TimeSpan silence, IReadOnlyCollection<Guid> live, KillLimit limit, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - silence;
        return TakeBackAsync(jobs => jobs.Where(job => job.HeartbeatAt < before && !live.Contains(job.Id)), limit, cancellationToken);
    }

    /// <summary>Takes the running jobs of videos that were deleted from their runs. They are due again when the video is restored.</summary>
    public async Task StopAsync(IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await Running(database).Where(job => videos.Contains(job.VideoId) && database.Videos.Any(video => video.Id == job.VideoId && video.DeletedAt != null))
            .ExecuteUpdateAsync(set => JobStates.Waiting(set, now), cancellationToken);
    }

    // Attempt stays: the old run holds nothing any more since the row is no longer Running, and the next claim counts up.
    private async Task<int> TakeBackAsync(Func<IQueryable<Job>, IQueryable<Job>> which, KillLimit limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var dead = which(Running(database));
        var ended = 0;
        foreach (var kind in Enum.GetValues<JobKind>())
        {
            ended += await dead.Where(job => job.Kind == kind && job.Kills >= limit.Most - 1)
                .ExecuteUpdateAsync(set => Ended(set, limit.ErrorOf(kind), now), cancellationToken);
        }

        return ended + await dead.ExecuteUpdateAsync(set => JobStates.Waiting(set, now).SetProperty(job => job.Kills, job => job.Kills + 1), cancellationToken);
    }

    private static IQueryable<Job> Running(LecternDbContext database) => database.Jobs.Where(job => job.State == JobState.Running);

    private static UpdateSettersBuilder<Job> Ended(UpdateSettersBuilder<Job> set, JobError error, DateTimeOffset now) => set
        .SetProperty(job => job.State, JobState.Failed)
        .SetProperty(job => job.Kills, job => job.Kills + 1)
        .SetProperty(job => job.FinishedAt, now)
        .SetProperty(job => job.ErrorCode, error.Code)
        .SetProperty(job => job.Error, error.Sentence)
        .SetProperty(job => job.ErrorDetail, error.Detail);
}
