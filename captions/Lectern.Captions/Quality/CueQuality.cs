using Lectern.Captions.Layout;

namespace Lectern.Captions.Quality;

/// <summary>Measures cues against <see cref="CueRules"/>, whoever made them.</summary>
public static class CueQuality
{
    // Files hold whole milliseconds, so a rule kept exactly may come out half a millisecond off.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>Checks every cue; cues must be in order of start.</summary>
    public static CueQualityReport Measure(CaptionDocument document, CueRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var cues = document.Cues;
        var clauses = ClauseWords.For(document.Language);
        var faults = new CueFaults[cues.Count];
        for (var i = 0; i < cues.Count; i++)
        {
            faults[i] = Check(cues[i], i + 1 < cues.Count ? cues[i + 1] : null, rules ?? CueRules.Default, clauses);
        }

        return new CueQualityReport(faults);
    }

    private static CueFaults Check(Cue cue, Cue? next, CueRules rules, ClauseWords clauses) =>
        CheckText(cue, rules) | CheckTime(cue, rules) | (next is null ? CueFaults.None : CheckNext(cue, next, rules, clauses));

    private static CueFaults CheckText(Cue cue, CueRules rules) =>
        When(cue.Lines.Any(line => Letters.Count(line) > rules.MaxLineLength), CueFaults.LineTooLong)
        | When(cue.Lines.Count == 0 || cue.Lines.Count > rules.MaxLines, CueFaults.LineCount);

    private static CueFaults CheckTime(Cue cue, CueRules rules) =>
        When(cue.Duration < rules.MinDuration - Rounding, CueFaults.TooShort)
        | When(cue.Duration > rules.MaxDuration + Rounding, CueFaults.TooLong)
        | When(Letters.Count(cue.Text) > (cue.Duration + Rounding).TotalSeconds * rules.MaxLettersPerSecond, CueFaults.TooFast);

    private static CueFaults CheckNext(Cue cue, Cue next, CueRules rules, ClauseWords clauses)
    {
        var gap = next.Start - cue.End;
        var closes = cue.Lines.Count == 0 || next.Lines.Count == 0 || gap >= rules.PauseBreak - Rounding || clauses.IsGoodBreak(cue.Lines[^1], next.Lines[0]);
        return When(gap < -Rounding, CueFaults.Overlap)
            | When(gap > Rounding && gap < rules.MinGap - Rounding, CueFaults.Flicker)
            | When(!closes, CueFaults.BreaksClause);
    }

    private static CueFaults When(bool broken, CueFaults fault) => broken ? fault : CueFaults.None;
}
