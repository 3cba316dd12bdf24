using System.Diagnostics;

namespace Lectern.Ffmpeg.Children;

/// <summary>Moves a child's three pipes at the same time, since a child that waits on one of them never reads or fills the others.</summary>
internal sealed class PipePumps : IDisposable
{
    private readonly Process process;
    private readonly CancellationTokenSource abandoned = new();
    private readonly CancellationTokenSource failed = new();
    private readonly Task outputs;
    private Exception? failure;

    public PipePumps(Process process, ChildPipes pipes, bool keepInputOpen, ErrorTail tail)
    {
        this.process = process;
        Failed = failed.Token;
        outputs = Task.WhenAll(PumpOutputAsync(pipes), PumpErrorAsync(pipes, tail));
        _ = PumpInputAsync(pipes.Input, keepInputOpen);
    }

    /// <summary>Cancelled when a listener threw.</summary>
    public CancellationToken Failed { get; }

    /// <summary>Completes when both output pipes are read to their end.</summary>
    public Task Outputs => outputs;

    public bool TryWriteQ()
    {
        try
        {
            process.StandardInput.Write('q');
            process.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void ThrowIfFailed()
    {
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        // Not disposed: a pump that ends late still looks at them, and neither holds a timer or a handle.
        abandoned.Cancel();
    }

    private async Task PumpOutputAsync(ChildPipes pipes)
    {
        var pipe = process.StandardOutput.BaseStream;
        await (pipes.Output is { } target
            ? CopyAsync(pipe, target)
            : LinePump.RunAsync(pipe, Guarded(pipes.OnOutputLine), abandoned.Token)).ConfigureAwait(false);
    }

    private Task PumpErrorAsync(ChildPipes pipes, ErrorTail tail)
    {
        var listener = Guarded(pipes.OnErrorLine);
        return LinePump.RunAsync(process.StandardError.BaseStream, line => { tail.Add(line); listener(line); }, abandoned.Token);
    }

    private async Task CopyAsync(Stream pipe, Stream target)
    {
        try
        {
            await pipe.CopyToAsync(target, abandoned.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Fail(problem);
            await pipe.CopyToAsync(Stream.Null, abandoned.Token).ConfigureAwait(false);
        }
    }

    private async Task PumpInputAsync(Stream? source, bool keepOpen)
    {
        var input = process.StandardInput.BaseStream;
        try
        {
            if (source is not null)
            {
                await source.CopyToAsync(input, abandoned.Token).ConfigureAwait(false);
            }

            if (!keepOpen)
            {
                input.Close();
            }
        }
        catch (IOException)
        {
            // The child closed its end: it has read all it wants.
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Fail(problem);
        }
    }

    // The pipe is drained on after a listener threw: the child must still be able to end.
    private Action<string> Guarded(Action<string>? listener) => line =>
    {
        if (listener is null || failure is not null)
        {
            return;
        }

        try
        {
            listener(line);
        }
        catch (Exception problem)
        {
            Fail(problem);
        }
    };

    private void Fail(Exception problem)
    {
        Interlocked.CompareExchange(ref failure, problem, null);
        failed.Cancel();
    }
}
