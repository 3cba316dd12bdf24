using Lectern.Core.Capture.Alarms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture;

/// <summary>Judges every few seconds what no device can tell of its room. Several servers may: what they find is the same.</summary>
internal sealed partial class RoomWatch(WatchRooms watch, RingFailedRecording failed, ILogger<RoomWatch> logger) : BackgroundService
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
