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
    private readonly Versions versions = new(new AgentFolder(options.Data));
    private readonly HelperEnds ends = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (ConsoleSession.Active is { } session)
            {
                Forgive(ends.Begins(session));
                var began = clock.GetTimestamp();
                var isOwn = await RunSafelyAsync(session, stoppingToken);
                Forgive(ends.Ended(session, isOwn, clock.GetElapsedTime(began)));
            }

            await Task.Delay(Look, clock, stoppingToken);
        }
    }

    /// <returns>Whether it ended by itself, or did not begin.</returns>
    private async Task<bool> RunSafelyAsync(uint session, CancellationToken stoppingToken)
    {
        try
        {
            return await RunAsync(session, stoppingToken);
        }
        catch (Exception problem) when (problem is Win32Exception or ArgumentException or InvalidOperationException)
        {
            Log.Failed(logger, problem, session);
            return true;
        }
    }

    private async Task<bool> RunAsync(uint session, CancellationToken stoppingToken)
    {
        using var helper = HelperProcess.Start(session, Command);
        Log.Started(logger, session);
        var ended = helper.EndedAsync(stoppingToken);
        while (!ended.IsCompleted && ConsoleSession.Active == session)
        {
            await Task.WhenAny(ended, Task.Delay(Look, clock, stoppingToken));
        }

        Log.Ended(logger, session);
        return ended.IsCompletedSuccessfully;
    }

    private void Forgive(int starts)
    {
        try
        {
            versions.Change(now => now.Forgiven(starts));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Log.Counted(logger, problem);
        }
    }

    // Nobody sees what it prints. Whatever an update brought runs; this one stays what the package installed.
    private IReadOnlyList<string> Command
    {
        get
        {
            var chosen = Launcher.Choose(versions, new UpdateKey(options), clock);
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

        [LoggerMessage(LogLevel.Warning, "A start that ended by no fault of its version counts all the same.")]
        public static partial void Counted(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Error, "The recorder could not be started in session {Session}; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception problem, uint session);
    }
}
