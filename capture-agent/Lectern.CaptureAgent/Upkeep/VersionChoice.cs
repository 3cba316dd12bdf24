using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Which version a start begins with. Pure.</summary>
internal static class VersionChoice
{
    private const int MostStarts = 3;

    /// <param name="pointer">What was chosen so far.</param>
    /// <param name="installed">The package's version; one that is as new wins over an update.</param>
    /// <param name="isThere">Whether a version's program lies in its folder.</param>
    /// <returns>What is to be kept before anything is started, and the version to start; null for the package's own.</returns>
    public static (VersionPointer Pointer, string? Version) Of(VersionPointer pointer, string installed, Func<string, bool> isThere)
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
            return Of(pointer.FallenBack("is not there any more."), installed, isThere);
        }

        if (pointer.Starts >= MostStarts)
        {
            return Of(pointer.FallenBack("did not come to work: it ended three times before Lectern heard of it."), installed, isThere);
        }

        return (pointer with { Starts = pointer.Starts + 1 }, version);
    }
}
