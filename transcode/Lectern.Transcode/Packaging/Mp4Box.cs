using System.Buffers.Binary;
using System.Text;

namespace Lectern.Transcode.Packaging;

/// <summary>A box of an MP4 file (ISO/IEC 14496-12 §4.2), as far as its bytes are there.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Body">What it holds, without size and type.</param>
internal sealed record Mp4Box(string Type, ReadOnlyMemory<byte> Body)
{
    // A visual sample entry has 78 bytes before its boxes, an audio one 28 (§12.1.3, §12.2.3).
    public const int VisualEntryHead = 78;
    public const int AudioEntryHead = 28;

    public static IEnumerable<Mp4Box> In(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);
            var type = Encoding.Latin1.GetString(bytes.Span.Slice(4, 4));
            // 0 reaches to the end; 64-bit sizes do not occur in what we make.
            var length = size == 0 ? bytes.Length : (int)Math.Min(size, (uint)bytes.Length);
            if (length < 8)
            {
                yield break;
            }

            yield return new Mp4Box(type, bytes[8..length]);
            bytes = bytes[length..];
        }
    }

    /// <summary>Follows a path of boxes from here, taking the first of each type.</summary>
    public Mp4Box? Find(params ReadOnlySpan<string> path)
    {
        var box = this;
        foreach (var type in path)
        {
            box = In(box.Body).FirstOrDefault(child => child.Type == type);
            if (box is null)
            {
                return null;
            }
        }

        return box;
    }
}
