using System.Globalization;
using System.Text;

namespace Lectern.Transcode.Packaging;

/// <summary>Writes the playlist that names all renditions (RFC 8216 §4.3.4).</summary>
internal static class MultivariantPlaylist
{
    private const string Group = "audio";

    public static string Write(IReadOnlyList<Rendition> videos, Rendition? audio, string? language)
    {
        // Version 7: fMP4 segments behind EXT-X-MAP need 6, and CHANNELS is read from 7 on by older players.
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        if (audio is not null && videos.Count > 0)
        {
            text.Append(Media(audio, language));
        }

        foreach (var video in videos)
        {
            text.Append(Stream(video, audio));
        }

        if (audio is not null && videos.Count == 0)
        {
            text.Append(Stream(audio, null));
        }

        return text.ToString();
    }

    private static string Media(Rendition audio, string? language)
    {
        var spoken = IsTag(language) ? $"LANGUAGE=\"{language}\"," : "";
        return Invariant($"#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"{Group}\",NAME=\"Sound\",{spoken}DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"{audio.Channels}\",URI=\"{audio.Playlist}\"\n");
    }

    // BANDWIDTH counts the variant together with the audio that is played beside it.
    private static string Stream(Rendition main, Rendition? beside)
    {
        var codecs = beside is null ? main.Codecs : $"{main.Codecs},{beside.Codecs}";
        var line = new StringBuilder(Invariant($"#EXT-X-STREAM-INF:BANDWIDTH={main.PeakBandwidth + (beside?.PeakBandwidth ?? 0)}"));
        line.Append(Invariant($",AVERAGE-BANDWIDTH={main.AverageBandwidth + (beside?.AverageBandwidth ?? 0)},CODECS=\"{codecs}\""));
        if (main.Height > 0)
        {
            line.Append(Invariant($",RESOLUTION={main.Width}x{main.Height}"));
        }

        if (main.FrameRate is { } rate)
        {
            line.Append(Invariant($",FRAME-RATE={rate.Value:0.000}"));
        }

        line.Append(beside is null ? "" : $",AUDIO=\"{Group}\"");
        return line.Append('\n').Append(main.Playlist).Append('\n').ToString();
    }

    // The tag comes from the uploaded file: nothing but letters and hyphens may reach the playlist.
    private static bool IsTag(string? language) =>
        language is { Length: >= 2 and <= 35 } && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
