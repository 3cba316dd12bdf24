using Lectern.Core.Mapping;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Lti;

/// <summary>Writes behind the launches what each platform's last one told.</summary>
internal sealed partial class LastLaunchCare(LastLaunches launches, ILogger<LastLaunchCare> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A pace and no moment: a clock that is set on by months must not make it run for each of its ticks.
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
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
