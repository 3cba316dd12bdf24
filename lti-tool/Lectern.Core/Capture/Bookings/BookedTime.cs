namespace Lectern.Core.Capture.Bookings;

/// <summary>From when to when; both are instants.</summary>
public readonly record struct BookedTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>One may begin when another ends.</summary>
    public bool Overlaps(BookedTime other) => StartsAt < other.EndsAt && other.StartsAt < EndsAt;
}
