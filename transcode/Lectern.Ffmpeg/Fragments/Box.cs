using System.Buffers.Binary;
using System.Text;

namespace Lectern.Ffmpeg.Fragments;

/// <summary>One box in a span of whole boxes (ISO/IEC 14496-12, 4.2).</summary>
internal readonly ref struct Box
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    private Box(uint type, int start, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Start = start;
        Payload = payload;
    }

    public uint Type { get; }

    /// <summary>Where its payload begins, from the start of the outermost span.</summary>
    public int Start { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public static uint Code(string name) => BinaryPrimitives.ReadUInt32BigEndian(Encoding.ASCII.GetBytes(name));

    /// <summary>What the first bytes of a box say: its type and its length, -1 where there are too few, 0 where they are no box's.</summary>
    public static (uint Type, long Length) Announced(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ShortHeader)
        {
            return (0, -1);
        }

        var type = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (length != 1)
        {
            return (type, length < ShortHeader ? 0 : length);
        }

        if (bytes.Length < LongHeader)
        {
            return (type, -1);
        }

        var large = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
        return (type, large < LongHeader ? 0 : large);
    }

    /// <summary>The boxes in <paramref name="bytes"/>, which lie at <paramref name="start"/> of the outermost span.</summary>
    /// <exception cref="InvalidDataException">They don't fill it exactly.</exception>
    public static Walk In(ReadOnlySpan<byte> bytes, int start = 0) => new(bytes, start);

    public ref struct Walk(ReadOnlySpan<byte> bytes, int start)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int at;

        public Box Current { get; private set; }

        public readonly Walk GetEnumerator() => this;

        public bool MoveNext()
        {
            var rest = bytes[at..];
            if (rest.IsEmpty)
            {
                return false;
            }

            var (type, length) = Announced(rest);
            if (length <= 0 || length > rest.Length)
            {
                throw new InvalidDataException("A box does not end where the one around it does.");
            }

            var header = BinaryPrimitives.ReadUInt32BigEndian(rest) == 1 ? LongHeader : ShortHeader;
            Current = new Box(type, start + at + header, rest[header..(int)length]);
            at += (int)length;
            return true;
        }
    }
}
