namespace Lectern.Core.Capture.Rooms;

/// <summary>The zones a room may lie in, by their IANA names.</summary>
public static class TimeZones
{
    public static bool IsKnown(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
