namespace Lectern.Core.Contexts;

/// <summary>A term's first and last day as people write them, and the instants that stand for them: it ends when its last day is over.</summary>
public static class TermDays
{
    public static DateTimeOffset? Begin(DateOnly? firstDay) => firstDay is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    public static DateTimeOffset? End(DateOnly? lastDay) => Begin(lastDay is { } day && day < DateOnly.MaxValue ? day.AddDays(1) : lastDay);

    public static DateOnly? FirstDay(DateTimeOffset? begin) => begin is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    public static DateOnly? LastDay(DateTimeOffset? end) => end is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime.AddTicks(-1)) : null;
}
