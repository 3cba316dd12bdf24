using System.Buffers;
using System.Security.Cryptography;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>Some bytes of a part, in memory.</summary>
internal sealed class Chunk(byte[] bytes, int length) : IDisposable
{
    /// <summary>The first <see cref="Length"/> of them count.</summary>
    public byte[] Bytes => bytes;

    public int Length => length;

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

    /// <summary>Reads from an offset to the end of a fragment. What the journal counts is there, or the disk has lost it.</summary>
    public static async Task<Chunk> ReadAsync(SpooledPart part, long from, Fragment last, CancellationToken cancellationToken)
    {
        var length = (int)(last.Offset + last.Length - from);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await using var media = part.OpenRead();
            media.Position = from;
            await media.ReadExactlyAsync(bytes.AsMemory(0, length), cancellationToken);
            return new Chunk(bytes, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    /// <summary>Their SHA-256 as a journal's line has it.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Span));

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
