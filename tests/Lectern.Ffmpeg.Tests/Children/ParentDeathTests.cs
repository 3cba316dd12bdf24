using System.Diagnostics;
using System.Globalization;
using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests.Children;

public sealed class ParentDeathTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lectern-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string PidFile => Path.Combine(folder.FullName, "children");

    [Fact]
    public async Task A_child_is_gone_within_a_second_of_kill_9_of_its_parent()
    {
        using var parent = Host(FakeTool.Path, "stubborn", "sleep", "60");
        var child = await ReadPidAsync(parent);
        Assert.True(Life.IsAlive(child));

        parent.Kill();
        var took = await Life.UntilGoneAsync(child, Token);

        Assert.False(Life.IsAlive(child));
        Assert.InRange(took.TotalSeconds, 0, 1);
    }

    [Fact]
    public async Task A_child_outlives_the_thread_that_asked_for_it()
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = new Thread(() => started.SetResult(new ChildRunner().StartAsync(FakeTool.That("sleep", "60"), null, Token).GetAwaiter().GetResult()));
        asking.Start();
        await using var child = await started.Task;
        asking.Join();

        await Task.Delay(TimeSpan.FromMilliseconds(300), Token);

        Assert.True(Life.IsAlive(child.Id));
    }

    [Fact]
    public async Task The_next_run_ends_what_the_last_one_left_behind()
    {
        // Started past the product's class, as if the kernel had not killed it with its parent.
        using var leftover = Process.Start(new ProcessStartInfo(FakeTool.Path, ["sleep", "60"]))!;
        await File.WriteAllTextAsync(PidFile, $"{ProcessStamp.Of(leftover.Id)}\n", Token);

        var ended = new ChildRegistry(PidFile).EndLeftovers();

        Assert.Equal([leftover.Id], ended);
        await Life.UntilGoneAsync(leftover.Id, Token);
        Assert.False(Life.IsAlive(leftover.Id));
    }

    [Fact]
    public async Task A_pid_that_belongs_to_somebody_else_by_now_is_left_alone()
    {
        using var stranger = Process.Start(new ProcessStartInfo(FakeTool.Path, ["sleep", "60"]))!;
        var stamp = ProcessStamp.Of(stranger.Id)!;
        await File.WriteAllTextAsync(PidFile, $"{stamp with { StartTicks = stamp.StartTicks - 1 }}\n{stamp with { Boot = "another" }}\nnonsense\n-1 2 3\n", Token);

        var ended = new ChildRegistry(PidFile).EndLeftovers();

        Assert.Empty(ended);
        Assert.True(Life.IsAlive(stranger.Id));
        stranger.Kill();
    }

    [Fact]
    public async Task Living_children_stand_in_the_pid_file_and_ended_ones_do_not()
    {
        using var parent = Host("--pid-file", PidFile, FakeTool.Path, "sleep", "60");
        var pid = await ReadPidAsync(parent);
        var written = await File.ReadAllTextAsync(PidFile, Token);
        var registry = new ChildRegistry(Path.Combine(folder.FullName, "own"));
        await new ChildRunner(registry).RunAsync(FakeTool.That("exit", "0"), cancellationToken: Token);

        Assert.StartsWith(pid.ToString(CultureInfo.InvariantCulture) + " ", written, StringComparison.Ordinal);
        Assert.Equal("", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "own"), Token));
        parent.Kill();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Process Host(params string[] line) =>
        Process.Start(new ProcessStartInfo(FakeTool.Path, ["host", .. line]) { RedirectStandardOutput = true })!;

    private static async Task<int> ReadPidAsync(Process parent) =>
        int.Parse((await parent.StandardOutput.ReadLineAsync(Token))!, CultureInfo.InvariantCulture);
}
