using System.Diagnostics;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper.Tests.Running;

/// <summary>The real <c>lectern-captions</c> as a child, as Lectern runs it.</summary>
internal static class Command
{
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "lectern-captions.exe" : "lectern-captions");

    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(Executable, arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult((CaptionExitCode)process.ExitCode, lines, await errors);
    }

    public static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Reads events until the first of a kind.</summary>
    public static async Task<T> UntilAsync<T>(StreamReader output)
        where T : CaptionEvent
    {
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (CaptionEvent.Parse(line) is T found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The output ended without a {typeof(T).Name}.");
    }
}
