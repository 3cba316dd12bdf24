using Lectern.Core;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Pipelines.Tests.Jobs;

/// <summary>One queued job on a database, and a clock to move.</summary>
internal sealed class LedgerBench : IAsyncDisposable
{
    private LedgerBench(TestDatabase database, Video video, Job job)
    {
        (Database, Video, JobId) = (database, video, job.Id);
        Ledger = new JobLedger(database.Contexts, Time);
        Queue = new JobQueue(database.Contexts, Time);
    }

    /// <summary>Three runs that die, and the job is left to people.</summary>
    public static KillLimit Limit { get; } = new(3, kind => new JobError("JOB-005", $"No {kind}.", "Why."));

    public FakeTimeProvider Time { get; } = new(Some.Instant.AddHours(1));

    public TestDatabase Database { get; }

    public Video Video { get; }

    public Guid JobId { get; }

    public JobLedger Ledger { get; }

    public JobQueue Queue { get; }

    public static async Task<LedgerBench> CreateAsync(DatabaseEngine engine, CancellationToken cancellationToken, JobKind kind = JobKind.Video, Action<Video>? change = null)
    {
        var database = await TestDatabase.CreateAsync(engine, cancellationToken);
        var room = Some.Classroom();
        var video = Some.Video(room.Collection, room.Teacher);
        change?.Invoke(video);
        var job = Some.Job(video, kind);
        await database.AddAsync([.. room.Rows, video, job], cancellationToken);
        return new LedgerBench(database, video, job);
    }

    public JobAttempt Attempt(int number) => new(JobId, number);

    public async Task<Job> JobAsync(CancellationToken cancellationToken)
    {
        await using var context = Database.CreateContext();
        return await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == JobId, cancellationToken);
    }

    public async Task<Video> VideoAsync(CancellationToken cancellationToken)
    {
        await using var context = Database.CreateContext();
        return await context.Videos.AsNoTracking().Include(video => video.Items).SingleAsync(video => video.Id == Video.Id, cancellationToken);
    }

    /// <summary>Publishes a version as a step does.</summary>
    public Task<bool> PublishAsync(JobAttempt attempt, string version, CancellationToken cancellationToken) => Ledger.CommitStepAsync(
        attempt,
        "renditions",
        (LecternDbContext database, CancellationToken token) => database.Videos.Where(video => video.Id == Video.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.StreamVersion, version), token),
        cancellationToken);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
