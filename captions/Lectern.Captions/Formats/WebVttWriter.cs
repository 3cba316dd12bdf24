using System.Text;

namespace Lectern.Captions.Formats;

internal static class WebVttWriter
{
    public static string Write(CaptionDocument document)
    {
        var text = new StringBuilder("WEBVTT\n\n");
        if (document.Language is { } language)
        {
            // A comment and not a header line: § 4.1 knows no metadata headers.
            text.Append("NOTE language: ").Append(OneLine(language)).Append("\n\n");
        }

        foreach (var cue in WritableCues.Of(document))
        {
            AppendCue(text, cue);
        }

        return text.ToString();
    }

    private static void AppendCue(StringBuilder text, Cue cue)
    {
        if (cue.Id is { } id && OneLine(id) is var safeId && IsSafeId(safeId))
        {
            text.Append(safeId).Append('\n');
        }

        text.Append(CueClock.Format(cue.Start, '.')).Append(" --> ").Append(CueClock.Format(cue.End, '.'));
        if (cue.Settings is { } settings && OneLine(settings) is { Length: > 0 } safeSettings)
        {
            text.Append(' ').Append(safeSettings);
        }

        text.Append('\n');
        AppendText(text, cue);
        text.Append('\n');
    }

    private static void AppendText(StringBuilder text, Cue cue)
    {
        if (cue.Voice is { } voice && OneLine(voice) is { Length: > 0 } safeVoice)
        {
            text.Append("<v ").Append(VttText.Escape(safeVoice)).Append('>');
        }

        foreach (var line in WritableCues.LinesOf(cue))
        {
            text.Append(VttText.Escape(line)).Append('\n');
        }
    }

    /// <summary>Ids, settings and comments may hold neither a line break nor an arrow (§ 4.2).</summary>
    private static string OneLine(string value) =>
        string.Join(' ', Cue.SplitLines(value)).Replace('\0', '\uFFFD').Replace(WritableCues.Arrow, WritableCues.ArrowSign, StringComparison.Ordinal);

    /// <summary>A first line such as <c>NOTE</c> would turn the cue into a comment or a style sheet (§ 4.1).</summary>
    private static bool IsSafeId(string id) =>
        id.Length > 0 && !id.StartsWith("NOTE", StringComparison.Ordinal) && id is not ("STYLE" or "REGION");
}
