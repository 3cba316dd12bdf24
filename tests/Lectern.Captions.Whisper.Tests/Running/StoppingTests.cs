using System.Diagnostics;
using System.Globalization;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper.Tests.Running;

/// <summary>However a run ends early, nothing of it stays.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lectern-captions-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_signal_ends_it_and_leaves_no_file(string signal)
    {
        using var run = await StartInTheMiddleAsync(Command.Executable);

        await SignalAsync(run.Id, signal);
        await WaitAsync(run);

        Assert.Equal(signal == "KILL" ? 128 + 9 : (int)CaptionExitCode.Stopped, run.ExitCode);
        AssertNothingLeft();
    }

    [Fact]
    public async Task The_end_of_its_input_ends_it_where_that_is_asked_for()
    {
        using var run = await StartInTheMiddleAsync(Command.Executable, "--stop-with-input");

        run.StandardInput.Close();
        var failed = await Command.UntilAsync<FailedEvent>(run.StandardOutput);
        await WaitAsync(run);

        Assert.Equal((CaptionExitCode.Stopped, (int)CaptionExitCode.Stopped), (failed.Code, run.ExitCode));
        AssertNothingLeft();
    }

    [Fact]
    public async Task It_does_not_outlive_its_parent()
    {
        // The shell is the parent here, and its death is what the run must notice by itself.
        using var shell = await StartInTheMiddleAsync("/bin/sh", "-c", "\"$0\" \"$@\" & echo $! > pid; wait", Command.Executable);
        var id = int.Parse(await File.ReadAllTextAsync(In("pid"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        using var run = Process.GetProcessById(id);

        await SignalAsync(shell.Id, "KILL");
        await WaitAsync(run);

        AssertNothingLeft();
    }

    private async Task<Process> StartInTheMiddleAsync(string file, params string[] before)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are the subject.");
        Assert.SkipWhen(Speech.WhyMissing is not null, Speech.WhyMissing ?? "");
        Speech.Write(In("long.wav"), seconds: 300);
        // A shell that starts the tests in the background has its children ignore SIGINT, and .NET respects that.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = folder };
        string[] program = ["--default-signal=INT", file];
        foreach (var argument in program.Concat(before).Concat([In("long.wav"), In("long.vtt"), "--json", "--language", "en"]))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        await Command.UntilAsync<CueEvent>(process.StandardOutput);
        return process;
    }

    private static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    // Ends in two seconds of its own; the rest is for a busy machine.
    private static Task WaitAsync(Process process) => process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    private void AssertNothingLeft() => Assert.Equal(["long.wav"], Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Where(name => name != "pid"));

    private string In(string name) => Path.Combine(folder, name);
}
