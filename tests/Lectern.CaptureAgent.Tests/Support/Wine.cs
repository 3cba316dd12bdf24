using System.Diagnostics;
using System.IO.Compression;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>The agent's Windows package, unpacked on a Windows of its own that wine makes up.</summary>
internal sealed class Wine : IDisposable
{
    private const string Program = "/usr/lib/wine/wine64";
    private const string Ffmpeg = "LECTERN_WINDOWS_FFMPEG";
    private readonly TempFolder root = new();

    public Wine()
    {
        ZipFile.ExtractToDirectory(Package!, Agent);
    }

    /// <summary>Why there is none here; <see langword="null"/> when there is.</summary>
    public static string? Missing =>
        !File.Exists(Program) ? "wine64 is not installed; ./test.sh --long brings it." :
        Package is null ? "There is no Windows package; capture-agent/package-windows.sh makes it." :
        FfmpegPath is null ? $"{Ffmpeg} names no ffmpeg.exe; ./test.sh --long brings one." : null;

    /// <summary>Its data folder, from our side.</summary>
    public AgentFolder Data => new(Path.Combine(root.Path, "data"));

    public static string FfmpegThere => There(FfmpegPath!);

    private static string? FfmpegPath => Environment.GetEnvironmentVariable(Ffmpeg) is { Length: > 0 } path && File.Exists(path) ? path : null;

    private static string? Package => Directory.Exists(Packages) ? Directory.EnumerateFiles(Packages, "lectern-agent_*_win-x64.zip").FirstOrDefault() : null;

    private static string Packages => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "packages"));

    private string Agent => Path.Combine(root.Path, "agent");

    private string Prefix => Path.Combine(root.Path, "prefix");

    /// <summary>Starts the agent's program.</summary>
    public Process Start(params IReadOnlyList<string> arguments) => Run([Path.Combine(Agent, "lectern-agent.exe"), .. arguments, "--data", There(Data.Root)]);

    public async Task<int> RunToEndAsync(params IReadOnlyList<string> arguments)
    {
        using var process = Start(arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        // Windows goes with all that runs on it.
        using (var end = Run("/usr/lib/wine/wineserver64", ["-k"]))
        {
            end.WaitForExit();
        }

        root.Dispose();
    }

    private static string There(string path) => $"Z:{path.Replace('/', '\\')}";

    private Process Run(IReadOnlyList<string> arguments) => Run(Program, arguments);

    private Process Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WINEPREFIX"] = Prefix;
        start.Environment["WINEDEBUG"] = "-all";
        start.Environment["WINEDLLOVERRIDES"] = "mscoree,mshtml=";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
