namespace Lectern.CaptureAgent.Signals;

/// <summary>Cuts ffmpeg's row of JPEGs into single ones: each ends with FF D9, which stands nowhere else in those that ffmpeg writes.</summary>
internal sealed class JpegStream(Action<byte[]> onPicture) : Stream
{
    private const int Largest = 1 << 20;
    private readonly MemoryStream held = new();
    private byte last;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var letter in buffer)
        {
            held.WriteByte(letter);
            var isEnd = last == 0xFF && letter == 0xD9;
            last = letter;
            if (!isEnd && held.Length < Largest)
            {
                continue;
            }

            if (isEnd)
            {
                onPicture(held.ToArray());
            }

            held.SetLength(0);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
