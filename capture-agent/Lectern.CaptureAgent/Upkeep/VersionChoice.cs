using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Which version a start begins with. Pure.</summary>
internal static class VersionChoice
{
    private const int MostStarts = 3;
    private const int MostRecent = 5;
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);

    /// <param name="pointer">What was chosen so far.</param>
    /// <param name="installed">The package's version; one that is as new wins over an update.</param>
    /// <param name="isThere">Whether a version's program lies in its folder as it was signed.</param>
    /// <param name="now">When it starts.</param>
    /// <returns>What is to be kept before anything is started, and the version to start; null for the package's own.</returns>
    public static (VersionPointer Pointer, string? Version) Of(VersionPointer pointer, string installed, Func<string, bool> isThere, DateTimeOffset now)
    {
        if (pointer.Version is not { } version)
        {
            return (pointer, null);
        }

        if (!UpdateHeader.IsNewer(version, installed))
        {
            return (pointer.Accepted() with { Version = null, Before = null }, null);
        }

        if (!isThere(version))
        {
            return Of(pointer.FallenBack("is not there any more as it was signed."), installed, isThere, now);
        }

        if (pointer.Starts >= MostStarts)
        {
            return Of(pointer.FallenBack("did not come to work: it ended three times within minutes."), installed, isThere, now);
        }

        return pointer.Starts is { } starts ? (pointer with { Starts = starts + 1 }, version) : Again(pointer, version, installed, isThere, now);
    }

    // One that came to work may cease to: a file of the room's, or another booking, may be what it ends by.
    private static (VersionPointer Pointer, string? Version) Again(VersionPointer pointer, string version, string installed, Func<string, bool> isThere, DateTimeOffset now)
    {
        var recent = pointer.Recent is { } one && one.Since <= now && now < one.Since + Recently ? one with { Count = one.Count + 1 } : new RecentStarts(1, now);
        return recent.Count > MostRecent ? Of(pointer.FallenBack("ended five times within ten minutes."), installed, isThere, now) : (pointer with { Recent = recent }, version);
    }
}
