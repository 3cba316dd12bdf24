using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Telling;
using Lectern.Web.Capture.Telling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture;

/// <summary>Judges every few seconds what no device can tell of its room, and tells people. Several servers may: what they find is the same, and one of them tells it.</summary>
internal sealed partial class RoomWatch(WatchRooms watch, RingFailedRecording failed, TellAlarms alarms, TellLecturers lecturers, NewsTexts texts, ILogger<RoomWatch> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A pace and no moment: a clock that is set on by months must not make it run for each of its ticks.
        using var timer = new PeriodicTimer(s_every, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!await TryAsync("Watching over rooms", watch.RunAsync, stoppingToken))
            {
                // What no row could be written of was not heard either.
                watch.ListenAnew();
            }

            await TryAsync("Ending alarms of recordings", failed.SweepAsync, stoppingToken);
            await TryAsync("Telling of alarms", stop => alarms.RunAsync(texts.Of, stop), stoppingToken);
            await TryAsync("Telling lecturers", stop => lecturers.RunAsync(texts.Of, stop), stoppingToken);
        }
    }

    // What fails keeps nothing else from being done.
    private async Task<bool> TryAsync(string what, Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, what, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{What} failed; it is tried again in ten seconds.")]
        internal static partial void Failed(ILogger logger, string what, Exception exception);
    }
}
