using Lectern.Captions.Quality;

namespace Lectern.Captions.Layout;

/// <summary>
/// Makes cues while words still arrive. A cue is given out once what follows can't change it: up to the end of the last
/// sentence, or the last long pause, that has words behind it.
/// </summary>
/// <param name="language">BCP 47 tag of the words.</param>
/// <param name="rules">What to keep to; <see cref="CueRules.Default"/> when null.</param>
public sealed class CueFlow(string? language = null, CueRules? rules = null)
{
    // Waiting longer for the end of a sentence helps nobody: some speakers never end one.
    private const int MostWaiting = 80;
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(0.8);

    private readonly CueLayout layout = new(language, rules);
    private readonly List<TimedWord> waiting = [];
    private TimedWord? before;
    private TimeSpan previousEnd;

    /// <summary>Takes words that follow those before them, and returns the cues that are now final.</summary>
    public IReadOnlyList<Cue> Add(IReadOnlyList<TimedWord> words)
    {
        waiting.AddRange(words);
        var count = CountReady();
        return count == 0 ? [] : Arrange(count);
    }

    /// <summary>Returns the last cues, once no more words come.</summary>
    public IReadOnlyList<Cue> Finish() => waiting.Count == 0 ? [] : Arrange(waiting.Count);

    private int CountReady()
    {
        var clause = 0;
        for (var i = waiting.Count - 1; i > 0; i--)
        {
            if (ClauseWords.EndsSentence(waiting[i - 1].Text) || waiting[i].Start - waiting[i - 1].End >= LongPause)
            {
                return i;
            }

            clause = clause == 0 && ClauseWords.EndsClause(waiting[i - 1].Text) ? i : clause;
        }

        return waiting.Count < MostWaiting ? 0 : clause > 0 ? clause : waiting.Count - 1;
    }

    private IReadOnlyList<Cue> Arrange(int count)
    {
        var words = waiting.GetRange(0, count);
        waiting.RemoveRange(0, count);
        var cues = layout.Arrange(words, new LayoutEdges(before, previousEnd, waiting.Count > 0 ? waiting[0] : null));
        before = words[^1];
        previousEnd = cues.Count > 0 ? cues[^1].End : previousEnd;
        return cues;
    }
}
