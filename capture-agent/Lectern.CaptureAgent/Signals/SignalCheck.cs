using System.Buffers;
using System.IO.Pipelines;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Signals;

/// <summary>
/// Looks at what one source's encoder gave, in a process of its own: recording neither waits for it nor ends with it. What it can't keep up
/// with it skips. One caller at a time.
/// </summary>
internal sealed class SignalCheck(SourceSettings settings, SignalBoard board, ChildRunner children, AgentOptions options, TimeProvider clock) : IAsyncDisposable
{
    private const int MostWaiting = 4 << 20;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);
    private readonly MediaKind kind = Profiles.KindOf(settings.Role);
    private readonly SoundJudge sound = new();
    private readonly PictureJudge picture = new(settings.Role);
    private readonly Revival revival = new();
    private int isStuck;
    private CancellationTokenSource stop = new();
    private Task run = Task.CompletedTask;
    private Task flush = Task.CompletedTask;
    private PipeWriter? input;
    private ReadOnlyMemory<byte> head;
    private long began;

    public void Take(StampedPiece stamped)
    {
        if (stamped.Piece.IsHead)
        {
            End();
            head = stamped.Piece.Bytes;
            Begin();
            return;
        }

        if (run.IsCompleted && clock.GetElapsedTime(began) > Again)
        {
            End();
            Begin();
        }

        if (flush.IsCompleted)
        {
            Write(stamped.Piece.Bytes);
        }
    }

    /// <summary>Whether the encoder shall begin anew, since its device seems to hang; said once each time.</summary>
    public bool TakeStuck() => Interlocked.Exchange(ref isStuck, 0) == 1;

    public async ValueTask DisposeAsync()
    {
        End();
        await run;
        stop.Dispose();
        board.Clear(settings.Name);
    }

    private void Begin()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2));
        began = clock.GetTimestamp();
        input = pipe.Writer;
        stop = new CancellationTokenSource();
        flush = Task.CompletedTask;
        run = RunAsync(pipe.Reader, run, stop.Token);
        Write(head);
    }

    private void End()
    {
        stop.Cancel();
        input?.Complete();
        input = null;
    }

    private void Write(ReadOnlyMemory<byte> bytes)
    {
        if (input is not null)
        {
            input.Write(bytes.Span);
            flush = input.FlushAsync(CancellationToken.None).AsTask();
        }
    }

    private async Task RunAsync(PipeReader pieces, Task before, CancellationToken stopping)
    {
        await before;
        var parser = new ReadingParser();
        try
        {
            await using var source = pieces.AsStream();
            await using var pictures = new JpegStream(jpeg => board.Put(settings.Name, jpeg));
            var command = new ChildCommand(options.Ffmpeg, CheckPlan.Of(kind)) { Niceness = 10 };
            var pipes = new ChildPipes { Input = source, Output = kind == MediaKind.Picture ? pictures : null, OnErrorLine = line => Judge(parser.Take(line)) };
            await children.RunAsync(command, pipes, stopping);
        }
        catch (Exception problem) when (problem is ChildProcessException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // Nothing is measured until the next try; the recording goes on.
        }
        finally
        {
            await pieces.CompleteAsync();
        }
    }

    private void Judge(SignalReading? reading)
    {
        if (reading is null)
        {
            return;
        }

        var now = Stamp.Now(clock).Clock;
        var findings = (kind == MediaKind.Sound ? sound.Judge(reading, now) : picture.Judge(reading, board.IsHeard, now)).ToList();
        board.Put(settings.Name, reading, findings);
        if (revival.IsDue(reading, findings.Contains((AlarmKind.FrozenPicture, true)), now))
        {
            Interlocked.Exchange(ref isStuck, 1);
        }
    }
}
