using Lectern.Core.Collections;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>What was taken out of the launch's collection and can be put back; for teachers.</summary>
public sealed class ListRemoved(IDbContextFactory<LecternDbContext> databases)
{
    private const int Most = 500;

    /// <summary>Null when the collection is not this launch's to change.</summary>
    public async Task<IReadOnlyList<RemovedVideo>?> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Items
            .Where(i => i.CollectionId == launch.CollectionId && i.RemovedAt != null && i.Video.PurgeBegunAt == null)
            .OrderByDescending(i => i.RemovedAt).ThenBy(i => i.Id)
            .Take(Most)
            .Select(i => new RemovedVideo(
                i.VideoId,
                i.Title ?? i.Video.Title,
                i.RemovedAt!.Value,
                i.Video.Items.Count(other => other.RemovedAt == null),
                i.Video.CollectionId == launch.CollectionId && i.Video.Source != null ? i.Video.Source.Bytes : 0))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="Elsewhere">How many other courses still use it, so that it is not in the bin.</param>
/// <param name="Bytes">What counts in this collection's quota while other courses use it; 0 for what was made elsewhere.</param>
public sealed record RemovedVideo(Guid VideoId, string Title, DateTimeOffset RemovedAt, int Elsewhere, long Bytes);
