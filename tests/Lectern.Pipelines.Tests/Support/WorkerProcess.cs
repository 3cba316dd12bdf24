using System.Diagnostics;
using Lectern.TestSupport.Databases;
using Microsoft.Extensions.Hosting;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>A worker in a process of its own, which a test stops or kills.</summary>
internal sealed class WorkerProcess : IDisposable
{
    public const string Mode = "worker";
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>The child's side: a worker on the database and settings of its arguments.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var settings = arguments[1..].Select(text => text.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]));
        using var host = WorkerHost.Build(DatabaseEngine.Sqlite, arguments[0], settings);
        await host.RunAsync();
        return 0;
    }

    public static WorkerProcess Start(string connectionString, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        string[] arguments = [Mode, connectionString, .. settings.Select(pair => $"{pair.Key}={pair.Value}")];
        string[] command = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? [typeof(WorkerProcess).Assembly.Location, .. arguments]
            : arguments;
        return new WorkerProcess(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, command) { RedirectStandardOutput = true })!);
    }

    /// <summary>Waits until the worker has written these words.</summary>
    public async Task UntilSaysAsync(string words, CancellationToken cancellationToken)
    {
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            Assert.False(HasExited, Output);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>SIGKILL: no handler runs, no buffer is written.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until it is dead by whatever kills it.</summary>
    public async Task UntilExitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>SIGTERM, as systemd and docker stop a service; returns the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            _lines.Add(line ?? "");
        }
    }
}
