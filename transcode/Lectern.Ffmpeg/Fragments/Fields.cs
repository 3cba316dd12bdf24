using System.Buffers.Binary;

namespace Lectern.Ffmpeg.Fragments;

/// <summary>Reads the fields of a box one after the other.</summary>
internal ref struct Fields(ReadOnlySpan<byte> payload)
{
    private readonly ReadOnlySpan<byte> payload = payload;

    public int At { get; private set; }

    public uint Word() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong LongWord() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public void Skip(int bytes) => Take(bytes);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > payload.Length - At)
        {
            throw new InvalidDataException("A box is too short for what it should hold.");
        }

        At += count;
        return payload.Slice(At - count, count);
    }
}
