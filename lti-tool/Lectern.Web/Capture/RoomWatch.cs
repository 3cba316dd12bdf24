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
            try
            {
                await watch.RunAsync(stoppingToken);
                await failed.SweepAsync(stoppingToken);
                await alarms.RunAsync(texts.Of, stoppingToken);
                await lecturers.RunAsync(texts.Of, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What no row could be written of was not heard either.
                watch.ListenAnew();
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Watching over rooms failed; it is tried again in ten seconds.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
