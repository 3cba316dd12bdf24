using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Lectern.Core.Platforms;

/// <summary>Who may frame a launch: the origins of its platform.</summary>
public sealed class FrameOrigins(IDbContextFactory<LecternDbContext> databases, KnownPlatforms platforms) : IDisposable
{
    private readonly MemoryCache _accepted = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public void Dispose() => _accepted.Dispose();

    /// <summary>Null when there is no such launch.</summary>
    public async Task<LaunchFrame?> FindAsync(Guid launchId, CancellationToken cancellationToken)
    {
        if (_accepted.TryGetValue(launchId, out Accepted? accepted) && await platforms.FindFactsAsync(accepted!.RegistrationId, cancellationToken) is { } facts)
        {
            return accepted.Frame with { Origins = [.. facts.Platform.FrameOrigins.Where(o => o.RemovedAt is null).Select(o => o.Origin)] };
        }

        // Never by what is remembered of its platform: the launch that told a new origin may have come to another server a moment ago.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Launches.AsNoTracking()
            .Where(launch => launch.Id == launchId)
            .Select(launch => new LaunchFrame(
                database.FrameOrigins.Where(o => o.PlatformId == launch.PlatformId && o.RemovedAt == null).Select(o => o.Origin).ToList(),
                launch.DeepLinkingFacts,
                launch.ChannelHash != null,
                launch.Locale,
                launch.VideoId != null))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The browser asks for the page of a launch as soon as it is accepted, mostly from the same server.</summary>
    internal void Remember(Launch launch)
    {
        // What a deep linking request tells may be long, and such launches are few.
        if (launch.DeepLinkingFacts is null)
        {
            var frame = new LaunchFrame([], null, launch.ChannelHash is not null, launch.Locale, launch.VideoId is not null);
            _accepted.Set(launch.Id, new Accepted(launch.RegistrationId, frame), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = AcceptLaunch.CodeLifetime, Size = 1 });
        }
    }

    private sealed record Accepted(Guid RegistrationId, LaunchFrame Frame);
}

/// <param name="DeepLinkingFacts">What the launch knows of the deep linking request, as JSON; null for other launches.</param>
/// <param name="HasOpener">True when a frame opened this sign-in in a window and waits for its code.</param>
/// <param name="Locale">The person's language as the LMS names it.</param>
/// <param name="HasVideo">True when a video is to be watched; not which.</param>
public sealed record LaunchFrame(IReadOnlyList<string> Origins, string? DeepLinkingFacts, bool HasOpener, string? Locale, bool HasVideo);
