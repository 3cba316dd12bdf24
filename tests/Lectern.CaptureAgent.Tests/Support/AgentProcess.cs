using System.Diagnostics;
using System.Globalization;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>The real program in a process of its own, which a test stops or kills. It and its encoders carry a mark in their environment.</summary>
internal sealed class AgentProcess : IDisposable
{
    private const string Mark = "LECTERN_TEST_ROOM";
    // From its own folder: the copy beside the tests lacks the libraries that their web server's framework brings them.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Lectern.CaptureAgent", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), OperatingSystem.IsWindows() ? "lectern-agent.exe" : "lectern-agent"));

    private readonly Process process;

    private AgentProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static AgentProcess Start(AgentFolder folder, params IReadOnlyList<(string Name, string Value)> environment) => StartIn(Path.GetDirectoryName(Program)!, folder, environment);

    /// <summary>Makes a copy of the program, beside which a test may lay something.</summary>
    public static void Copy(string to)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Program)!))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    public static AgentProcess StartIn(string installed, AgentFolder folder, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(installed, Path.GetFileName(Program)), ["run", "--data", folder.Root, "--port", "0", "--supervised"]) { RedirectStandardOutput = true };
        start.Environment[Mark] = folder.Root;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return new AgentProcess(process);
    }

    /// <summary>SIGKILL: no handler runs, no buffer is written.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd stops a service; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Signal("-TERM", process.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Encoders, and what checks them, that an agent on this folder started and that live, by their pids.</summary>
    public static IReadOnlyList<int> EncodersOf(AgentFolder folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Read(pid, "cmdline").Contains("pipe:", StringComparison.Ordinal) && Read(pid, "environ").Contains($"{Mark}={folder.Root}\0", StringComparison.Ordinal)),
    ];

    public static async Task<TimeSpan> UntilNoEncoderAsync(AgentFolder folder)
    {
        var watch = Stopwatch.StartNew();
        while (EncodersOf(folder).Count > 0 && watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(20);
        }

        return watch.Elapsed;
    }

    public static void Signal(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    // Empty for a process that ended while we looked, or is somebody else's.
    private static string Read(int pid, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
