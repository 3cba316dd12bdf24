using System.Globalization;
using System.Text.RegularExpressions;

namespace Lectern.Demo.Playback;

/// <summary>Reads the variants and the sound renditions of a multivariant playlist (RFC 8216).</summary>
internal static partial class MultivariantPlaylist
{
    public static IReadOnlyList<Variant> Read(Uri address, string text)
    {
        var lines = Lines(text);
        var variants = new List<Variant>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal) && i + 1 < lines.Count)
            {
                variants.Add(new Variant(new Uri(address, lines[i + 1]), Height(lines[i]), Attribute(lines[i], "CODECS") ?? ""));
            }
        }

        return [.. variants, .. lines.Where(line => line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal) && Attribute(line, "TYPE") == "AUDIO")
            .Select(line => (Uri: Attribute(line, "URI"), Line: line))
            .Where(media => media.Uri is not null)
            .Select(media => new Variant(new Uri(address, media.Uri!), 0, AudioCodec(variants)))];
    }

    public static List<string> Lines(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines is ["#EXTM3U", ..] ? lines : throw new DemoFailure("What should be a playlist does not begin with #EXTM3U.");
    }

    public static string? Attribute(string line, string name)
    {
        var match = AttributePattern().Matches(line).FirstOrDefault(attribute => attribute.Groups[1].Value == name);
        return match?.Groups[2].Value.Trim('"');
    }

    private static int Height(string line) =>
        Attribute(line, "RESOLUTION") is { } size ? int.Parse(size.Split('x')[1], CultureInfo.InvariantCulture) : 0;

    private static string AudioCodec(List<Variant> variants) =>
        variants.SelectMany(variant => variant.Codec.Split(',')).FirstOrDefault(codec => codec.StartsWith("mp4a", StringComparison.Ordinal)) ?? "";

    [GeneratedRegex("""([A-Z0-9-]+)=("[^"]*"|[^,]*)""")]
    private static partial Regex AttributePattern();
}
