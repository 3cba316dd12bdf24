using System.Buffers.Binary;

namespace Lectern.Transcode.Growing;

/// <summary>A line of a growing file's journal. Lines are of one length, so that the last one is found without reading the others.</summary>
/// <param name="Offset">In bytes from the file's start.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Time">When it began, in seconds of the machine's clock; 0 for the head.</param>
/// <param name="Duration">In seconds; 0 for the head.</param>
/// <param name="Taken">Bytes of the part that are in the file with it.</param>
/// <param name="Start">Where the part's clock stood.</param>
/// <param name="Shift">Where it was taken to stand.</param>
internal readonly record struct GrownFragment(long Offset, int Length, double Time, double Duration, long Taken, double Start, double Shift)
{
    public const int Size = 56;

    public long End => Offset + Length;

    public void Write(Span<byte> line)
    {
        BinaryPrimitives.WriteInt64BigEndian(line, Offset);
        BinaryPrimitives.WriteInt32BigEndian(line[8..], Length);
        BinaryPrimitives.WriteDoubleBigEndian(line[12..], Time);
        BinaryPrimitives.WriteDoubleBigEndian(line[20..], Duration);
        BinaryPrimitives.WriteInt64BigEndian(line[28..], Taken);
        BinaryPrimitives.WriteDoubleBigEndian(line[36..], Start);
        BinaryPrimitives.WriteDoubleBigEndian(line[44..], Shift);
        BinaryPrimitives.WriteUInt32BigEndian(line[52..], Sum(line[..52]));
    }

    /// <returns>Null for a line that is torn.</returns>
    public static GrownFragment? Read(ReadOnlySpan<byte> line) =>
        BinaryPrimitives.ReadUInt32BigEndian(line[52..]) == Sum(line[..52])
            ? new GrownFragment(
                BinaryPrimitives.ReadInt64BigEndian(line), BinaryPrimitives.ReadInt32BigEndian(line[8..]), BinaryPrimitives.ReadDoubleBigEndian(line[12..]),
                BinaryPrimitives.ReadDoubleBigEndian(line[20..]), BinaryPrimitives.ReadInt64BigEndian(line[28..]), BinaryPrimitives.ReadDoubleBigEndian(line[36..]),
                BinaryPrimitives.ReadDoubleBigEndian(line[44..]))
            : null;

    // FNV-1a: it tells a line that a power cut left half, or as zeros, from one that was written.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 2166136261;
        foreach (var one in bytes)
        {
            sum = (sum ^ one) * 16777619;
        }

        return sum;
    }
}
