using System.Globalization;
using Lectern.Core.Capture.Bookings;

namespace Lectern.Core.Tests.Capture;

public sealed class RecurrenceTests
{
    private const string Vienna = "Europe/Vienna";

    // Tuesday, 20 October 2026, 9:15 in Vienna.
    private static readonly BookedTime s_first = new(At("2026-10-20T07:15Z"), At("2026-10-20T08:45Z"));

    [Fact]
    public void A_weekly_lecture_keeps_its_hour_and_its_length_when_summer_time_ends()
    {
        var times = Recurrence.Of("FREQ=WEEKLY;BYDAY=TU;COUNT=3", Vienna, s_first, [])!;

        Assert.Equal([At("2026-10-20T07:15Z"), At("2026-10-27T08:15Z"), At("2026-11-03T08:15Z")], times.Select(time => time.StartsAt));
        Assert.All(times, time => Assert.Equal(TimeSpan.FromMinutes(90), time.EndsAt - time.StartsAt));
    }

    [Fact]
    public void Holidays_are_left_out_and_the_rule_still_ends_where_it_says()
    {
        var times = Recurrence.Of("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261105T225959Z", Vienna, s_first, [new DateOnly(2026, 10, 27), new DateOnly(2026, 11, 5)])!;

        Assert.Equal(["2026-10-20", "2026-10-22", "2026-10-29", "2026-11-03"], times.Select(time => time.StartsAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void An_hour_that_spring_leaves_out_is_held_an_hour_later()
    {
        var night = new BookedTime(At("2026-03-28T01:30Z"), At("2026-03-28T02:00Z"));

        var times = Recurrence.Of("FREQ=DAILY;COUNT=3", Vienna, night, [])!;

        Assert.Equal([At("2026-03-28T01:30Z"), At("2026-03-29T01:30Z"), At("2026-03-30T00:30Z")], times.Select(time => time.StartsAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("FREQ=SOMETIMES;COUNT=2")]
    [InlineData("FREQ=WEEKLY;COUNT=0")]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=SECONDLY;COUNT=100000")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")]
    public void A_rule_that_says_nothing_or_has_no_near_end_is_none(string rule) => Assert.Null(Recurrence.Of(rule, Vienna, s_first, []));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
