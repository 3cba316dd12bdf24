using System.Buffers.Binary;
using System.Text;

namespace Lectern.Transcode.Packaging;

/// <summary>
/// Looks whether a segment of H.264 begins with a picture that needs none before it. Containers flag more frames as key than are:
/// only the unit's type tells (ITU-T H.264 table 7-1: 5 is an IDR picture, 1 to 4 are others).
/// </summary>
internal static class SegmentStart
{
    private const int InstantRefresh = 5;

    public static async Task<bool> IsIndependentAsync(string path, int lengthSize, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        if (!await SeekContentAsync(file, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var head = new byte[lengthSize + 1];
        while (await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == head.Length)
        {
            var type = head[lengthSize] & 0x1f;
            if (type is >= 1 and <= 5)
            {
                return type == InstantRefresh;
            }

            file.Seek(Length(head.AsSpan(0, lengthSize)) - 1, SeekOrigin.Current);
        }

        return false;
    }

    // A fragment of ours holds one track whose first sample is the first thing in its mdat.
    private static async Task<bool> SeekContentAsync(FileStream file, CancellationToken cancellationToken)
    {
        var head = new byte[8];
        while (await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == head.Length)
        {
            if (Encoding.Latin1.GetString(head, 4, 4) == "mdat")
            {
                return true;
            }

            var size = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (size < 8)
            {
                return false;
            }

            file.Seek(size - 8, SeekOrigin.Current);
        }

        return false;
    }

    private static long Length(ReadOnlySpan<byte> bytes)
    {
        long length = 0;
        foreach (var part in bytes)
        {
            length = (length << 8) | part;
        }

        return length;
    }
}
