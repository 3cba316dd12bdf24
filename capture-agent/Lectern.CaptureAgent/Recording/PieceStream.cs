using System.Threading.Channels;
using Lectern.CaptureAgent.Spool;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Recording;

/// <summary>An encoder's output: cut into pieces and stamped as it comes. While the disk is slow up to a minute waits here, and then the encoder.</summary>
/// <param name="pieces">Where they go.</param>
/// <param name="delay">How long after its end a fragment comes.</param>
/// <param name="clock">Both clocks.</param>
internal sealed class PieceStream(ChannelWriter<StampedPiece> pieces, TimeSpan delay, AnchoredClock clock) : Stream
{
    // A keyframe a second cuts at a second. Longer ones are made up by a clock that jumped.
    private const double LongestPiece = 5;
    private readonly FragmentReader reader = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var stamp = Stamp.Now(clock).Earlier(delay);
        foreach (var piece in reader.Append(buffer.Span))
        {
            if (piece.Duration > LongestPiece)
            {
                throw new InvalidDataException("The source's clock jumped.");
            }

            await pieces.WriteAsync(new StampedPiece(piece, stamp), cancellationToken);
        }

        if (reader.Fault is { } fault)
        {
            throw new InvalidDataException($"The encoder's output can't be cut: {fault}.");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
