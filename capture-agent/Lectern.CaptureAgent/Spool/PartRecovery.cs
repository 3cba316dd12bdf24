using System.Security.Cryptography;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Spool;

/// <summary>
/// Finds the end of a part after whatever happened, and cuts off what lies behind it. The last line whose bytes are there and match is the
/// end: each line was written after its bytes were flushed, so that those before it are whole as well. Where the bytes are gone, which the
/// tool had, the lines stay as they are. Safe to repeat.
/// </summary>
internal static class PartRecovery
{
    public static PartMark Run(string media, string journal, PartFile file, ISpoolDisk disk)
    {
        var lines = File.Exists(journal) ? Journal.Read(File.ReadAllBytes(journal)) : [];
        if (file.IsHeld || file.Good is not null || !File.Exists(media))
        {
            return MarkOf(lines, Math.Min(file.Good ?? lines.Count, lines.Count));
        }

        var good = CountGood(lines, media);
        Cut(journal, good == 0 ? 0 : lines[good - 1].End, disk);
        var mark = MarkOf(lines, good);
        Cut(media, mark.Length, disk);
        return mark;
    }

    private static int CountGood(IReadOnlyList<(Fragment Fragment, int End)> lines, string media)
    {
        using var handle = File.OpenHandle(media);
        var count = lines.Count;
        while (count > 0 && !Matches(lines[count - 1].Fragment, handle))
        {
            count--;
        }

        return count;
    }

    private static bool Matches(Fragment fragment, Microsoft.Win32.SafeHandles.SafeFileHandle media)
    {
        if (RandomAccess.GetLength(media) < fragment.Offset + fragment.Length)
        {
            return false;
        }

        var bytes = new byte[fragment.Length];
        return RandomAccess.Read(media, bytes, fragment.Offset) == bytes.Length
            && Convert.ToHexStringLower(SHA256.HashData(bytes)) == fragment.Sha256;
    }

    private static PartMark MarkOf(IReadOnlyList<(Fragment Fragment, int End)> lines, int count) =>
        count == 0 ? PartMark.None : new PartMark(count, lines[count - 1].Fragment.Offset + lines[count - 1].Fragment.Length);

    private static void Cut(string path, long length, ISpoolDisk disk)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == length)
        {
            return;
        }

        using var file = disk.OpenToAppend(path);
        file.Cut(length);
    }
}
