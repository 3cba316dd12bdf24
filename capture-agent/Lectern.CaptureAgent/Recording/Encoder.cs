using System.Threading.Channels;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Runs a source's ffmpeg once.</summary>
internal sealed class Encoder(ChildRunner children, AgentOptions options, AnchoredClock clock)
{
    private const int MostWaiting = 60;
    private static readonly TimeSpan ToOpen = TimeSpan.FromSeconds(10);

    // One that hangs hears nothing: what it was asked to end by is lost on it.
    private static readonly TimeSpan HungGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>Gives pieces until the encoder ends, is silent, or is told to stop; it is gone when this returns.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="delay">How long after its end a fragment comes.</param>
    /// <param name="patience">How long it may give nothing once it has given something.</param>
    /// <param name="take">Takes what it gives.</param>
    /// <param name="hear">Hears each line that it says.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>Why it ended; <see langword="null"/> when it was told to.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<string> arguments, TimeSpan delay, TimeSpan patience, Action<StampedPiece> take, Action<string> hear, CancellationToken stopping)
    {
        var pieces = Channel.CreateBounded<StampedPiece>(MostWaiting);
        await using var output = new PieceStream(pieces.Writer, delay, clock);
        var command = new ChildCommand(options.Ffmpeg, arguments);
        try
        {
            await using var child = await children.StartAsync(command, new ChildPipes { Output = output, OnErrorLine = hear }, stopping);
            return await FollowAsync(child, pieces, patience, take, stopping);
        }
        catch (ChildProcessException problem)
        {
            return Interruption.Explain(problem);
        }
        catch (InvalidDataException problem)
        {
            return problem.Message;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<string?> FollowAsync(ChildProcess child, Channel<StampedPiece> pieces, TimeSpan toGoOn, Action<StampedPiece> take, CancellationToken stopping)
    {
        using var silent = new CancellationTokenSource();
        var ended = WatchAsync(child, pieces.Writer, stopping, silent.Token);
        var patience = ToOpen;
        while (await HasMoreAsync(pieces.Reader, patience, silent))
        {
            while (pieces.Reader.TryRead(out var piece))
            {
                take(piece);
                patience = piece.Piece.IsHead ? patience : toGoOn;
            }
        }

        await ended;
        return silent.IsCancellationRequested ? "It gave nothing for some seconds." : stopping.IsCancellationRequested ? null : "It ended.";
    }

    private async Task<bool> HasMoreAsync(ChannelReader<StampedPiece> pieces, TimeSpan patience, CancellationTokenSource silent)
    {
        var more = pieces.WaitToReadAsync(CancellationToken.None).AsTask();
        try
        {
            return await more.WaitAsync(silent.IsCancellationRequested ? Timeout.InfiniteTimeSpan : patience, clock);
        }
        catch (TimeoutException)
        {
            // It is stopped now; what it still says is taken.
            await silent.CancelAsync();
            return await more;
        }
    }

    private static async Task WatchAsync(ChildProcess child, ChannelWriter<StampedPiece> pieces, CancellationToken stopping, CancellationToken silent)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, silent);
        try
        {
            var end = child.WaitAsync(CancellationToken.None);
            await Task.WhenAny(end, Task.Delay(Timeout.Infinite, either.Token));
            if (!end.IsCompleted)
            {
                await child.StopAsync(silent.IsCancellationRequested ? HungGrace : null);
            }

            await end;
        }
        catch (ChildProcessException) when (either.IsCancellationRequested)
        {
        }
        finally
        {
            pieces.TryComplete();
        }
    }
}
