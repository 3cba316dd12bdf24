using Lectern.Captions.Quality;

namespace Lectern.Captions.Layout;

/// <summary>Breaks a cue's words into lines: as few as fit, at a clause if there is one, else about even.</summary>
internal sealed class LineBreaker
{
    private readonly IReadOnlyList<TimedWord> words;
    private readonly CueRules rules;
    private readonly ClauseWords clauses;

    // Width of everything before a word, blanks included.
    private readonly int[] before;

    public LineBreaker(IReadOnlyList<TimedWord> words, CueRules rules, ClauseWords clauses)
    {
        (this.words, this.rules, this.clauses) = (words, rules, clauses);
        before = new int[words.Count + 1];
        for (var i = 0; i < words.Count; i++)
        {
            before[i + 1] = before[i] + Letters.Width(words[i].Text) + Blank(i);
        }
    }

    public int Width(WordSpan span) => span.Count == 0 ? 0 : before[span.End] - before[span.First] - Blank(span.First);

    /// <summary>Null when the words don't fit a cue.</summary>
    public BrokenText? Break(WordSpan span) => Break(span, rules.MaxLines);

    private BrokenText? Break(WordSpan span, int lines)
    {
        if (Width(span) <= rules.MaxLineLength)
        {
            return new BrokenText([TextOf(span)], 0);
        }

        BrokenText? best = null;
        for (var cut = span.First + 1; lines > 1 && cut < span.End; cut++)
        {
            var first = new WordSpan(span.First, cut);
            if (Width(first) > rules.MaxLineLength)
            {
                break;
            }

            if (Break(span with { First = cut }, lines - 1) is { } rest && (best is null || rest.Cost + CostOf(first, cut, span) < best.Cost))
            {
                best = new BrokenText([TextOf(first), .. rest.Lines], rest.Cost + CostOf(first, cut, span));
            }
        }

        return best;
    }

    private double CostOf(WordSpan first, int cut, WordSpan span)
    {
        var uneven = Math.Abs((2.0 * Width(first) / Width(span)) - 1);
        return (clauses.IsGoodBreak(words[cut - 1].Text, words[cut].Text) ? 0 : 1) + (2 * uneven);
    }

    private int Blank(int word) => words[word].SpaceBefore ? 1 : 0;

    private string TextOf(WordSpan span) => string.Concat(
        Enumerable.Range(span.First, span.Count).Select(i => i > span.First && words[i].SpaceBefore ? " " + words[i].Text : words[i].Text));
}
