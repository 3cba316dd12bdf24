using System.Globalization;
using System.Text;

namespace Lectern.Transcode.Growing;

/// <summary>Writes the media playlist of a track, whose segments are ranges of files (RFC 8216 §4.3.2.2). Pure.</summary>
/// <param name="Segments">In order, without a hole between them; at least one.</param>
/// <param name="End">Where the last one ends, in seconds of the presentation.</param>
/// <exception cref="InvalidDataException">One begins no earlier than the next.</exception>
internal sealed record GrownPlaylist(IReadOnlyList<GrownSegment> Segments, double End)
{
    /// <summary>How long each segment lasts: until the next one begins.</summary>
    public IReadOnlyList<double> Seconds { get; } = Lasting([.. Segments.Select((segment, n) => (n + 1 < Segments.Count ? Segments[n + 1].Start : End) - segment.Start)]);

    /// <param name="longest">Seconds of the longest segment of all that plays beside it: players want one target of all playlists.</param>
    public string Write(double longest)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        text.Append(Invariant($"#EXT-X-TARGETDURATION:{Math.Ceiling(longest)}\n"));
        text.Append("#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        GrownHead? head = null;
        foreach (var (segment, seconds) in Segments.Zip(Seconds))
        {
            text.Append(segment.Jumps ? "#EXT-X-DISCONTINUITY\n" : "");
            text.Append(segment.Head == head ? "" : Invariant($"#EXT-X-MAP:URI=\"{segment.Head.File}\",BYTERANGE=\"{segment.Head.Bytes.Length}@0\"\n"));
            text.Append(Invariant($"#EXTINF:{seconds:0.000000},\n#EXT-X-BYTERANGE:{segment.Length}@{segment.Offset}\n{segment.File}\n"));
            head = segment.Head;
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private static IReadOnlyList<double> Lasting(IReadOnlyList<double> seconds) =>
        seconds.All(each => each > 0) ? seconds : throw new InvalidDataException("A segment would last no time.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
