using NodaTime;

namespace Lectern.Core.Capture.Rooms;

/// <summary>The zones a room may lie in, by their IANA names: the same on every system.</summary>
public static class TimeZones
{
    public static IReadOnlyList<string> Names => [.. DateTimeZoneProviders.Tzdb.Ids];

    public static bool IsKnown(string? name) => name is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>What a room's clock means. An hour that is left out in spring is taken as the next, of one that comes twice in autumn the first.</summary>
    public static DateTimeOffset Instant(DateTime local, string zone) =>
        DateTimeZoneProviders.Tzdb[zone].AtLeniently(LocalDateTime.FromDateTime(local)).ToDateTimeOffset().ToUniversalTime();

    /// <summary>What a room's clock shows.</summary>
    public static DateTime Local(DateTimeOffset at, string zone) =>
        NodaTime.Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();
}
