using Lectern.Core.Jobs;
using Lectern.TestSupport.Databases;

namespace Lectern.Pipelines.Tests.Jobs;

public sealed class RetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_failed_job_goes_on_behind_what_it_has_done(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        using var signal = new JobSignal();
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "n", Token);
        await bench.Ledger.CommitStepAsync(bench.Attempt(1), "receive,probe", (_, _) => Task.CompletedTask, Token);
        await bench.Ledger.FailAsync(bench.Attempt(1), new JobError("JOB-001", "No.", "Why."), Token);

        var outcome = await new RetryJob(bench.Database.Contexts, signal, bench.Time).RunAsync(bench.JobId, Token);
        var again = await new RetryJob(bench.Database.Contexts, signal, bench.Time).RunAsync(bench.JobId, Token);
        var unknown = await new RetryJob(bench.Database.Contexts, signal, bench.Time).RunAsync(Guid.CreateVersion7(), Token);

        var job = await bench.JobAsync(Token);
        Assert.Equal((RetryJobOutcome.Queued, RetryJobOutcome.NotFailed, RetryJobOutcome.NotFound), (outcome, again, unknown));
        Assert.Equal((JobState.Queued, "receive,probe", 0, null, null), (job.State, job.StepsDone, job.Failures, job.ErrorCode, job.ErrorDetail));
        Assert.Equal([bench.Attempt(2)], await bench.Queue.DueAsync(JobKind.Video, 10, Token));
    }

    [Theory, DatabaseData]
    public async Task A_job_that_failed_for_now_waits_before_it_is_due_again(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "n", Token);
        await bench.Ledger.RetryLaterAsync(bench.Attempt(1), new JobError("JOB-001", "No."), bench.Time.GetUtcNow().AddSeconds(10), Token);

        var early = await bench.Queue.DueAsync(JobKind.Video, 10, Token);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        var due = await bench.Queue.DueAsync(JobKind.Video, 10, Token);

        Assert.Empty(early);
        Assert.Equal([bench.Attempt(2)], due);
        Assert.Equal((JobState.Queued, 1, "No."), (await bench.JobAsync(Token)) is var job ? (job.State, job.Failures, job.Error) : default);
    }
}
