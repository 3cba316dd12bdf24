namespace Lectern.Core.Rollovers;

/// <summary>Moves dates from one term to another by whole weeks, so that the weekday stays, and by the clock of a place, so that the hour does.</summary>
public sealed record DateShift(int Days, TimeZoneInfo Zone)
{
    private const int MostDays = 3653;

    /// <summary>By the weeks between the first days of two terms, the nearest where they are different weekdays; null where that is no shift between terms.</summary>
    public static DateShift? Between(DateOnly old, DateOnly next, TimeZoneInfo zone)
    {
        var weeks = (int)Math.Round((next.DayNumber - old.DayNumber) / 7.0, MidpointRounding.AwayFromZero);
        return Math.Abs(weeks * 7) is > 0 and <= MostDays ? new DateShift(weeks * 7, zone) : null;
    }

    /// <summary>The zone of that name, or UTC.</summary>
    public static TimeZoneInfo ZoneOf(string? name) => name is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    public DateTimeOffset? Of(DateTimeOffset? at)
    {
        if (at is not { } moment || (Days > 0 ? moment > DateTimeOffset.MaxValue.AddDays(-MostDays) : moment < DateTimeOffset.MinValue.AddDays(MostDays)))
        {
            return at;
        }

        // An hour that the clock leaps over in spring is read by winter's time: half past two becomes half past three.
        var there = TimeZoneInfo.ConvertTime(moment, Zone).DateTime.AddDays(Days);
        return new DateTimeOffset(there, Zone.GetUtcOffset(there)).ToUniversalTime();
    }
}
