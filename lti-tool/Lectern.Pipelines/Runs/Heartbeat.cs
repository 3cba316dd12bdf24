using Lectern.Core.Jobs;
using Microsoft.Extensions.Logging;

namespace Lectern.Pipelines.Runs;

/// <summary>
/// Tells the job's row that the run lives and how far it is, and learns from it that the run was replaced. Progress is written at most
/// once a second.
/// </summary>
internal sealed partial class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly JobRun _run;
    private readonly JobLedger _ledger;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _beating;

    public Heartbeat(JobRun run, JobLedger ledger, TimeSpan every, TimeProvider time, ILogger logger)
    {
        (_run, _ledger, _time, _logger) = (run, ledger, time, logger);
        _beating = BeatAsync(every);
    }

    /// <summary>Cancelled when the run was replaced.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _beating;
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every < Shortest ? every : Shortest, _time);
        var last = _time.GetTimestamp();
        (string?, int) told = default;
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                var now = (_run.Step, _run.Percent);
                if ((now != told || _time.GetElapsedTime(last) >= every) && await TryBeatAsync(now.Step, now.Percent))
                {
                    (told, last) = (now, _time.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task<bool> TryBeatAsync(string? step, int percent)
    {
        try
        {
            if (!await _ledger.BeatAsync(_run.Attempt, step, percent, _ended.Token))
            {
                await _lost.CancelAsync();
                await _ended.CancelAsync();
            }

            return true;
        }
        catch (Exception exception) when (!_ended.IsCancellationRequested)
        {
            // The work goes on while the database is away; the fence decides in the end.
            Log.NotTold(_logger, exception, _run.Attempt);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Job {Attempt} could not tell that it lives")]
        public static partial void NotTold(ILogger logger, Exception exception, JobAttempt attempt);
    }
}
