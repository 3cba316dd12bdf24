using System.Buffers.Binary;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper.Audio;

/// <summary>
/// Takes ffmpeg's samples (32-bit floats, little endian) as they come out of its pipe: keeps them as 16 bit on disk and
/// listens for speech on the way, so the sound is gone through once.
/// </summary>
internal sealed class SoundSink(PcmFile file, SpeechScanner scanner, Action<long> onSamples) : Stream
{
    private const int BytesPerFloat = sizeof(float);
    private readonly short[] samples = new short[Pcm.SampleRate];
    private readonly byte[] partial = new byte[BytesPerFloat];
    private int partialLength;
    private int count;
    private long total;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (partialLength == 0 && buffer.Length >= BytesPerFloat)
            {
                Take(buffer);
                buffer = buffer[BytesPerFloat..];
                continue;
            }

            partial[partialLength++] = buffer[0];
            buffer = buffer[1..];
            if (partialLength == BytesPerFloat)
            {
                Take(partial);
                partialLength = 0;
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Passes on what is held back. Call it once, after the last sample.</summary>
    public override void Flush()
    {
        var ready = samples.AsSpan(0, count);
        file.Append(ready);
        scanner.Add(ready);
        total += count;
        count = 0;
        onSamples(total);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadSingleLittleEndian(bytes);
        samples[count++] = (short)Math.Clamp(Math.Round(value * 32768), short.MinValue, short.MaxValue);
        if (count == samples.Length)
        {
            Flush();
        }
    }
}
