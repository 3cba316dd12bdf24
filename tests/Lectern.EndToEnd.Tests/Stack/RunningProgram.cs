using System.Diagnostics;
using System.Text;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>One of our programs as it is really run. It ends with the tests, however they end.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private RunningProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static Task<RunningProgram> StartAsync(string project, string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync(PathOf(project, name), arguments, environment);

    /// <summary>A program of others.</summary>
    public static async Task<RunningProgram> StartAsync(string path, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // A killed test run must leave no server behind.
        var start = new ProcessStartInfo("setpriv") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--pdeathsig", "TERM", path, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var program = new RunningProgram(new Process { StartInfo = start });
        await LastingThread.RunAsync(() => program._process.Start());
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs a command to its end and gives what it printed.</summary>
    public static async Task<string> RunAsync(string project, string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        await using var program = await StartAsync(project, name, arguments, environment);
        await program._process.WaitForExitAsync();
        return program._process.ExitCode == 0 ? program.Output.Trim() : throw new InvalidOperationException($"{name} failed: {program.Output}");
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Built programs lie beside each other: artifacts/bin/{project}/{configuration}/{name}.
    private static string PathOf(string project, string name)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, name);
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
