namespace Lectern.Captions.Formats;

/// <summary>Reads a caption file whose format only its content tells.</summary>
public static class CaptionFile
{
    /// <summary>What the text looks like: WebVTT by its first word, TTML by its first sign, else SubRip.</summary>
    public static CaptionFormat Detect(string text)
    {
        var start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        return start.StartsWith("WEBVTT") ? CaptionFormat.WebVtt : start.StartsWith("<") ? CaptionFormat.Ttml : CaptionFormat.SubRip;
    }

    /// <summary>Reads the text as what <see cref="Detect"/> finds.</summary>
    public static CaptionReading Read(string text) => Detect(text) switch
    {
        CaptionFormat.WebVtt => WebVtt.Read(text),
        CaptionFormat.Ttml => Ttml.Read(text),
        _ => SubRip.Read(text),
    };

    /// <summary>Writes the document in the format asked for.</summary>
    public static string Write(CaptionDocument document, CaptionFormat format) => format switch
    {
        CaptionFormat.WebVtt => WebVtt.Write(document),
        CaptionFormat.Ttml => Ttml.Write(document),
        _ => SubRip.Write(document),
    };
}
