using System.Globalization;

namespace Lectern.Transcode.Packaging;

/// <summary>A media playlist as ffmpeg wrote it (RFC 8216 §4.3.3).</summary>
/// <param name="InitSegment">File name of the initialisation segment.</param>
/// <param name="Segments">Its segments in order.</param>
/// <param name="IsComplete">Whether it says that nothing follows.</param>
internal sealed record MediaPlaylist(string? InitSegment, IReadOnlyList<PlaylistSegment> Segments, bool IsComplete)
{
    private const string Map = "#EXT-X-MAP:URI=\"";
    private const string Information = "#EXTINF:";

    public TimeSpan Duration => TimeSpan.FromSeconds(Segments.Sum(segment => segment.Seconds));

    public static MediaPlaylist Parse(string text)
    {
        var segments = new List<PlaylistSegment>();
        string? init = null;
        var complete = false;
        double seconds = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(Information, StringComparison.Ordinal))
            {
                seconds = double.Parse(line[Information.Length..].Split(',')[0], CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith(Map, StringComparison.Ordinal))
            {
                init = line[Map.Length..].Split('"')[0];
            }
            else if (line[0] != '#')
            {
                segments.Add(new PlaylistSegment(line, seconds));
            }

            complete |= line == "#EXT-X-ENDLIST";
        }

        return new MediaPlaylist(init, segments, complete);
    }
}
