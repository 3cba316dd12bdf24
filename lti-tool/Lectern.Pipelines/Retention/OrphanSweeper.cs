using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Pipelines.Retention;

/// <summary>Sweeps a few times a day, the first time once the worker has settled.</summary>
internal sealed partial class OrphanSweeper(OrphanSweep sweep, TimeProvider time, ILogger<OrphanSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        while (true)
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old versions could not be swept; it is tried again in some hours")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
