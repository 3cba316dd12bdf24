namespace Lectern.Captions.Formats;

/// <summary>Goes block by block, as the specification's parser does (§ 6.1), but is content with more.</summary>
internal sealed class WebVttReader(string text)
{
    private const string Arrow = "-->";
    private readonly string[] lines = TextLines.Split(text);
    private readonly CueCollector collector = new();
    private int at;

    public CaptionReading Read()
    {
        ReadHeader();
        while (SkipBlankLines())
        {
            ReadBlock();
        }

        return collector.ToReading();
    }

    private void ReadHeader()
    {
        if (!IsMagic(lines[0]))
        {
            collector.Report(1, CaptionProblemCode.NoHeader, "The file does not begin with WEBVTT.");
            return;
        }

        for (at = 1; at < lines.Length && lines[at].Length > 0 && !lines[at].Contains(Arrow, StringComparison.Ordinal); at++)
        {
            TakeLanguage(lines[at]);
        }
    }

    private static bool IsMagic(string line) =>
        line.StartsWith("WEBVTT", StringComparison.Ordinal) && (line.Length == 6 || line[6] is ' ' or '\t');

    private bool SkipBlankLines()
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
        {
            at++;
        }

        return at < lines.Length;
    }

    private void ReadBlock()
    {
        if (IsComment(lines[at]))
        {
            SkipComment();
            return;
        }

        var first = at;
        var id = HasArrow(at) ? null : lines[at++];
        if (id is not null && (at >= lines.Length || !HasArrow(at)))
        {
            SkipUnknown(first, id);
            return;
        }

        ReadCue(id);
    }

    private bool HasArrow(int index) => lines[index].Contains(Arrow, StringComparison.Ordinal);

    private static bool IsComment(string line) =>
        line == "NOTE" || line.StartsWith("NOTE ", StringComparison.Ordinal) || line.StartsWith("NOTE\t", StringComparison.Ordinal);

    private void SkipComment()
    {
        for (var body = lines[at][4..]; ; body = lines[at])
        {
            TakeLanguage(body);
            if (++at >= lines.Length || lines[at].Length == 0)
            {
                return;
            }
        }
    }

    private void SkipUnknown(int first, string opening)
    {
        while (at < lines.Length && lines[at].Length > 0 && !HasArrow(at))
        {
            at++;
        }

        if (opening.TrimEnd() is not ("STYLE" or "REGION"))
        {
            collector.Report(first + 1, CaptionProblemCode.StrayText, "This text belongs to no cue, so it is left out.");
        }
    }

    private void ReadCue(string? id)
    {
        var line = at + 1;
        var timing = lines[at++];
        var body = TakeBody();
        if (!TryParseTiming(timing, out var start, out var end, out var settings))
        {
            collector.Report(line, CaptionProblemCode.UnreadableTime, "The times of this cue can't be read, so it is left out.");
            return;
        }

        var plain = VttText.Plain(body, out var voice);
        collector.Add(line, Cue.Of(start, end, plain) with { Id = id, Settings = settings, Voice = voice });
    }

    private string TakeBody()
    {
        var first = at;
        while (at < lines.Length && lines[at].Length > 0 && !HasArrow(at))
        {
            at++;
        }

        return string.Join('\n', lines[first..at]);
    }

    private static bool TryParseTiming(string line, out TimeSpan start, out TimeSpan end, out string? settings)
    {
        var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
        var rest = line[(arrow + Arrow.Length)..].Trim();
        var cut = rest.AsSpan().IndexOfAny(' ', '\t');
        settings = cut < 0 ? null : rest[(cut + 1)..].Trim();
        end = default;
        return CueClock.TryParse(line.AsSpan(0, arrow), out start) && CueClock.TryParse(cut < 0 ? rest : rest[..cut], out end);
    }

    private void TakeLanguage(string line)
    {
        const string Key = "language:";
        var trimmed = line.Trim();
        if (collector.Language is null && trimmed.StartsWith(Key, StringComparison.OrdinalIgnoreCase) && trimmed.Length > Key.Length)
        {
            collector.Language = trimmed[Key.Length..].Trim();
        }
    }
}
