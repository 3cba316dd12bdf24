using Lectern.Core;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Runs;

/// <summary>Which version folders somebody can be sent to.</summary>
internal sealed class VersionReferences(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>The versions that a video's rows name.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var named = new HashSet<string>(StringComparer.Ordinal);
        var video = await database.Videos.Where(v => v.Id == videoId)
            .Select(v => new { v.StreamVersion, v.PosterVersion }).SingleOrDefaultAsync(cancellationToken);
        named.UnionWith(new[] { video?.StreamVersion, video?.PosterVersion }.OfType<string>());
        named.UnionWith(await database.CaptionTracks.Where(t => t.VideoId == videoId).Select(t => t.CaptionVersion).ToListAsync(cancellationToken));
        return named;
    }
}
