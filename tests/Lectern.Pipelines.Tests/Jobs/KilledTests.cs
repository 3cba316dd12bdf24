using Lectern.Core.Jobs;
using Lectern.TestSupport.Databases;

namespace Lectern.Pipelines.Tests.Jobs;

public sealed class KilledTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_job_whose_runs_die_each_time_is_left_to_people(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await KillAsync(bench, 1);
        await KillAsync(bench, 2);
        var before = await bench.JobAsync(Token);

        await KillAsync(bench, 3);

        var job = await bench.JobAsync(Token);
        Assert.Equal((JobState.Queued, 2, 0, null), (before.State, before.Kills, before.Failures, before.ErrorCode));
        Assert.Equal((JobState.Failed, 3, 0), (job.State, job.Kills, job.Failures));
        Assert.Equal(("JOB-005", "No Video.", "Why.", bench.Time.GetUtcNow()), (job.ErrorCode, job.Error, job.ErrorDetail, job.FinishedAt));
        Assert.Empty(await bench.Queue.DueAsync(JobKind.Video, 10, Token));
    }

    [Theory, DatabaseData]
    public async Task A_job_that_falls_silent_each_time_is_left_to_people_as_well(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token, JobKind.Captions);

        for (var n = 1; n <= 3; n++)
        {
            await bench.Ledger.ClaimAsync(bench.Attempt(n), "node", Token);
            bench.Time.Advance(TimeSpan.FromSeconds(31));
            Assert.Equal(1, await bench.Queue.TakeBackSilentAsync(TimeSpan.FromSeconds(30), [], LedgerBench.Limit, Token));
        }

        Assert.Equal((JobState.Failed, "No Captions."), (await bench.JobAsync(Token)) is var job ? (job.State, job.Error) : default);
    }

    [Theory, DatabaseData]
    public async Task A_run_that_was_thought_dead_publishes_nothing_into_a_job_that_was_given_up(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await KillAsync(bench, 1);
        await KillAsync(bench, 2);
        await KillAsync(bench, 3);

        var published = await bench.PublishAsync(bench.Attempt(3), "late", Token);
        var ended = await bench.Ledger.FinishAsync(bench.Attempt(3), Token);
        var beaten = await bench.Ledger.BeatAsync(bench.Attempt(3), "probe", 1, Token);

        Assert.Equal((false, false, false), (published, ended, beaten));
        Assert.Null((await bench.VideoAsync(Token)).StreamVersion);
    }

    [Theory, DatabaseData]
    public async Task A_step_that_was_done_in_between_begins_the_count_anew(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await KillAsync(bench, 1);
        await KillAsync(bench, 2);
        await bench.Ledger.ClaimAsync(bench.Attempt(3), "node", Token);
        await bench.PublishAsync(bench.Attempt(3), "v", Token);

        await bench.Queue.TakeBackFromAsync("node", LedgerBench.Limit, Token);

        Assert.Equal((JobState.Queued, 1), (await bench.JobAsync(Token)) is var job ? (job.State, job.Kills) : default);
    }

    [Theory, DatabaseData]
    public async Task Try_again_begins_the_count_anew(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        using var signal = new JobSignal();
        await KillAsync(bench, 1);
        await KillAsync(bench, 2);
        await KillAsync(bench, 3);

        await new RetryJob(bench.Database.Contexts, signal, bench.Time).RunAsync(bench.JobId, Token);
        await KillAsync(bench, 4);

        Assert.Equal((JobState.Queued, 1, null), (await bench.JobAsync(Token)) is var job ? (job.State, job.Kills, job.ErrorCode) : default);
    }

    private static async Task KillAsync(LedgerBench bench, int attempt)
    {
        Assert.NotNull(await bench.Ledger.ClaimAsync(bench.Attempt(attempt), "node", Token));
        Assert.Equal(1, await bench.Queue.TakeBackFromAsync("node", LedgerBench.Limit, Token));
    }
}
