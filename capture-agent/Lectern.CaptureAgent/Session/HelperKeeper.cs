using System.ComponentModel;
using System.Runtime.Versioning;
using Lectern.CaptureAgent.Upkeep;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Session;

/// <summary>
/// What the Windows service does: it keeps a recorder running in the session whose desktop the machine shows, for its own sees none. It is ended without
/// asking, as by a power cut, which costs a recording two seconds at most; the next goes on with the same recording.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class HelperKeeper(AgentOptions options, TimeProvider clock, ILogger<HelperKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (ConsoleSession.Active is { } session)
            {
                await RunSafelyAsync(session, stoppingToken);
            }

            await Task.Delay(Look, clock, stoppingToken);
        }
    }

    private async Task RunSafelyAsync(uint session, CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(session, stoppingToken);
        }
        catch (Exception problem) when (problem is Win32Exception or ArgumentException or InvalidOperationException)
        {
            Log.Failed(logger, problem, session);
        }
    }

    private async Task RunAsync(uint session, CancellationToken stoppingToken)
    {
        using var helper = HelperProcess.Start(session, Command);
        Log.Started(logger, session);
        var ended = helper.EndedAsync(stoppingToken);
        while (!ended.IsCompleted && ConsoleSession.Active == session)
        {
            await Task.WhenAny(ended, Task.Delay(Look, clock, stoppingToken));
        }

        Log.Ended(logger, session);
    }

    // Nobody sees what it prints. Whatever an update brought runs; this one stays what the package installed.
    private IReadOnlyList<string> Command
    {
        get
        {
            var chosen = Launcher.Choose(new Versions(new AgentFolder(options.Data)), new UpdateKey(options), clock);
            IReadOnlyList<string> command = [chosen ?? Environment.ProcessPath!, "run", "--data", options.Data, "--ffmpeg", options.Ffmpeg, "--port", $"{options.Port}", "--log", "--supervised"];
            IReadOnlyList<string> open = options is { Listen: { } listen, Secret: { } secret } ? ["--listen", $"{listen}", "--secret", secret] : [];
            return [.. command, .. open, .. chosen is null ? Array.Empty<string>() : ["--installed", AppContext.BaseDirectory]];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The recorder runs in session {Session}.")]
        public static partial void Started(ILogger logger, uint session);

        [LoggerMessage(LogLevel.Warning, "The recorder in session {Session} ended, or the machine shows another session; it is started again.")]
        public static partial void Ended(ILogger logger, uint session);

        [LoggerMessage(LogLevel.Error, "The recorder could not be started in session {Session}; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception problem, uint session);
    }
}
