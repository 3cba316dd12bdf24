using Lectern.Core.Jobs;
using Lectern.Pipelines.Runs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Engine;

/// <summary>Brings the rows and the engine together: whatever the rows promise and nobody runs is given to the engine.</summary>
internal sealed partial class JobDispatcher(
    JobQueue queue, JobSignal signal, JobEngine engine, LiveRuns live, IOptions<PipelineOptions> options, ILogger<JobDispatcher> logger)
{
    // Enough to fill every slot of a large node for the time between two looks; the rest waits in its rows, in order.
    private const int MostAtOnce = 32;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.LookFailed(logger, exception);
            }

            await signal.WaitAsync(options.Value.LookEvery, cancellationToken);
        }
    }

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var taken = await queue.TakeBackSilentAsync(options.Value.DeadAfter, live.Jobs, JobErrors.LimitOf(options.Value), cancellationToken);
        if (taken > 0)
        {
            Log.TakenBack(logger, taken);
        }

        foreach (var kind in ExecutionGroups.ServedBy(options.Value))
        {
            foreach (var attempt in await queue.DueAsync(kind, MostAtOnce, cancellationToken))
            {
                await engine.GiveAsync(kind, attempt, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} jobs told nothing for too long and are taken back")]
        public static partial void TakenBack(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "Jobs could not be given out; the next look is due shortly")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
