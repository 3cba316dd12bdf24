using Microsoft.Win32.SafeHandles;

namespace Lectern.Tus.Files;

/// <summary>
/// The durable truth about how many bytes of the data file count.
/// </summary>
/// <remarks>
/// The data file's own length can't be that truth. After a power loss it may be larger than what reached the disk (the length is
/// metadata and can be written first; the bytes then read as zeros), and after kill -9 it counts bytes nobody flushed.
/// So each advance is: flush the data, then write and flush a mark. A mark is never ahead of its data, and an offset is told to a peer only
/// after its mark is flushed. What the data file holds beyond the last mark is cut off before the next append.
/// There are two slots, a sector-safe distance apart, written in turn: a write torn by a power loss damages the older one's place and the
/// checksum shows it, so the newer of the readable ones counts. They are written in place, which needs no new block on a full disk.
/// </remarks>
internal sealed class OffsetFile : IDisposable
{
    private const int SlotDistance = 4096;
    private readonly SafeFileHandle _handle;

    private OffsetFile(SafeFileHandle handle, OffsetMark last) => (_handle, Last) = (handle, last);

    public OffsetMark Last { get; private set; }

    public static void Create(string path, DateTimeOffset at)
    {
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
        RandomAccess.Write(handle, new byte[SlotDistance + OffsetMark.Size], 0);
        RandomAccess.Write(handle, new OffsetMark(0, 0, at, false).ToBytes(), 0);
        RandomAccess.FlushToDisk(handle);
    }

    public static OffsetMark Read(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Read(handle, path);
    }

    public static OffsetFile Open(string path)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new OffsetFile(handle, Read(handle, path));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The caller has flushed the data up to <paramref name="offset"/>.</summary>
    public void Advance(long offset, DateTimeOffset at, bool completed = false)
    {
        var mark = new OffsetMark(Last.Sequence + 1, offset, at, completed);
        RandomAccess.Write(_handle, mark.ToBytes(), mark.Sequence % 2 * SlotDistance);
        RandomAccess.FlushToDisk(_handle);
        Last = mark;
    }

    public void Dispose() => _handle.Dispose();

    private static OffsetMark Read(SafeFileHandle handle, string path)
    {
        var marks = new[] { ReadSlot(handle, 0), ReadSlot(handle, SlotDistance) };
        return marks.MaxBy(m => m?.Sequence)
            ?? throw new InvalidDataException($"Offset file '{Path.GetFileName(path)}' holds no readable mark.");
    }

    private static OffsetMark? ReadSlot(SafeFileHandle handle, long position)
    {
        var bytes = new byte[OffsetMark.Size];
        var count = RandomAccess.Read(handle, bytes, position);
        return OffsetMark.TryRead(bytes.AsSpan(0, count));
    }
}
