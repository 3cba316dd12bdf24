using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Who may frame a launch: the origins of its platform.</summary>
public sealed class FrameOrigins(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<LaunchFrame?> FindAsync(Guid launchId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var launch = await database.Launches.AsNoTracking()
            .Where(l => l.Id == launchId)
            .Select(l => new { l.PlatformId, l.DeepLinkingFacts, l.ChannelHash, l.Locale, HasVideo = l.VideoId != null })
            .FirstOrDefaultAsync(cancellationToken);
        if (launch is null)
        {
            return null;
        }

        var origins = await database.FrameOrigins.Where(o => o.PlatformId == launch.PlatformId && o.RemovedAt == null).OrderBy(o => o.Origin).Select(o => o.Origin).ToListAsync(cancellationToken);
        return new LaunchFrame(origins, launch.DeepLinkingFacts, launch.ChannelHash is not null, launch.Locale, launch.HasVideo);
    }
}

/// <param name="DeepLinkingFacts">What the launch knows of the deep linking request, as JSON; null for other launches.</param>
/// <param name="HasOpener">True when a frame opened this sign-in in a window and waits for its code.</param>
/// <param name="Locale">The person's language as the LMS names it.</param>
/// <param name="HasVideo">True when a video is to be watched; not which.</param>
public sealed record LaunchFrame(IReadOnlyList<string> Origins, string? DeepLinkingFacts, bool HasOpener, string? Locale, bool HasVideo);
