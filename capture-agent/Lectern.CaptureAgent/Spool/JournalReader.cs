using System.Buffers;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Spool;

/// <summary>Reads lines that are known to be there, one after the other.</summary>
internal sealed class JournalReader(Stream journal) : IDisposable
{
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int start;
    private int end;

    /// <summary>Bytes of the lines that were given.</summary>
    public long Taken { get; private set; }

    public Fragment Next()
    {
        while (true)
        {
            if (Journal.TryTake(buffer.AsSpan(start, end - start), out var fragment, out var taken))
            {
                start += taken;
                Taken += taken;
                return fragment;
            }

            Fill();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        var read = journal.Read(buffer, end, buffer.Length - end);
        if (read == 0)
        {
            throw new InvalidDataException("A journal is shorter than what was written into it.");
        }

        end += read;
    }
}
