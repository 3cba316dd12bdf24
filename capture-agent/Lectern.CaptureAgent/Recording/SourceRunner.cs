using Lectern.CaptureAgent.Signals;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Keeps one source running: an encoder that ends or is silent is replaced a second later, whatever the others do.</summary>
internal sealed partial class SourceRunner(SourceSettings settings, SourceTrack track, Encoder encoder, EncoderWords words, SignalCheck check, AlarmBell alarms, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;
    private long heard;
    private string? said;

    public SourceSettings Settings => settings;

    public SourceTrack Track => track;

    /// <summary>Begins, once what came <paramref name="before"/> is gone: two encoders can't hold one device.</summary>
    public void Start(Task before)
    {
        heard = clock.GetTimestamp();
        loop = Task.Run(() => LoopAsync(before));
    }

    /// <summary>Stops it; completes when the encoder is gone and everything it gave is written.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        await check.DisposeAsync();
        alarms.Clear(settings.Name);
        stopping.Dispose();
    }

    /// <summary>Says whether the source delivers, and rings when it doesn't.</summary>
    public SourceState Look()
    {
        var isLost = clock.GetElapsedTime(Interlocked.Read(ref heard)) > Late;
        alarms.Set(AlarmKind.NoSignal, settings.Name, isLost);
        return isLost ? SourceState.Lost : SourceState.Recording;
    }

    private async Task LoopAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stopping.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            await RunOnceAsync();
            var rest = Again - clock.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunOnceAsync()
    {
        try
        {
            var why = EncoderPlan.TryMake(settings, OperatingSystem.IsWindows() ? Platforms.Windows : Platforms.Linux, out var arguments, out var problem)
                ? await encoder.RunAsync(arguments, EncoderPlan.Delay(settings), Take, line => words.Put(settings.Name, line), stopping.Token)
                : problem;
            if (why is not null && why != said)
            {
                Log.Interrupted(logger, settings.Name, why);
            }

            said = why;
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            Log.Failed(logger, problem, settings.Name);
        }
        finally
        {
            track.EndRun();
        }
    }

    private void Take(StampedPiece piece)
    {
        if (track.Take(piece))
        {
            check.Take(piece);
        }

        if (!piece.Piece.IsHead)
        {
            Interlocked.Exchange(ref heard, clock.GetTimestamp());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Source {Source} is interrupted and tried again: {Why}")]
        public static partial void Interrupted(ILogger logger, string source, string why);

        [LoggerMessage(LogLevel.Error, "Source {Source} failed and is tried again.")]
        public static partial void Failed(ILogger logger, Exception problem, string source);
    }
}
