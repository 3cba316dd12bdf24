using Lectern.Core.Capture.Rooms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture;

/// <summary>Takes away once an hour what rooms don't need any more.</summary>
internal sealed partial class RoomCare(SweepRooms sweep, TimeProvider time, ILogger<RoomCare> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking after rooms failed; it is tried again in an hour.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
