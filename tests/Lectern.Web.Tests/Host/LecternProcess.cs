using System.Diagnostics;
using Lectern.TestSupport;

namespace Lectern.Web.Tests.Host;

/// <summary>The command as an operator runs it, with its data in a folder of the test's.</summary>
internal static class LecternProcess
{
    internal static ProcessStartInfo Command(TempFolder folder, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "lectern.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["LECTERN_Storage__DataFolder"] = folder.File("data");
        foreach (var (name, value) in settings)
        {
            start.Environment[$"LECTERN_{name}"] = value;
        }

        return start;
    }

    internal static Task<(int Exit, string Text)> RunAsync(TempFolder folder, string[] arguments, params (string Name, string Value)[] settings) =>
        RunAsync(Command(folder, arguments, settings));

    internal static async Task<(int Exit, string Text)> RunAsync(ProcessStartInfo start)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await error);
    }
}
