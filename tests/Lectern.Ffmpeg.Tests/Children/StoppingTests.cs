using System.Diagnostics;
using System.Globalization;
using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests.Children;

public sealed class StoppingTests
{
    private readonly ChildRunner runner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_lets_a_child_finish_its_work()
    {
        using var stop = new CancellationTokenSource();
        var lines = new List<string>();
        var pipes = new ChildPipes { OnOutputLine = line => { lines.Add(line); stop.Cancel(); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(FakeTool.That("finish-on-term"), pipes, stop.Token));

        Assert.Equal("ready", lines[0]);
    }

    [Fact]
    public async Task A_child_asked_by_q_ends_by_itself()
    {
        await using var child = await runner.StartAsync(FakeTool.That("wait-q") with { StopRequest = StopRequest.WriteQ }, cancellationToken: Token);

        await child.StopAsync();

        Assert.Equal(0, (await child.WaitAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_child_that_ignores_the_request_is_killed_after_its_grace()
    {
        var command = FakeTool.That("stubborn", "out", "1", "ready", "sleep", "60") with { StopGrace = TimeSpan.FromMilliseconds(300) };
        var ready = new TaskCompletionSource();
        await using var child = await runner.StartAsync(command, new ChildPipes { OnOutputLine = _ => ready.TrySetResult() }, Token);
        await ready.Task.WaitAsync(Token);

        var watch = Stopwatch.StartNew();
        await child.StopAsync();

        Assert.InRange(watch.ElapsedMilliseconds, 250, 5000);
        Assert.False(Life.IsAlive(child.Id));
    }

    [Fact]
    public async Task Stopping_takes_the_whole_tree_along()
    {
        var grandchild = new TaskCompletionSource<int>();
        var pipes = new ChildPipes { OnOutputLine = line => grandchild.TrySetResult(int.Parse(line, CultureInfo.InvariantCulture)) };
        await using var child = await runner.StartAsync(FakeTool.That("spawn", "60", "sleep", "60"), pipes, Token);
        var pid = await grandchild.Task.WaitAsync(Token);

        await child.StopAsync();

        await Life.UntilGoneAsync(pid, Token);
        Assert.False(Life.IsAlive(pid));
    }

    [Fact]
    public async Task A_grandchild_that_keeps_the_pipes_open_does_not_keep_us_waiting()
    {
        var pid = 0;
        var pipes = new ChildPipes { OnOutputLine = line => pid = int.Parse(line, CultureInfo.InvariantCulture) };

        var watch = Stopwatch.StartNew();
        await runner.RunAsync(FakeTool.That("spawn", "60"), pipes, Token);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        await Life.UntilGoneAsync(pid, Token);
        Assert.False(Life.IsAlive(pid));
    }

    [Fact]
    public async Task A_child_over_its_time_is_stopped_and_told_so()
    {
        var command = FakeTool.That("sleep", "60") with { TimeLimit = TimeSpan.FromMilliseconds(300) };

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() => runner.RunAsync(command, cancellationToken: Token));

        Assert.Equal(ChildFailure.TimeLimit, failure.Failure);
    }

    [Fact]
    public async Task Disposing_kills_what_still_runs()
    {
        var child = await runner.StartAsync(FakeTool.That("sleep", "60"), cancellationToken: Token);

        await child.DisposeAsync();

        Assert.False(Life.IsAlive(child.Id));
    }
}
