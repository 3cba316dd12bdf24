using System.Text;
using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests.Children;

public sealed class ChildRunnerTests
{
    private readonly ChildRunner runner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_that_ends_well_gives_its_exit_code_and_last_lines()
    {
        var result = await runner.RunAsync(FakeTool.That("err", "50", "line {n}"), cancellationToken: Token);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(40, result.ErrorTail.Count);
        Assert.Equal("line 11", result.ErrorTail[0]);
        Assert.Equal("line 50", result.ErrorTail[^1]);
    }

    [Fact]
    public async Task A_failing_child_is_told_with_command_exit_code_and_last_words()
    {
        var failure = await Assert.ThrowsAsync<ChildProcessException>(
            () => runner.RunAsync(FakeTool.That("err", "1", "the disk is on fire", "exit", "13"), cancellationToken: Token));

        Assert.Equal(ChildFailure.ExitCode, failure.Failure);
        Assert.Equal(13, failure.ExitCode);
        Assert.Contains("fake-tool err 1 'the disk is on fire' exit 13", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("the disk is on fire", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exit_code_can_be_an_answer()
    {
        var result = await runner.RunAsync(FakeTool.That("exit", "3") with { FailsOnExitCode = false }, cancellationToken: Token);

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<ChildProcessException>(
            () => runner.RunAsync(new ChildCommand("no-such-encoder", ["-x"]), cancellationToken: Token));

        Assert.Equal(ChildFailure.CouldNotStart, failure.Failure);
        Assert.StartsWith("no-such-encoder is not there", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_program_is_named()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("lectern-").FullName, "notes.txt");
        await File.WriteAllTextAsync(file, "not a program", Token);

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() => runner.RunAsync(new ChildCommand(file, []), cancellationToken: Token));

        Assert.Equal(ChildFailure.CouldNotStart, failure.Failure);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_on_both_pipes_without_line_ends_neither_blocks_nor_piles_up()
    {
        var longest = 0;
        long total = 0;
        var pipes = new ChildPipes { OnOutputLine = line => { longest = Math.Max(longest, line.Length); total += line.Length; } };

        await runner.RunAsync(FakeTool.That("flood", "5000000"), pipes, Token);

        Assert.Equal(5_000_000, total);
        Assert.Equal(LinePump.LongestLine, longest);
    }

    [Fact]
    public async Task Input_reaches_the_child_and_its_bytes_come_back()
    {
        var bytes = Enumerable.Range(0, 1_000_000).Select(n => (byte)(n * 7)).ToArray();
        using var back = new MemoryStream();

        await runner.RunAsync(FakeTool.That("echo"), new ChildPipes { Input = new MemoryStream(bytes), Output = back }, Token);

        Assert.Equal(bytes, back.ToArray());
    }

    [Fact]
    public async Task A_child_that_reads_no_input_still_ends()
    {
        var result = await runner.RunAsync(FakeTool.That("exit", "0"), new ChildPipes { Input = new MemoryStream(new byte[4 << 20]) }, Token);

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task What_a_listener_throws_stops_the_child_and_reaches_the_caller()
    {
        var pipes = new ChildPipes { OnOutputLine = _ => throw new InvalidDataException("not for me") };

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => runner.RunAsync(FakeTool.That("out", "1", "x", "sleep", "60"), pipes, Token));

        Assert.Equal("not for me", failure.Message);
    }

    [Fact]
    public async Task A_child_gets_only_the_environment_it_is_given()
    {
        Environment.SetEnvironmentVariable("LECTERN_TEST_SECRET", "hunter2");
        var lines = new StringBuilder();
        var command = FakeTool.That("env", "LECTERN_TEST_SECRET", "env", "GIVEN") with
        {
            KeptEnvironment = ["PATH", "HOME", "DOTNET_ROOT"],
            Environment = new Dictionary<string, string> { ["GIVEN"] = "yes" },
        };

        await runner.RunAsync(command, new ChildPipes { OnOutputLine = line => lines.Append(line).Append(';') }, Token);

        Assert.Equal("(none);yes;", lines.ToString());
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are_with_nothing_quoted_or_expanded()
    {
        const string Strange = "a \"b\" 'c' $HOME *;\\";
        var lines = new List<string>();

        await runner.RunAsync(FakeTool.That("out", "1", Strange), new ChildPipes { OnOutputLine = lines.Add }, Token);

        Assert.Equal([Strange], lines);
    }
}
