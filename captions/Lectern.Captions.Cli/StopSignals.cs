using System.Runtime.InteropServices;

namespace Lectern.Captions.Cli;

/// <summary>
/// Everything that ends a run early: SIGINT, SIGTERM, a parent that died, and, where asked for, the end of standard input.
/// Native code that does not notice in time is ended with the process.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly ParentWatch parent;

    public StopSignals(bool withInput)
    {
        registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM)];
        parent = new ParentWatch(Stop);
        if (withInput)
        {
            new Thread(WatchInput) { IsBackground = true, Name = "input" }.Start();
        }
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        parent.Dispose();
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Stop();
    });

    private void Stop()
    {
        source.Cancel();
        _ = EndAfterGraceAsync();
    }

    private static async Task EndAfterGraceAsync()
    {
        await Task.Delay(Grace).ConfigureAwait(false);
        Environment.Exit((int)Runs.CaptionExitCode.Stopped);
    }

    private void WatchInput()
    {
        using var input = Console.OpenStandardInput();
        int letter;
        do
        {
            letter = input.ReadByte();
        }
        while (letter is not (-1 or 'q'));
        Stop();
    }
}
