using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Joining;

/// <summary>The one number of a fragment that says when it plays (ISO/IEC 14496-12 §8.8.12, <c>tfdt</c>).</summary>
internal static class FragmentTime
{
    /// <summary>Units a second of a part's only track (§8.4.2, <c>mdhd</c>).</summary>
    /// <exception cref="InvalidDataException">The head describes no track.</exception>
    public static uint ScaleOf(ReadOnlyMemory<byte> head)
    {
        var header = new Mp4Box("", head).Find("moov", "trak", "mdia", "mdhd")?.Body ?? throw new InvalidDataException("The part's head describes no track.");
        return BinaryPrimitives.ReadUInt32BigEndian(header.Span[(header.Span[0] == 1 ? 20 : 12)..]);
    }

    /// <summary>Writes when a fragment plays, in units of its track.</summary>
    /// <exception cref="InvalidDataException">It holds no time of 64 bits.</exception>
    public static void Set(Memory<byte> fragment, long time)
    {
        var box = new Mp4Box("", fragment).Find("moof", "traf", "tfdt")?.Body ?? throw new InvalidDataException("The fragment holds no time.");
        if (box.Length < 12 || box.Span[0] != 1)
        {
            throw new InvalidDataException("The fragment's time has no 64 bits.");
        }

        BinaryPrimitives.WriteInt64BigEndian(MemoryMarshal.AsMemory(box).Span[4..], time);
    }
}
