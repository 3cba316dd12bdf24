using Lectern.Captions.Quality;

namespace Lectern.Captions.Layout;

/// <summary>
/// When each cue comes and goes: with its words, and longer where they can't be read in that time — first into the silence
/// after it, then into the silence before it.
/// </summary>
internal sealed class CueTiming(IReadOnlyList<TimedWord> words, CueRules rules, ClauseWords clauses, LayoutEdges edges)
{
    // Text that comes earlier than this before its voice looks out of step.
    private static readonly TimeSpan MaxLead = TimeSpan.FromSeconds(0.5);

    // A moment more than the voice, so that the eye can finish.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(0.25);

    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest a cue of these words could stand.</summary>
    public TimeSpan Room(WordSpan span)
    {
        var start = words[span.First].Start;
        var silence = start - (WordBefore(span)?.End ?? TimeSpan.Zero);
        return WordAfter(span) is { } after
            ? Min(rules.MaxDuration, after.Start - start + Min(MaxLead, Max(silence, TimeSpan.Zero)))
            : rules.MaxDuration;
    }

    public IReadOnlyList<(TimeSpan Start, TimeSpan End)> Time(IReadOnlyList<WordSpan> spans)
    {
        var times = new (TimeSpan Start, TimeSpan End)[spans.Count];
        for (var i = 0; i < spans.Count; i++)
        {
            times[i] = TimeOne(spans[i], i == 0 ? edges.PreviousEnd : times[i - 1].End);
        }

        CloseFlicker(times);
        return times;
    }

    private (TimeSpan Start, TimeSpan End) TimeOne(WordSpan span, TimeSpan previous)
    {
        var (start, voiceEnd) = (Max(previous, Round(words[span.First].Start)), Round(words[span.Last].End));
        var limit = Max(WordAfter(span) is { } after ? Round(after.Start) : TimeSpan.MaxValue, start + Instant);
        var atPause = EndsAtPause(span) ? Max(voiceEnd, limit - rules.PauseBreak) : limit;
        var need = Max(rules.MinDuration, ReadingTime(span));
        var end = Min(Max(voiceEnd + Linger, start + need), atPause);
        if (end - start < need)
        {
            var earliest = BeginsAfterPause(span) ? previous + rules.PauseBreak : previous;
            start = Min(start, Max(earliest, Max(start - MaxLead, end - need)));
            start = start - previous < rules.MinGap ? previous : start;
            end = Max(end, Min(start + need, limit));
        }

        return (start, Max(Min(end, start + rules.MaxDuration), start + Instant));
    }

    private TimedWord? WordBefore(WordSpan span) => span.First > 0 ? words[span.First - 1] : edges.Before;

    private TimedWord? WordAfter(WordSpan span) => span.End < words.Count ? words[span.End] : edges.After;

    /// <summary>A cue that only a pause ends must leave that pause to be seen.</summary>
    private bool EndsAtPause(WordSpan span) => WordAfter(span) is { } after && IsPauseOnly(words[span.Last], after);

    private bool BeginsAfterPause(WordSpan span) => WordBefore(span) is { } before && IsPauseOnly(before, words[span.First]);

    private bool IsPauseOnly(TimedWord before, TimedWord after) =>
        after.Start - before.End >= rules.PauseBreak && !clauses.IsGoodBreak(before.Text, after.Text);

    private TimeSpan ReadingTime(WordSpan span)
    {
        var letters = 0;
        for (var i = span.First; i < span.End; i++)
        {
            letters += Letters.Count(words[i].Text) + (i > span.First && words[i].SpaceBefore ? 1 : 0);
        }

        // One more: a line break counts as a letter where a language has no blank to break at.
        return TimeSpan.FromMilliseconds(Math.Ceiling(1000 * (letters + 1) / rules.MaxLettersPerSecond));
    }

    private void CloseFlicker((TimeSpan Start, TimeSpan End)[] times)
    {
        for (var i = 0; i < times.Length; i++)
        {
            var following = i + 1 < times.Length ? times[i + 1].Start : edges.After is { } after ? Round(after.Start) : TimeSpan.MaxValue;
            if (following == TimeSpan.MaxValue || following - times[i].End >= rules.MinGap || following <= times[i].End)
            {
                continue;
            }

            var touches = following - times[i].Start <= rules.MaxDuration;
            times[i].End = touches ? following : Max(following - rules.MinGap, times[i].Start + Instant);
        }
    }

    private static TimeSpan Round(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
