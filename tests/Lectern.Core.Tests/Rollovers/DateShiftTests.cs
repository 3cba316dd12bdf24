using Lectern.Core.Rollovers;

namespace Lectern.Core.Tests.Rollovers;

public sealed class DateShiftTests
{
    private static readonly TimeZoneInfo s_vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");

    [Theory]
    [InlineData("2026-10-05", "2027-03-01", 147)]
    [InlineData("2026-09-06", "2027-09-06", 364)]
    [InlineData("2026-09-07", "2027-09-06", 364)]
    [InlineData("2027-03-01", "2026-10-05", -147)]
    public void Terms_are_whole_weeks_apart(string old, string next, int days) =>
        Assert.Equal(days, DateShift.Between(DateOnly.Parse(old, null), DateOnly.Parse(next, null), TimeZoneInfo.Utc)!.Days);

    [Theory]
    [InlineData("2026-10-05", "2026-10-05")]
    [InlineData("0001-01-01", "2026-10-05")]
    public void What_is_no_shift_between_terms_moves_nothing(string old, string next) =>
        Assert.Null(DateShift.Between(DateOnly.Parse(old, null), DateOnly.Parse(next, null), TimeZoneInfo.Utc));

    [Theory]
    // Tuesday nine o'clock by winter's time becomes Tuesday nine o'clock by summer's.
    [InlineData("2026-11-10T08:00:00Z", "2027-04-06T07:00:00Z")]
    // Half past two that Sunday is leapt over.
    [InlineData("2026-11-01T01:30:00Z", "2027-03-28T01:30:00Z")]
    public void Weekday_and_hour_stay_across_the_change_of_the_clock(string at, string moved)
    {
        var shift = new DateShift(147, s_vienna);

        Assert.Equal(DateTimeOffset.Parse(moved, null), shift.Of(DateTimeOffset.Parse(at, null)));
    }

    [Fact]
    public void Without_a_known_zone_the_clock_is_UTCs()
    {
        Assert.Equal(TimeZoneInfo.Utc, DateShift.ZoneOf("../../etc/passwd"));
        Assert.Equal(TimeZoneInfo.Utc, DateShift.ZoneOf(null));
        Assert.Equal("Europe/Vienna", DateShift.ZoneOf("Europe/Vienna").Id);
    }

    [Fact]
    public void No_date_stays_none() => Assert.Null(new DateShift(7, TimeZoneInfo.Utc).Of(null));
}
