using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Who may frame a launch: the origins of its platform.</summary>
public sealed class FrameOrigins(IDbContextFactory<LecternDbContext> databases)
{
    // Never from memory: the launch that told a new origin may have come to another server a moment ago.
    public async Task<LaunchFrame?> FindAsync(Guid launchId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Launches.AsNoTracking()
            .Where(launch => launch.Id == launchId)
            .Select(launch => new LaunchFrame(
                database.FrameOrigins.Where(o => o.PlatformId == launch.PlatformId && o.RemovedAt == null).OrderBy(o => o.Origin).Select(o => o.Origin).ToList(),
                launch.DeepLinkingFacts,
                launch.ChannelHash != null,
                launch.Locale,
                launch.VideoId != null))
            .FirstOrDefaultAsync(cancellationToken);
    }
}

/// <param name="DeepLinkingFacts">What the launch knows of the deep linking request, as JSON; null for other launches.</param>
/// <param name="HasOpener">True when a frame opened this sign-in in a window and waits for its code.</param>
/// <param name="Locale">The person's language as the LMS names it.</param>
/// <param name="HasVideo">True when a video is to be watched; not which.</param>
public sealed record LaunchFrame(IReadOnlyList<string> Origins, string? DeepLinkingFacts, bool HasOpener, string? Locale, bool HasVideo);
