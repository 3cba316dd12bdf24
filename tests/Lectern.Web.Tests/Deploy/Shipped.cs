using System.Diagnostics;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Deploy;

/// <summary>Files of <c>deploy/</c> as they are shipped, and the programs that judge them.</summary>
internal static class Shipped
{
    internal static string Read(string file) => File.ReadAllText(Path.Combine(Source.Root(), "deploy", file));

    internal static string? FindProgram(string name) =>
        ((string[])["/usr/sbin", "/usr/bin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    internal static async Task<(int Exit, string Text)> RunAsync(string program, params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await error);
    }
}
