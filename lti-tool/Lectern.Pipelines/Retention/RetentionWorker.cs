using Lectern.Pipelines.Capture;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Pipelines.Retention;

/// <summary>Clears away what need not be kept any longer, a few times a day, the first time once the worker has settled.</summary>
internal sealed partial class RetentionWorker(OrphanSweep sweep, PurgeDeleted purge, ForgetParts parts, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        while (true)
        {
            await TryAsync(purge.RunAsync, stoppingToken);
            await TryAsync(parts.RunAsync, stoppingToken);
            await TryAsync(sweep.RunAsync, stoppingToken);
            await Task.Delay(Every, time, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> duty, CancellationToken stoppingToken)
    {
        try
        {
            await duty(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Clearing away failed; it is tried again in some hours")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
