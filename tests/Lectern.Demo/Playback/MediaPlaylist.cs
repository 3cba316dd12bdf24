using System.Globalization;

namespace Lectern.Demo.Playback;

/// <summary>A media playlist: its initialisation section, its segments and how long they last together.</summary>
internal sealed record MediaPlaylist(MediaPart? Init, IReadOnlyList<MediaPart> Segments, double Seconds, bool Ended)
{
    public static MediaPlaylist Read(Uri address, string text)
    {
        MediaPart? init = null;
        string? range = null;
        var segments = new List<MediaPart>();
        var (seconds, ended) = (0.0, false);
        foreach (var line in MultivariantPlaylist.Lines(text))
        {
            if (line.StartsWith("#EXT-X-MAP:", StringComparison.Ordinal))
            {
                init = Part(address, MultivariantPlaylist.Attribute(line, "URI")!, MultivariantPlaylist.Attribute(line, "BYTERANGE"), null);
            }
            else if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            {
                seconds += double.Parse(line["#EXTINF:".Length..].Split(',')[0], CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("#EXT-X-BYTERANGE:", StringComparison.Ordinal))
            {
                range = line["#EXT-X-BYTERANGE:".Length..];
            }
            else if (line == "#EXT-X-ENDLIST")
            {
                ended = true;
            }
            else if (!line.StartsWith('#'))
            {
                segments.Add(Part(address, line, range, segments.LastOrDefault()));
                range = null;
            }
        }

        return new MediaPlaylist(init, segments, seconds, ended);
    }

    /// <summary>A range without an offset begins where the one before it in the same file ended.</summary>
    private static MediaPart Part(Uri address, string uri, string? range, MediaPart? before)
    {
        var file = new Uri(address, uri);
        if (range is null)
        {
            return new MediaPart(file, null, null);
        }

        var numbers = range.Split('@');
        var offset = numbers.Length > 1
            ? long.Parse(numbers[1], CultureInfo.InvariantCulture)
            : before is { Offset: { } start, Length: { } length } && before.Address == file ? start + length : 0;
        return new MediaPart(file, offset, long.Parse(numbers[0], CultureInfo.InvariantCulture));
    }
}
