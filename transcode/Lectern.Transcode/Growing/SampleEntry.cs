using System.Buffers.Binary;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Growing;

/// <summary>What the head of a part says of its pictures (ISO/IEC 14496-12 §12.1.3).</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal readonly record struct SampleEntry(int Width, int Height)
{
    public static SampleEntry Of(ReadOnlyMemory<byte> head)
    {
        var descriptions = new Mp4Box("", head).Find("moov", "trak", "mdia", "minf", "stbl", "stsd") ?? throw new InvalidDataException("The part's head describes no stream.");
        var entry = Mp4Box.In(descriptions.Body[8..]).First().Body.Span;
        return new SampleEntry(BinaryPrimitives.ReadUInt16BigEndian(entry[24..]), BinaryPrimitives.ReadUInt16BigEndian(entry[26..]));
    }
}
