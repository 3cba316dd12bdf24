using Lectern.Core.Jobs;
using Lectern.Pipelines.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Runs;

/// <summary>Runs one attempt: claims the job, does the steps that are not done, and ends it well, later, badly or not at all.</summary>
internal sealed partial class JobRunner(
    JobLedger ledger, IEnumerable<IPipeline> pipelines, Workspaces workspaces, LiveRuns live, NodeLease lease, JobErrors errors,
    IOptions<PipelineOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan EndingLimit = TimeSpan.FromSeconds(10);

    public async Task RunAsync(JobAttempt attempt, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        using var alive = live.Enter(attempt.JobId);
        if (await ledger.ClaimAsync(attempt, lease.RunId, stopping.Token) is not { } job)
        {
            Log.Stale(logger, attempt);
            return;
        }

        var run = new JobRun(job, attempt, workspaces.Open(attempt));
        try
        {
            await EndAsync(run, await WorkAsync(run, stopping.Token));
        }
        finally
        {
            await workspaces.CloseAsync(run.Workspace);
        }
    }

    // The one place where every exception of a run arrives; it becomes a state of the job's row.
    private async Task<Exception?> WorkAsync(JobRun run, CancellationToken stopping)
    {
        await using var heart = new Heartbeat(run, ledger, options.Value.Heartbeat, time, logger);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, heart.Lost);
        try
        {
            await StepAsync(run, either.Token);
            return null;
        }
        catch (Exception) when (heart.Lost.IsCancellationRequested)
        {
            return new JobLostException();
        }
        catch (OperationCanceledException stop) when (stopping.IsCancellationRequested)
        {
            return stop;
        }
        catch (Exception exception)
        {
            // A child that dies in the same breath as we are told to stop did not fail.
            return stopping.IsCancellationRequested ? new OperationCanceledException(null, exception, stopping) : exception;
        }
    }

    private async Task StepAsync(JobRun run, CancellationToken cancellationToken)
    {
        foreach (var step in pipelines.Single(pipeline => pipeline.Kind == run.Kind).Steps.Where(step => !run.IsDone(step)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Begin(step);
            var publication = await step.RunAsync(run, cancellationToken);
            if (!await ledger.CommitStepAsync(run.Attempt, run.DoneWith(step), publication.Write, cancellationToken))
            {
                throw new JobLostException();
            }

            run.End(step);
            run.Workspace.Settle();
            publication.Then?.Invoke();
            Log.StepDone(logger, run.Attempt, step.Name);
        }
    }

    private async Task EndAsync(JobRun run, Exception? problem)
    {
        using var limit = new CancellationTokenSource(EndingLimit, time);
        var held = problem switch
        {
            null => await ledger.FinishAsync(run.Attempt, limit.Token),
            JobLostException => false,
            OperationCanceledException => await ledger.ReleaseAsync(run.Attempt, limit.Token),
            _ => await CountAsync(run, problem, limit.Token),
        };
        if (!held)
        {
            Log.Lost(logger, run.Attempt);
        }
    }

    private Task<bool> CountAsync(JobRun run, Exception problem, CancellationToken cancellationToken)
    {
        var error = errors.Of(problem, run.Kind);
        var failures = run.Failures + 1;
        LogFailure(run, problem, error.Code);
        if (problem is JobFailedException || failures >= options.Value.Attempts)
        {
            return ledger.FailAsync(run.Attempt, error, cancellationToken);
        }

        var pause = options.Value.RetryDelay * Math.Pow(6, failures - 1);
        return ledger.RetryLaterAsync(run.Attempt, error, time.GetUtcNow() + pause, cancellationToken);
    }

    // The sentence of a foreseen failure names the uploader's file, which is nothing for a log.
    private void LogFailure(JobRun run, Exception problem, string code)
    {
        if (problem is JobFailedException)
        {
            Log.Refused(logger, run.Attempt, run.Step, code);
        }
        else
        {
            Log.Failed(logger, problem, run.Attempt, run.Step, code);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Job {Attempt} was not there to be claimed")]
        public static partial void Stale(ILogger logger, JobAttempt attempt);

        [LoggerMessage(LogLevel.Information, "Job {Attempt} has done {Step}")]
        public static partial void StepDone(ILogger logger, JobAttempt attempt, string step);

        [LoggerMessage(LogLevel.Warning, "Job {Attempt} was taken over by another run")]
        public static partial void Lost(ILogger logger, JobAttempt attempt);

        [LoggerMessage(LogLevel.Information, "Job {Attempt} can't be done at {Step}: {Code}")]
        public static partial void Refused(ILogger logger, JobAttempt attempt, string? step, string code);

        [LoggerMessage(LogLevel.Warning, "Job {Attempt} failed at {Step} with {Code}")]
        public static partial void Failed(ILogger logger, Exception exception, JobAttempt attempt, string? step, string code);
    }
}
