using Lectern.Captions.Quality;

namespace Lectern.Captions.Layout;

/// <summary>
/// Makes cues of timed words: as few as keep <see cref="CueRules"/>, cut at the ends of sentences and clauses or at pauses.
/// Where the rules contradict each other, fitting the screen goes first, then time to read, then the place of the cut.
/// </summary>
/// <param name="language">BCP 47 tag of the words; tells clauses and the direction of writing. Null counts as English.</param>
/// <param name="rules">What to keep to; <see cref="CueRules.Default"/> when null.</param>
public sealed class CueLayout(string? language = null, CueRules? rules = null)
{
    private readonly CueRules rules = rules ?? CueRules.Default;
    private readonly ClauseWords clauses = ClauseWords.For(language);
    private readonly bool isRightToLeft = Direction.IsRightToLeft(language);

    /// <summary>Arranges words that follow each other in time.</summary>
    /// <param name="words">The words in the order they are said.</param>
    /// <returns>Cues in order, none overlapping another, in whole milliseconds.</returns>
    public IReadOnlyList<Cue> Arrange(IReadOnlyList<TimedWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Arrange(words, LayoutEdges.None);
    }

    internal IReadOnlyList<Cue> Arrange(IReadOnlyList<TimedWord> words, LayoutEdges edges)
    {
        var prepared = WordPreparation.Prepare(words, rules.MaxLineLength);
        var lines = new LineBreaker(prepared, rules, clauses);
        var timing = new CueTiming(prepared, rules, clauses, edges);
        var spans = new CueSplitter(prepared, rules, clauses, lines, timing).Split();
        return [.. spans.Zip(timing.Time(spans), (span, time) => new Cue(time.Start, time.End, LinesOf(lines, span)))];
    }

    private IReadOnlyList<string> LinesOf(LineBreaker lines, WordSpan span)
    {
        var texts = lines.Break(span)!.Lines;
        return isRightToLeft ? [.. texts.Select(Direction.MarkRightToLeft)] : texts;
    }
}
