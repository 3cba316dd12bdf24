using System.ComponentModel;
using System.Diagnostics;

namespace Lectern.Ffmpeg.Children;

/// <summary>
/// Starts every child process of Lectern. On Linux a child dies with us even when we are killed, leads its own group, and is written to
/// the registry; on Windows it dies with us through a job object.
/// </summary>
/// <param name="registry">Where living children are noted; default: nowhere.</param>
/// <param name="clock">Measures time limits; default: the system's clock.</param>
public sealed class ChildRunner(ChildRegistry? registry = null, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="ChildProcessException">It could not start, failed, or went over a limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the child and its children are gone by then.</exception>
    public async Task<ChildResult> RunAsync(ChildCommand command, ChildPipes? pipes = null, CancellationToken cancellationToken = default)
    {
        await using var child = await StartAsync(command, pipes, cancellationToken).ConfigureAwait(false);
        return await child.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a command and returns while it runs. Disposing the child kills it.</summary>
    /// <exception cref="ChildProcessException">It could not start.</exception>
    public async Task<ChildProcess> StartAsync(ChildCommand command, ChildPipes? pipes = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var process = new Process { StartInfo = StartInfoBuilder.Build(command) };
        var job = OperatingSystem.IsWindows() ? new JobObject(command.Limits) : null;
        try
        {
            await StarterThread.StartAsync(process).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            process.Dispose();
            throw CouldNotStart(command, failure);
        }

        if (OperatingSystem.IsWindows())
        {
            job!.Take(process);
        }

        registry?.Add(process.Id);
        return new ChildProcess(process, command, pipes ?? ChildPipes.None, clock, gone => Forget(gone, job));
    }

    private void Forget(int pid, JobObject? job)
    {
        registry?.Remove(pid);
        if (OperatingSystem.IsWindows())
        {
            job?.Dispose();
        }
    }

    private static ChildProcessException CouldNotStart(ChildCommand command, Exception failure) =>
        new(ChildFailure.CouldNotStart, command, $"{command.FileName} could not start: {failure.Message}", inner: failure);
}
