using System.Globalization;
using System.Text;

namespace Lectern.Captions.Formats;

/// <summary>SubRip (<c>.srt</c>): no standard, but what most editors exchange. Times use a comma, cues are numbered from 1.</summary>
public static class SubRip
{
    private const string Arrow = WritableCues.Arrow;

    /// <summary>Reads every cue that can be understood; markup such as <c>&lt;i&gt;</c> or <c>{\an8}</c> is dropped.</summary>
    public static CaptionReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = TextLines.Split(text);
        var collector = new CueCollector();
        for (var at = NextArrow(lines, 0); at < lines.Length;)
        {
            var next = NextArrow(lines, at + 1);
            ReadCue(lines, at, next, collector);
            at = next;
        }

        return collector.ToReading();
    }

    /// <summary>Writes the document; voices and settings have no place in this format and are left out.</summary>
    public static string Write(CaptionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        var number = 0;
        foreach (var cue in WritableCues.Of(document))
        {
            text.Append(CultureInfo.InvariantCulture, $"{++number}\n{CueClock.Format(cue.Start, ',')} --> {CueClock.Format(cue.End, ',')}\n");
            text.AppendJoin('\n', WritableCues.LinesOf(cue).Select(line => line.Replace(Arrow, WritableCues.ArrowSign, StringComparison.Ordinal))).Append("\n\n");
        }

        return text.ToString();
    }

    private static int NextArrow(string[] lines, int from)
    {
        var found = Array.FindIndex(lines, Math.Min(from, lines.Length), line => line.Contains(Arrow, StringComparison.Ordinal));
        return found < 0 ? lines.Length : found;
    }

    private static void ReadCue(string[] lines, int at, int next, CueCollector collector)
    {
        var times = lines[at].Split(Arrow);
        if (!CueClock.TryParse(times[0], out var start) || !CueClock.TryParse(times[1].Trim().Split(' ')[0], out var end))
        {
            collector.Report(at + 1, CaptionProblemCode.UnreadableTime, "The times of this cue can't be read, so it is left out.");
            return;
        }

        collector.Add(at + 1, Cue.Of(start, end, SubRipText.Plain(Body(lines, at + 1, next))));
    }

    /// <summary>The text up to the next cue's number: a blank line inside a cue does not end it, as hand-made files have them.</summary>
    private static string Body(string[] lines, int from, int next)
    {
        var to = next;
        if (next < lines.Length && to - 1 >= from && lines[to - 1].Trim() is { Length: > 0 } number && number.All(char.IsAsciiDigit))
        {
            to--;
        }

        return string.Join('\n', lines[from..to]);
    }
}
