using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport.Databases;

namespace Lectern.Pipelines.Tests.Jobs;

public sealed class FenceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Of_several_runs_that_claim_one_attempt_one_gets_it(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => bench.Ledger.ClaimAsync(bench.Attempt(1), $"node-{n}", Token)));

        var winner = Assert.Single(claims, claim => claim is not null);
        Assert.Equal(winner!.Node, (await bench.JobAsync(Token)).Node);
    }

    [Theory, DatabaseData]
    public async Task A_run_that_was_replaced_publishes_nothing(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "slow", Token);
        bench.Time.Advance(TimeSpan.FromSeconds(31));
        await bench.Queue.TakeBackSilentAsync(TimeSpan.FromSeconds(30), [], LedgerBench.Limit, Token);

        var between = await bench.PublishAsync(bench.Attempt(1), "loser", Token);
        await bench.Ledger.ClaimAsync(bench.Attempt(2), "fast", Token);
        var late = await bench.PublishAsync(bench.Attempt(1), "loser", Token);
        var ended = await bench.Ledger.FinishAsync(bench.Attempt(1), Token);
        var failed = await bench.Ledger.FailAsync(bench.Attempt(1), new JobError("JOB-001", "No."), Token);
        var won = await bench.PublishAsync(bench.Attempt(2), "winner", Token);

        Assert.Equal((false, false, false, false, true), (between, late, ended, failed, won));
        Assert.Equal("winner", (await bench.VideoAsync(Token)).StreamVersion);
        Assert.Equal((JobState.Running, 2, 0), (await bench.JobAsync(Token)) is var job ? (job.State, job.Attempt, job.Failures) : default);
    }

    [Theory, DatabaseData]
    public async Task A_stale_trigger_of_an_older_attempt_claims_nothing(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "one", Token);
        await bench.Ledger.ReleaseAsync(bench.Attempt(1), Token);

        var stale = await bench.Ledger.ClaimAsync(bench.Attempt(1), "two", Token);
        var due = await bench.Queue.DueAsync(JobKind.Video, 10, Token);

        Assert.Null(stale);
        Assert.Equal([bench.Attempt(2)], due);
    }

    [Theory, DatabaseData]
    public async Task A_run_is_taken_for_dead_only_when_it_is_silent_too_long(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "one", Token);
        bench.Time.Advance(TimeSpan.FromSeconds(25));
        await bench.Ledger.BeatAsync(bench.Attempt(1), "probe", 10, Token);
        bench.Time.Advance(TimeSpan.FromSeconds(29));

        var early = await bench.Queue.TakeBackSilentAsync(TimeSpan.FromSeconds(30), [], LedgerBench.Limit, Token);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        var ours = await bench.Queue.TakeBackSilentAsync(TimeSpan.FromSeconds(30), [bench.JobId], LedgerBench.Limit, Token);
        var late = await bench.Queue.TakeBackSilentAsync(TimeSpan.FromSeconds(30), [], LedgerBench.Limit, Token);

        Assert.Equal((0, 0, 1), (early, ours, late));
        Assert.False(await bench.Ledger.BeatAsync(bench.Attempt(1), "probe", 20, Token));
    }

    [Theory, DatabaseData]
    public async Task A_queued_job_is_never_late(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        bench.Time.Advance(TimeSpan.FromDays(3));

        var taken = await bench.Queue.TakeBackSilentAsync(TimeSpan.FromSeconds(30), [], LedgerBench.Limit, Token);

        Assert.Equal(0, taken);
        Assert.Equal([bench.Attempt(1)], await bench.Queue.DueAsync(JobKind.Video, 10, Token));
    }

    [Theory, DatabaseData]
    public async Task What_the_last_run_of_a_node_held_comes_back_at_once_and_what_others_hold_stays(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "worker/1", Token);

        var others = await bench.Queue.TakeBackFromAsync("worker/2", LedgerBench.Limit, Token);
        var ours = await bench.Queue.TakeBackFromAsync("worker/1", LedgerBench.Limit, Token);

        Assert.Equal((0, 1), (others, ours));
        Assert.Equal((JobState.Queued, 0), (await bench.JobAsync(Token)) is var job ? (job.State, job.Failures) : default);
    }

    [Theory, DatabaseData]
    public async Task A_video_that_waits_for_captions_goes_out_when_both_have_ended_in_whichever_order(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token, JobKind.Captions, video => (video.Items[0].PublishWhenCaptioned, video.HasAudio) = (true, true));
        var video = new Job { Kind = JobKind.Video, VideoId = bench.Video.Id, NotBefore = bench.Time.GetUtcNow() };
        await bench.Database.AddAsync([video], Token);
        var stream = new JobAttempt(video.Id, 1);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "n", Token);
        await bench.Ledger.ClaimAsync(stream, "n", Token);

        await bench.Ledger.FinishAsync(bench.Attempt(1), Token);
        var before = (await bench.VideoAsync(Token)).Items.Single().Visibility;
        await bench.PublishAsync(stream, "v", Token);
        await bench.Ledger.FinishAsync(stream, Token);

        Assert.Equal(Visibility.Draft, before);
        Assert.Equal(Visibility.Published, (await bench.VideoAsync(Token)).Items.Single().Visibility);
    }
}
