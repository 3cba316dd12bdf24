using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lectern.Tus.Files;

/// <summary>One entry of an offset file: fixed size, with a checksum that tells a torn or empty one.</summary>
internal readonly record struct OffsetMark(long Sequence, long Offset, DateTimeOffset At, bool Completed)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 4 * sizeof(long) + ChecksumSize;

    private const int ChecksumSize = 8;
    private const int Body = Size - ChecksumSize;

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), At.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Completed ? 1 : 0);
        Checksum(bytes.AsSpan(0, Body)).CopyTo(bytes.AsSpan(Body));
        return bytes;
    }

    public static OffsetMark? TryRead(ReadOnlySpan<byte> bytes)
        => bytes.Length == Size && bytes[Body..].SequenceEqual(Checksum(bytes[..Body]))
            ? new(
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), TimeSpan.Zero),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]) == 1)
            : null;

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> body) => SHA256.HashData(body).AsSpan(0, ChecksumSize);
}
