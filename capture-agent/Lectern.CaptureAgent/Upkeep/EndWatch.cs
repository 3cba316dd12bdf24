using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Takes a start that ends because somebody asked for it off the version's count. On Windows the service knows, and does it.</summary>
internal sealed class EndWatch(AgentOptions options, Versions versions, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private PosixSignalRegistration? asked;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => ForgiveWhatCameToWork());
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => asked?.Dispose();

    // Whoever starts programs also ends one that hangs before it works, and that is the version's own.
    private void ForgiveWhatCameToWork()
    {
        if (lifetime.ApplicationStarted.IsCancellationRequested)
        {
            Forgive();
        }
    }

    /// <summary>This run's start counts no more. Only one that an update brought was counted.</summary>
    public void Forgive()
    {
        if (options is not { IsSupervised: true, Installed: not null })
        {
            return;
        }

        try
        {
            versions.Change(now => now.Forgiven(1));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // One start too many is counted: it takes several to lead back.
        }
    }
}
