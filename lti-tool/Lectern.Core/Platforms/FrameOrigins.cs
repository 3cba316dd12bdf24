using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Who may frame a launch: the origins of its platform.</summary>
public sealed class FrameOrigins(IDbContextFactory<LecternDbContext> databases, KnownPlatforms platforms)
{
    public async Task<LaunchFrame?> FindAsync(Guid launchId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var launch = await database.Launches.Where(l => l.Id == launchId)
            .Select(l => new { l.RegistrationId, l.DeepLinkingFacts, HasOpener = l.ChannelHash != null, l.Locale, HasVideo = l.VideoId != null })
            .FirstOrDefaultAsync(cancellationToken);
        if (launch is null || await platforms.FindFactsAsync(launch.RegistrationId, cancellationToken) is not { Platform: var platform })
        {
            return null;
        }

        var origins = platform.FrameOrigins.Where(o => o.RemovedAt is null).Select(o => o.Origin).Order(StringComparer.Ordinal).ToList();
        return new LaunchFrame(origins, launch.DeepLinkingFacts, launch.HasOpener, launch.Locale, launch.HasVideo);
    }
}

/// <param name="DeepLinkingFacts">What the launch knows of the deep linking request, as JSON; null for other launches.</param>
/// <param name="HasOpener">True when a frame opened this sign-in in a window and waits for its code.</param>
/// <param name="Locale">The person's language as the LMS names it.</param>
/// <param name="HasVideo">True when a video is to be watched; not which.</param>
public sealed record LaunchFrame(IReadOnlyList<string> Origins, string? DeepLinkingFacts, bool HasOpener, string? Locale, bool HasVideo);
