using System.Globalization;
using System.Text;

namespace Lectern.Transcode.Growing;

/// <summary>Cuts a grown file into segments and writes its media playlist, which names them as ranges of the one file (RFC 8216 §4.3.2.2). Pure.</summary>
internal sealed record GrownPlaylist(GrownFragment Head, IReadOnlyList<GrownPlaylist.Segment> Segments)
{
    private const int FragmentsInOne = 6;

    /// <param name="Offset">In bytes from the file's start.</param>
    /// <param name="Length">In bytes.</param>
    /// <param name="Seconds">Until the next one begins.</param>
    internal readonly record struct Segment(long Offset, long Length, double Seconds);

    /// <param name="lines">The journal: the head, and at least one fragment.</param>
    public static GrownPlaylist Of(IReadOnlyList<GrownFragment> lines)
    {
        var groups = lines.Skip(1).Chunk(FragmentsInOne).ToList();
        return new GrownPlaylist(lines[0], [.. groups.Select((group, n) =>
            new Segment(group[0].Offset, group[^1].End - group[0].Offset, (n + 1 < groups.Count ? groups[n + 1][0].Time : group[^1].Time + group[^1].Duration) - group[0].Time))]);
    }

    public double Seconds => Segments.Sum(segment => segment.Seconds);

    public string Write(string file)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        text.Append(Invariant($"#EXT-X-TARGETDURATION:{Math.Ceiling(Segments.Max(segment => segment.Seconds))}\n"));
        text.Append("#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.Append(Invariant($"#EXT-X-MAP:URI=\"{file}\",BYTERANGE=\"{Head.Length}@0\"\n"));
        foreach (var (offset, length, seconds) in Segments)
        {
            text.Append(Invariant($"#EXTINF:{seconds:0.000000},\n#EXT-X-BYTERANGE:{length}@{offset}\n{file}\n"));
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
