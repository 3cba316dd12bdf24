using System.Globalization;

namespace Lectern.Transcode.Cli;

internal static class Summary
{
    public static void Write(TextWriter output, Transcoded transcoded, Posters? posters, string folder)
    {
        foreach (var rendition in transcoded.Videos.Concat(transcoded.Audio is { } audio ? [audio] : []))
        {
            output.WriteLine(Line(rendition));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{transcoded.Duration:hh\\:mm\\:ss} in {transcoded.Files.Count} files"));
        output.WriteLine(Path.Combine(folder, Transcoded.MultivariantPlaylist));
        if (posters is not null)
        {
            output.WriteLine(Path.Combine(folder, posters.Large));
        }
    }

    private static string Line(Rendition rendition)
    {
        var size = rendition.Height > 0 ? $"{rendition.Width}x{rendition.Height}" : $"{rendition.Channels} ch";
        var copy = rendition.IsCopy ? "  as uploaded" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rendition.Name,-6} {size,-10} {rendition.Codecs,-12} {rendition.Bytes / 1024.0,8:0} KiB  {rendition.AverageBandwidth / 1000,6} kbit/s, peak {rendition.PeakBandwidth / 1000}{copy}");
    }
}
