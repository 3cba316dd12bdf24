using System.Buffers.Binary;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Growing;

/// <summary>What the head of a part says of its pictures or its sound (ISO/IEC 14496-12 §12.1.3, §12.2.3).</summary>
/// <param name="Width">In pixels; 0 for sound.</param>
/// <param name="Height">In pixels; 0 for sound.</param>
/// <param name="Channels">0 for pictures.</param>
internal readonly record struct SampleEntry(int Width, int Height, int Channels)
{
    public static SampleEntry Of(ReadOnlyMemory<byte> head, bool isSound)
    {
        var descriptions = new Mp4Box("", head).Find("moov", "trak", "mdia", "minf", "stbl", "stsd") ?? throw new InvalidDataException("The part's head describes no stream.");
        var entry = Mp4Box.In(descriptions.Body[8..]).First().Body.Span;
        return isSound
            ? new SampleEntry(0, 0, BinaryPrimitives.ReadUInt16BigEndian(entry[16..]))
            : new SampleEntry(BinaryPrimitives.ReadUInt16BigEndian(entry[24..]), BinaryPrimitives.ReadUInt16BigEndian(entry[26..]), 0);
    }
}
