using Lectern.Captions.Quality;

namespace Lectern.Captions.Tests.Quality;

public sealed class CueQualityTests
{
    [Theory]
    [InlineData(1, 4, "The leader keeps a log,\nand copies it.", 4, "Then.", CueFaults.None)]
    [InlineData(1, 4, "The leader keeps a log of everything, truly.", 4, "Then.", CueFaults.LineTooLong)]
    [InlineData(1, 4, "a\nb\nc.", 4, "Then.", CueFaults.LineCount)]
    [InlineData(1, 1.5, "Yes.", 1.5, "Then.", CueFaults.TooShort)]
    [InlineData(1, 9, "Yes.", 9, "Then.", CueFaults.TooLong)]
    [InlineData(1, 2, "This is more than can be read.", 2, "Then.", CueFaults.TooFast)]
    [InlineData(1, 3, "Yes.", 3.05, "Then.", CueFaults.Flicker)]
    [InlineData(1, 3, "Yes.", 3.08, "Then.", CueFaults.None)]
    [InlineData(1, 3, "Yes.", 2.5, "Then.", CueFaults.Overlap)]
    [InlineData(1, 3, "the big", 3.1, "blue sea.", CueFaults.BreaksClause)]
    [InlineData(1, 3, "the sea", 3.1, "which is blue.", CueFaults.None)]
    [InlineData(1, 3, "the big", 3.3, "blue sea.", CueFaults.None)]
    public void Each_rule_is_seen_to_be_broken_at_its_limit(double start, double end, string text, double next, string nextText, CueFaults expected)
    {
        var document = new CaptionDocument([Cue.Of(S(start), S(end), text), Cue.Of(S(next), S(next + 2), nextText)], "en");

        Assert.Equal(expected, CueQuality.Measure(document).Faults[0]);
    }

    [Fact]
    public void The_share_counts_clean_cues()
    {
        var report = CueQuality.Measure(new CaptionDocument([Cue.Of(S(0), S(2), "Yes."), Cue.Of(S(3), S(3.2), "No.")]));

        Assert.Equal((0.5, 1), (report.CleanShare, report.CountOf(CueFaults.TooShort)));
        Assert.Equal(1, CueQuality.Measure(CaptionDocument.Empty).CleanShare);
    }

    [Fact]
    public void Letters_with_marks_count_once_and_invisible_signs_not_at_all()
    {
        var text = "\u200F" + string.Concat(Enumerable.Repeat("e\u0301", 42));

        Assert.Equal(CueFaults.None, CueQuality.Measure(new CaptionDocument([Cue.Of(S(0), S(5), text)])).Faults[0]);
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
