using System.Buffers.Binary;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Growing;

/// <summary>Finds the first sample of a fragment (ISO/IEC 14496-12 §8.8.7, §8.8.8).</summary>
internal static class FirstSample
{
    private const uint BaseOffset = 0x1, Description = 0x2, DefaultDuration = 0x8, DefaultSize = 0x10;
    private const uint DataOffset = 0x1, FirstFlags = 0x4, EachDuration = 0x100, EachSize = 0x200;

    /// <exception cref="InvalidDataException">The fragment names no track.</exception>
    public static uint TrackOf(ReadOnlyMemory<byte> fragment) =>
        new Mp4Box("", fragment).Find("moof", "traf", "tfhd")?.Body is { } header ? Word(header, 4) : throw new InvalidDataException("The fragment names no track.");

    /// <returns>The track's number and the sample.</returns>
    /// <exception cref="InvalidDataException">The fragment does not say where it lies.</exception>
    public static (uint Track, ReadOnlyMemory<byte> Bytes) Of(ReadOnlyMemory<byte> fragment)
    {
        var track = new Mp4Box("", fragment).Find("moof", "traf");
        if (track?.Find("tfhd")?.Body is not { } header || track.Find("trun")?.Body is not { } run || Word(run, 0) is var has && (has & DataOffset) == 0)
        {
            throw new InvalidDataException("The fragment does not say where its first sample lies.");
        }

        var size = (has & EachSize) != 0
            ? Word(run, 12 + Size(has & FirstFlags) + Size(has & EachDuration))
            : SizeIn(header);
        return (Word(header, 4), fragment.Slice((int)Word(run, 8), (int)size));
    }

    private static uint SizeIn(ReadOnlyMemory<byte> header)
    {
        var has = Word(header, 0);
        return (has & DefaultSize) != 0
            ? Word(header, 8 + 2 * Size(has & BaseOffset) + Size(has & Description) + Size(has & DefaultDuration))
            : throw new InvalidDataException("The fragment does not say how large its samples are.");
    }

    private static int Size(uint flag) => flag != 0 ? 4 : 0;

    private static uint Word(ReadOnlyMemory<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[at..]);
}
