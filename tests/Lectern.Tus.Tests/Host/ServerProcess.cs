using System.Diagnostics;
using System.Globalization;

namespace Lectern.Tus.Tests.Host;

/// <summary>A server in a process of its own, to be killed without warning.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    public const string Mode = "serve-uploads";
    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <summary>The child's side: serves until its standard input ends, so that it never outlives the tests.</summary>
    public static async Task<int> ServeAsync(string root, string port)
    {
        await using var app = await TusApp.StartAsync(TusApp.OpenStore(root), port: int.Parse(port, CultureInfo.InvariantCulture));
        await Console.Out.WriteLineAsync(app.Endpoint.ToString());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<ServerProcess> StartAsync(string root, int port, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        }

        foreach (var argument in new[] { Mode, root, port.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new ServerProcess(process, new Uri(line ?? throw new InvalidOperationException("The server process did not start.")));
    }

    /// <summary>SIGKILL: no handler runs, no buffer is written.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
