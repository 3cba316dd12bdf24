using System.Text;

namespace Lectern.Ffmpeg.Probing;

/// <summary>Looks at a file's first bytes.</summary>
internal static class Signature
{
    // Boxes that a movie begins with (ISO/IEC 14496-12 and QuickTime); the type follows four bytes of size.
    private static readonly string[] FirstBoxes = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp"];

    public static bool IsMp4(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[8];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && FirstBoxes.Contains(Encoding.Latin1.GetString(head, 4, 4));
    }
}
