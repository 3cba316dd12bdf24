using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Looking;

/// <summary>Looks at one source while nothing is recorded: for pictures, levels and notes, and nothing is recorded. An ffmpeg that ends or is silent is tried again some seconds later.</summary>
internal sealed partial class SourceLook(SourceSettings settings, SignalBoard board, ChildRunner children, AgentOptions options, EncoderWords words, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    // A camera takes its time to open; whatever hangs after that holds a device that a recording will want.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    // Nothing is lost with it, and somebody may want to record.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource stopping = new();
    private readonly LookJudge judge = new(settings);
    private Task loop = Task.CompletedTask;
    private long heard;
    private volatile IReadOnlyList<SourceNote>? notes;
    private volatile bool isLost;
    private string? said;

    public SourceSettings Settings => settings;

    /// <summary>Begins, once what came <paramref name="before"/> is gone.</summary>
    public void Start(Task before) => loop = Task.Run(() => LoopAsync(before));

    /// <summary>Stops it; the device is free when this completes.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        board.Clear(settings.Name);
        stopping.Dispose();
    }

    /// <summary>How the source does. What is still being opened is not known to give nothing.</summary>
    public SourceStatus Look() => isLost ? new SourceStatus(settings.Name, SourceState.Lost) : board.StatusOf(settings.Name, SourceState.Idle) with { Notes = notes };

    private async Task LoopAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stopping.IsCancellationRequested)
        {
            var why = await RunSafelyAsync();
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            (isLost, notes) = (true, null);
            if (why != said)
            {
                Log.Lost(logger, settings.Name, why);
            }

            said = why;
            await Task.Delay(Again, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Why it ended.</returns>
    private async Task<string> RunSafelyAsync()
    {
        try
        {
            return LookPlan.TryMake(settings, OperatingSystem.IsWindows() ? Platforms.Windows : Platforms.Linux, out var arguments, out var problem) ? await RunAsync(arguments) : problem;
        }
        catch (ChildProcessException problem)
        {
            return Interruption.Explain(problem);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return "";
        }
        catch (Exception problem)
        {
            return problem.Message;
        }
    }

    private async Task<string> RunAsync(IReadOnlyList<string> arguments)
    {
        Interlocked.Exchange(ref heard, clock.GetTimestamp());
        var parser = new ReadingParser();
        await using var pictures = new JpegStream(jpeg => board.Put(settings.Name, jpeg));
        var pipes = new ChildPipes { Output = Profiles.KindOf(settings.Role) == MediaKind.Picture ? pictures : null, OnErrorLine = line => Hear(parser, line) };
        await using var child = await children.StartAsync(new ChildCommand(options.Ffmpeg, arguments) { Niceness = 10, StopGrace = Grace }, pipes, stopping.Token);
        var end = child.WaitAsync(stopping.Token);
        while (!end.IsCompleted && clock.GetElapsedTime(Interlocked.Read(ref heard)) < Patience)
        {
            await Task.WhenAny(end, Task.Delay(Beat, clock, CancellationToken.None));
        }

        if (end.IsCompleted)
        {
            await end;
            return "It ended.";
        }

        await child.StopAsync();
        await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return "It gave nothing for some seconds.";
    }

    private void Hear(ReadingParser parser, string line)
    {
        if (!ReadingParser.IsReading(line))
        {
            words.Put(settings.Name, line);
        }
        else if (parser.Take(line) is { } reading)
        {
            Interlocked.Exchange(ref heard, clock.GetTimestamp());
            (isLost, notes, said) = (false, judge.Judge(reading, Stamp.Now(clock).Clock), null);
            board.Put(settings.Name, reading, []);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Source {Source}, which is looked at, gives nothing and is tried again: {Why}")]
        public static partial void Lost(ILogger logger, string source, string why);
    }
}
