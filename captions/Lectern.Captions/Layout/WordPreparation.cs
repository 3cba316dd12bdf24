namespace Lectern.Captions.Layout;

/// <summary>Brings words into the shape layout counts on: not blank, in order of time, none wider than a line.</summary>
internal static class WordPreparation
{
    public static IReadOnlyList<TimedWord> Prepare(IReadOnlyList<TimedWord> words, int maxWidth)
    {
        var prepared = new List<TimedWord>(words.Count);
        var earliest = TimeSpan.Zero;
        foreach (var word in words.Where(word => !string.IsNullOrWhiteSpace(word.Text)))
        {
            var start = word.Start < earliest ? earliest : word.Start;
            var end = word.End < start ? start : word.End;
            prepared.AddRange(Cut(word with { Text = word.Text.Trim(), Start = start, End = end }, maxWidth));
            earliest = start;
        }

        return prepared;
    }

    /// <summary>An address or a formula may be longer than a line.</summary>
    private static IEnumerable<TimedWord> Cut(TimedWord word, int maxWidth)
    {
        if (Letters.Width(word.Text) <= maxWidth)
        {
            return [word];
        }

        var parts = Letters.CutAtWidth(word.Text, maxWidth);
        var step = (word.End - word.Start) / parts.Count;
        return parts.Select((part, i) => word with
        {
            Text = part,
            Start = word.Start + (step * i),
            End = word.Start + (step * (i + 1)),
            SpaceBefore = i == 0 && word.SpaceBefore,
        });
    }
}
