using Lectern.Captions.Quality;

namespace Lectern.Captions.Layout;

/// <summary>Chooses where cues end: the cheapest way through all words, by dynamic programming.</summary>
internal sealed class CueSplitter(IReadOnlyList<TimedWord> words, CueRules rules, ClauseWords clauses, LineBreaker lines, CueTiming timing)
{
    // In the same coin: one cue more costs 3, so a cut inside a clause (25) is worth any number of extra cues,
    // and text nobody can read in time (30) is worse still.
    private const double CueCost = 3;
    private const double ClauseEndCost = 1;
    private const double PauseCost = 1.5;
    private const double ClauseStartCost = 3;
    private const double InsideClauseCost = 25;
    private const double UnreadableCost = 30;
    private const double InnerSentenceCost = 0.7;
    private const double FragmentCost = 2;
    private const int FragmentWidth = 15;

    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1.5);

    public IReadOnlyList<WordSpan> Split()
    {
        var best = new double[words.Count + 1];
        var from = new int[words.Count + 1];
        for (var end = 1; end <= words.Count; end++)
        {
            best[end] = double.PositiveInfinity;
            var ending = EndCost(end);
            for (var first = end - 1; first >= 0 && Fits(first, end); first--)
            {
                var cost = best[first] + ending + Cost(new WordSpan(first, end));
                (best[end], from[end]) = cost < best[end] ? (cost, first) : (best[end], from[end]);
            }
        }

        return Trace(from);
    }

    private List<WordSpan> Trace(int[] from)
    {
        var spans = new List<WordSpan>();
        for (var end = words.Count; end > 0; end = from[end])
        {
            spans.Add(new WordSpan(from[end], end));
        }

        spans.Reverse();
        return spans;
    }

    /// <summary>A word alone always fits, so there is always a way through.</summary>
    private bool Fits(int first, int end) =>
        first == end - 1
        || (lines.Width(new WordSpan(first, end)) <= rules.MaxLineLength * rules.MaxLines
            && words[end - 1].End - words[first].Start <= rules.MaxDuration
            && words[first + 1].Start - words[first].End < Silence);

    private double Cost(WordSpan span)
    {
        if (lines.Break(span) is not { } text)
        {
            return double.PositiveInfinity;
        }

        var cost = CueCost + text.Cost + ReadingCost(span);
        for (var i = span.First; i < span.Last; i++)
        {
            cost += ClauseWords.EndsSentence(words[i].Text) ? InnerSentenceCost : 0;
            cost += words[i + 1].Start - words[i].End >= LongPause ? ClauseStartCost : 0;
        }

        return cost + (lines.Width(span) < FragmentWidth && !IsSentence(span) ? FragmentCost : 0);
    }

    private bool IsSentence(WordSpan span) =>
        ClauseWords.EndsSentence(words[span.Last].Text) && (span.First == 0 || ClauseWords.EndsSentence(words[span.First - 1].Text));

    private double ReadingCost(WordSpan span)
    {
        var time = timing.Room(span).TotalSeconds;
        var excess = (lines.Width(span) / Math.Max(0.01, time)) - rules.MaxLettersPerSecond;
        return (excess > 0 ? UnreadableCost + Math.Min(excess, UnreadableCost) : 0) + (time < rules.MinDuration.TotalSeconds ? UnreadableCost : 0);
    }

    private double EndCost(int end)
    {
        var last = words[end - 1];
        if (end == words.Count || ClauseWords.EndsSentence(last.Text))
        {
            return 0;
        }

        var ending = ClauseWords.EndsClause(last.Text) ? ClauseEndCost
            : clauses.OpensClause(words[end].Text) ? ClauseStartCost
            : InsideClauseCost;
        return words[end].Start - last.End >= rules.PauseBreak ? Math.Min(ending, PauseCost) : ending;
    }
}
