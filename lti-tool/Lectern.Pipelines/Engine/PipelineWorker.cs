using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Engine;

/// <summary>The life of a worker: clear away what the last run left, take its jobs back, then dispatch until the host stops.</summary>
internal sealed partial class PipelineWorker(
    NodeLease lease, Leftovers leftovers, Workspaces workspaces, JobQueue queue, JobEngine engine, JobDispatcher dispatcher,
    IOptions<PipelineOptions> options, TimeProvider time, ILogger<PipelineWorker> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await lease.TakeAsync(cancellationToken);
        leftovers.End();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
        lease.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryBeginAsync(stoppingToken))
        {
            await Task.Delay(options.Value.LookEvery, time, stoppingToken);
        }

        Log.Ready(logger, lease.RunId);
        await dispatcher.RunAsync(stoppingToken);
    }

    // The order matters: our name is written only after the jobs of the last one are back, and nothing runs before its scratch is gone.
    private async Task<bool> TryBeginAsync(CancellationToken stoppingToken)
    {
        try
        {
            var taken = lease.PreviousRunId is { } previous ? await queue.TakeBackFromAsync(previous, JobErrors.LimitOf(options.Value), stoppingToken) : 0;
            await workspaces.SweepAsync(stoppingToken);
            lease.Begin();
            await engine.StartAsync(stoppingToken);
            Log.Resumed(logger, taken);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.NotReady(logger, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Worker {Run} takes jobs")]
        public static partial void Ready(ILogger logger, string run);

        [LoggerMessage(LogLevel.Information, "{Count} jobs of the last run are taken back")]
        public static partial void Resumed(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "The worker can't begin yet and tries again")]
        public static partial void NotReady(ILogger logger, Exception exception);
    }
}
