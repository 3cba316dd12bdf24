using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Status;

/// <summary>Tells the tool how the agent does: every 15 s, and every second while somebody looks, from when they come.</summary>
internal sealed partial class StatusSender(Tool tool, StatusReport report, RunMarks marks, Wanted wanted, Watchers watchers, AnchoredClock clock, ILogger<StatusSender> logger)
    : BackgroundService
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(1);
    private volatile bool hasTold;
    private long toldAt;

    /// <summary>Whether the tool accepted a status of this run.</summary>
    public bool HasTold => hasTold;

    /// <summary>Whether the tool accepted one of late.</summary>
    public bool HasToldWithin(TimeSpan time) => hasTold && clock.GetElapsedTime(Interlocked.Read(ref toldAt)) < time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var comes = watchers.NextAsync();
            var isWatched = await TellSafelyAsync(stoppingToken);
            await Task.WhenAny(comes, Task.Delay(isWatched ? Watched : Usual, clock, stoppingToken));
        }
    }

    private async Task<bool> TellSafelyAsync(CancellationToken stoppingToken)
    {
        try
        {
            return tool.IsEnrolled && await TellAsync(stoppingToken);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Stumbled(logger, problem);
            return false;
        }
    }

    /// <returns>Whether somebody looks.</returns>
    internal async Task<bool> TellAsync(CancellationToken cancellationToken)
    {
        var status = report.Make(wanted.Settings, wanted.Schedule);
        if (marks.TryMark())
        {
            status = status with { Run = marks.Run, Boot = Boot.Id, EarlierRuns = marks.Earlier };
        }

        var asked = clock.Up;
        var answer = await tool.PostAsync(CapturePaths.Status, status, CaptureJson.Default.AgentStatus, cancellationToken);
        if (answer.Read(CaptureJson.Default.StatusAnswer) is not { } told)
        {
            return false;
        }

        Interlocked.Exchange(ref toldAt, clock.GetTimestamp());
        hasTold = true;
        marks.Heard();
        clock.Hear(asked, told.At);
        watchers.Hear(told.IsWatched);
        await wanted.FollowAsync(told.Settings, told.Schedule, cancellationToken);
        return told.IsWatched;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Telling the tool how we do failed; it is tried again.")]
        public static partial void Stumbled(ILogger logger, Exception problem);
    }
}
