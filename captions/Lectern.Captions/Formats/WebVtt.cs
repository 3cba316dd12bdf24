using System.Text;

namespace Lectern.Captions.Formats;

/// <summary>
/// WebVTT (W3C): the format players and browsers show. The reader takes what it can of any file; the writer only writes
/// what the specification's syntax (§ 4) allows.
/// </summary>
public static class WebVtt
{
    /// <summary>The media type to serve it as.</summary>
    public const string MediaType = "text/vtt";

    /// <summary>Reads every cue that can be understood; the rest is named in <see cref="CaptionReading.Problems"/>.</summary>
    public static CaptionReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new WebVttReader(text).Read();
    }

    /// <summary>Reads a UTF-8 stream to its end and leaves it open.</summary>
    public static async Task<CaptionReading> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return Read(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Writes the document: text escaped, blank lines dropped, times in whole milliseconds. A cue without text, or which
    /// would end before it starts, is left out; cues are sorted by start, as the syntax demands.
    /// </summary>
    public static string Write(CaptionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return WebVttWriter.Write(document);
    }
}
