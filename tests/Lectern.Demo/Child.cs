using System.ComponentModel;
using System.Diagnostics;

namespace Lectern.Demo;

/// <summary>Runs ffmpeg or ffprobe to its end.</summary>
internal static class Child
{
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="DemoFailure">It is not there, or says that something is wrong.</exception>
    public static async Task<string> RunAsync(string name, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(name, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);

            // With "-loglevel error" any word on stderr is a fault, whatever the exit code.
            return process.ExitCode == 0 && errors.Length == 0
                ? await output
                : throw new DemoFailure($"{name} says (exit {process.ExitCode}): {Tail(errors)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string name, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            throw new DemoFailure($"'{name}' is not installed.");
        }
    }

    private static string Tail(string text) => text.Length <= 600 ? text.Trim() : "… " + text[^600..].Trim();
}
