using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Keeps what a launch tells of its platform: product, version, and the origins whose pages show it.</summary>
internal static class LearnPlatform
{
    /// <returns>Whether what was known told it all already.</returns>
    internal static async Task<bool> RunAsync(LecternDbContext database, Platform known, LtiLaunch lti, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = lti.ServiceOrigins.Where(origin => origin.Length <= 255).ToList();
        if (Family(known, lti) == known.ProductFamily && Version(known, lti) == known.ProductVersion && told.TrueForAll(origin => known.FrameOrigins.Exists(o => o.Origin == origin && !IsToReturn(o))))
        {
            return true;
        }

        var platform = await database.Platforms.Include(p => p.FrameOrigins).SingleAsync(p => p.Id == known.Id, cancellationToken);
        (platform.ProductFamily, platform.ProductVersion) = (Family(platform, lti), Version(platform, lti));
        var origins = platform.FrameOrigins.ToList();
        database.FrameOrigins.AddRange(told.Except(origins.Select(o => o.Origin)).Select(origin => new FrameOrigin { PlatformId = platform.Id, Origin = origin, Source = FrameOriginSource.Launch }));
        foreach (var back in origins.Where(o => IsToReturn(o) && told.Contains(o.Origin)))
        {
            back.RemovedAt = null;
            database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Launch, Act = Acts.ReturnFrameOrigin, Subject = platform.Id.ToString(), Detail = back.Origin });
        }

        return false;
    }

    private static string? Family(Platform platform, LtiLaunch lti) => StoredText.Clip(lti.Platform.ProductFamilyCode, 100) ?? platform.ProductFamily;

    private static string? Version(Platform platform, LtiLaunch lti) => StoredText.Clip(lti.Platform.Version, 255) ?? platform.ProductVersion;

    // What an administrator took away stays away, save what the registration itself named: without it the LMS could not show us at all.
    private static bool IsToReturn(FrameOrigin origin) => origin is { RemovedAt: not null, Source: FrameOriginSource.Registration };
}
