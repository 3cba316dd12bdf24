using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests.Children;

public sealed class LimitTests
{
    private readonly ChildRunner runner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_that_burns_more_processor_time_than_it_may_is_ended_by_the_system()
    {
        var command = FakeTool.That("burn", "30") with { Limits = new ChildLimits { ProcessorTime = TimeSpan.FromSeconds(1) } };

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() => runner.RunAsync(command, cancellationToken: Token));

        Assert.Equal(ChildFailure.ProcessorLimit, failure.Failure);
    }

    [Fact]
    public async Task Memory_open_files_and_core_dumps_are_bounded_by_the_system()
    {
        var lines = new List<string>();
        var command = new ChildCommand("sh", ["-c", "ulimit -v; ulimit -d; ulimit -n; ulimit -c"])
        {
            Limits = new ChildLimits { AddressSpaceBytes = 512L << 20, DataBytes = 256L << 20, OpenFiles = 64 },
        };

        await runner.RunAsync(command, new ChildPipes { OnOutputLine = lines.Add }, Token);

        Assert.Equal(["524288", "262144", "64", "0"], lines);
    }

    [Fact]
    public async Task A_child_that_writes_a_larger_file_than_it_may_is_ended_by_the_system()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("lectern-").FullName, "big");
        var command = new ChildCommand("dd", ["if=/dev/zero", $"of={file}", "bs=1M", "count=8"])
        {
            Limits = new ChildLimits { FileSizeBytes = 1 << 20 },
        };

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() => runner.RunAsync(command, cancellationToken: Token));

        Assert.Equal(ChildFailure.FileSizeLimit, failure.Failure);
        Assert.Equal(1 << 20, new FileInfo(file).Length);
    }
}
