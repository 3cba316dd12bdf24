using Lectern.Core.Mapping;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Lti;

/// <summary>Writes behind the launches what each platform's last one told.</summary>
internal sealed partial class LastLaunchCare(LastLaunches launches, TimeProvider time, ILogger<LastLaunchCare> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Task.Yield();
            try
            {
                await launches.FlushAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What the last launches told could not be kept; the next ones tell it again.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
