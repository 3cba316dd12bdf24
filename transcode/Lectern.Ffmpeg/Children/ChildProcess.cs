using System.Diagnostics;

namespace Lectern.Ffmpeg.Children;

/// <summary>A running child. Both output pipes are drained from its start to its end, so it never blocks on us.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan PipesWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KillWait = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly ChildCommand command;
    private readonly TimeProvider clock;
    private readonly Action<int> onGone;
    private readonly ErrorTail tail = new();
    private readonly PipePumps pumps;
    private readonly Task exit;

    internal ChildProcess(Process process, ChildCommand command, ChildPipes pipes, TimeProvider clock, Action<int> onGone)
    {
        this.process = process;
        this.command = command;
        this.clock = clock;
        this.onGone = onGone;
        Id = process.Id;
        exit = process.WaitForExitAsync(CancellationToken.None);
        pumps = new PipePumps(process, pipes, command.StopRequest == StopRequest.WriteQ, tail);
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>Waits for the end. Cancelling the token, or reaching the time limit, stops the child first.</summary>
    /// <exception cref="ChildProcessException">It failed or went over a limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the child and its children are gone by then.</exception>
    public async Task<ChildResult> WaitAsync(CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(command.TimeLimit ?? Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, pumps.Failed);
        try
        {
            await exit.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await StopAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await FinishPipesAsync(either.Token).ConfigureAwait(false);
        pumps.ThrowIfFailed();
        var result = new ChildResult(process.ExitCode, tail.ToList());
        return limit.IsCancellationRequested ? throw TookTooLong(result) : Judge(result);
    }

    /// <summary>Asks the child to end, waits its grace, then kills it with all its children. Returns when it is gone.</summary>
    /// <param name="grace">In place of the command's.</param>
    public async Task StopAsync(TimeSpan? grace = null)
    {
        if (!process.HasExited)
        {
            await AskAsync(grace ?? command.StopGrace).ConfigureAwait(false);
        }

        Kill();
        await exit.WaitAsync(KillWait, TimeProvider.System).ConfigureAwait(false);
    }

    /// <summary>Kills the child if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Kill();
            await exit.WaitAsync(KillWait, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        pumps.Dispose();
        onGone(Id);
        process.Dispose();
    }

    private async Task AskAsync(TimeSpan grace)
    {
        if (!Ask())
        {
            return;
        }

        await exit.WaitAsync(grace, TimeProvider.System)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .ConfigureAwait(false);
    }

    private bool Ask()
    {
        if (command.StopRequest == StopRequest.WriteQ)
        {
            return pumps.TryWriteQ();
        }

        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        Signals.Terminate(Id);
        return true;
    }

    private void Kill()
    {
        if (!OperatingSystem.IsWindows())
        {
            Signals.KillGroup(Id);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private async Task FinishPipesAsync(CancellationToken stopped)
    {
        await pumps.Outputs.WaitAsync(PipesWait, TimeProvider.System, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (pumps.Outputs.IsCompleted)
        {
            return;
        }

        // A grandchild holds the pipes open, and goes now; or the reader of our output is slow, and gets its time.
        Kill();
        await pumps.Outputs.WaitAsync(stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ChildResult Judge(ChildResult result)
    {
        if (result.ExitCode == 0 || !command.FailsOnExitCode)
        {
            return result;
        }

        var (failure, what) = ExitCodes.Explain(command, result);
        throw new ChildProcessException(failure, command, what, result);
    }

    private ChildProcessException TookTooLong(ChildResult result) =>
        new(ChildFailure.TimeLimit, command, $"{command.FileName} was stopped after {command.TimeLimit:c}, the longest it may run.", result);
}
