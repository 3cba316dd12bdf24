using Lectern.Core.Analytics;

namespace Lectern.Core.Tests.Analytics;

public sealed class WatchedRangesTests
{
    [Theory]
    [InlineData("", 0, 10, "0-10", 10)]
    [InlineData("0-10", 10, 20, "0-20", 20)]
    [InlineData("0-10", 5, 8, "0-10", 10)]
    [InlineData("0-10 20-30", 8, 22, "0-30", 30)]
    [InlineData("20-30", 0, 10, "0-10 20-30", 20)]
    [InlineData("0-10 20-30 40-50", 15, 60, "0-10 15-60", 55)]
    [InlineData("0-10", 30, 30, "0-10", 10)]
    [InlineData("0-10", 30, 20, "0-10", 10)]
    [InlineData("", -5, 5, "0-5", 5)]
    [InlineData("", 99_990, 200_000, "99990-99999", 9)]
    public void Ranges_that_meet_are_one_and_each_second_counts_once(string before, int from, int until, string after, int seconds)
    {
        var ranges = WatchedRanges.Parse(before).With(new SecondRange(from, until));

        Assert.Equal((after, seconds), (ranges.ToString(), ranges.Seconds));
        Assert.Equal(after, ranges.With(new SecondRange(from, until)).ToString());
    }

    [Fact]
    public void Whoever_jumps_about_for_ever_stays_within_the_column()
    {
        var ranges = WatchedRanges.None;
        for (var i = 0; i < 5000; i++)
        {
            ranges = ranges.With(new SecondRange(20_000 + (i * 3), 20_001 + (i * 3)));
        }

        Assert.InRange(ranges.ToString().Length, 1, WatchedRanges.LongestText);
        Assert.Equal(99_999, ranges.With(new SecondRange(0, 99_999)).Seconds);
    }
}
