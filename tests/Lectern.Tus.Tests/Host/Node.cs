using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Lectern.Tus.Tests.Host;

/// <summary>The real tus-js-client in Node, its packages installed from the lock file when they are not there yet.</summary>
public sealed class Node : IAsyncLifetime
{
    private static readonly string Folder = typeof(Node).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ScriptFolder").Value!;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        _missing = await MissingAsync("node") ?? await MissingAsync("npm");
        var (installed, wanted) = (Path.Combine(Folder, "node_modules", ".package-lock.json"), Path.Combine(Folder, "package-lock.json"));
        if (_missing is null && (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted)))
        {
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        }
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Runs a scenario of drive.mjs and gives its report. The upload is aborted when <paramref name="abort"/> is done.</summary>
    public async Task<JsonElement> DriveAsync(object job, Task? abort)
    {
        Assert.SkipUnless(_missing is null, $"The program '{_missing}' is not installed.");
        return JsonDocument.Parse(await RunAsync("node", ["drive.mjs", JsonSerializer.Serialize(job, JsonSerializerOptions.Web)], abort)).RootElement;
    }

    private static async Task<string?> MissingAsync(string program)
    {
        try
        {
            await RunAsync(program, ["--version"]);
            return null;
        }
        catch (Win32Exception)
        {
            return program;
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, Task? speak = null)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeLimit);
        await using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        if (speak is not null)
        {
            await speak.WaitAsync(limit.Token);
            await process.StandardInput.WriteLineAsync("abort");
            await process.StandardInput.FlushAsync(limit.Token);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await errors}");
    }
}
