using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Keeps one source running: an encoder that ends or is silent is replaced a second later, whatever the others do.</summary>
internal sealed partial class SourceRunner(SourceSettings settings, SourcePace pace, SourceTrack track, Encoder encoder, EncoderWords words, SignalCheck check, AlarmBell alarms, AnchoredClock clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;
    private long heard;
    private string? said;
    private string? machineRun;
    private CancellationTokenSource? run;

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
        alarms.Set(AlarmKind.Overload, settings.Name, pace.IsOverloaded);
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
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        run = ending;
        pace.Begin(Stamp.Now(clock).Clock);
        try
        {
            var why = EncoderPlan.TryMake(settings, OperatingSystem.IsWindows() ? Platforms.Windows : Platforms.Linux, pace.Level, out var arguments, out var problem)
                ? await encoder.RunAsync(arguments, EncoderPlan.Delay(settings, pace.Level), EncoderPlan.Patience(settings), Take, line => words.Put(settings.Name, line), ending.Token)
                : problem;
            if (why is not null && why != said)
            {
                Log.Interrupted(logger, settings.Name, why);
            }

            if (!ending.IsCancellationRequested)
            {
                pace.End();
            }

            said = why;
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            Log.Failed(logger, problem, settings.Name);
        }
        finally
        {
            run = null;
            track.EndRun();
        }
    }

    private void Take(StampedPiece piece)
    {
        machineRun = piece.Piece.IsHead ? piece.Stamp.Run : machineRun;
        if (machineRun != piece.Stamp.Run)
        {
            EndAfterSleep();
            return;
        }

        if (track.Take(piece))
        {
            check.Take(piece);
        }

        if (piece.Piece.IsHead)
        {
            pace.Begin(Stamp.Now(clock).Clock);
            return;
        }

        Interlocked.Exchange(ref heard, clock.GetTimestamp());
        // What still comes from a run that was told to end is no reason to take another step.
        if (run is { IsCancellationRequested: false } current && pace.Take(piece.Stamp.Clock, piece.Piece.Time + piece.Piece.Duration))
        {
            Log.Lightened(logger, settings.Name, pace.Level);
            current.Cancel();
        }
        else if (check.TakeStuck() && run is { IsCancellationRequested: false } stuck)
        {
            Log.Revived(logger, settings.Name);
            stuck.Cancel();
        }
    }

    // What came up to here reaches over the machine's sleep, and a device's own time may have jumped by as much. The next encoder begins the next part.
    private void EndAfterSleep()
    {
        track.EndRun();
        if (run is { IsCancellationRequested: false } current)
        {
            Log.Slept(logger, settings.Name);
            current.Cancel();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The machine slept; source {Source} begins anew.")]
        public static partial void Slept(ILogger logger, string source);

        [LoggerMessage(LogLevel.Warning, "Source {Source} is interrupted and tried again: {Why}")]
        public static partial void Interrupted(ILogger logger, string source, string why);

        [LoggerMessage(LogLevel.Warning, "The machine can't keep up with source {Source}, which goes on with less to encode (step {Level} of 3).")]
        public static partial void Lightened(ILogger logger, string source, int level);

        [LoggerMessage(LogLevel.Warning, "Source {Source} gives nothing but silence, or a picture that stands still: its device is opened again, which is tried every five minutes at most.")]
        public static partial void Revived(ILogger logger, string source);

        [LoggerMessage(LogLevel.Error, "Source {Source} failed and is tried again.")]
        public static partial void Failed(ILogger logger, Exception problem, string source);
    }
}
