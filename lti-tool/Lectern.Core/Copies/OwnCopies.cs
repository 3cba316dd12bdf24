using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>
/// Videos that are copies of others, bytes and all. One begins as a row with a job and no place in its collection; when its files are there and
/// verified, the item that played by reference plays it instead, and keeps the name by which links call it.
/// </summary>
internal static class OwnCopies
{
    /// <summary>The items that a link, made here or in the course that this one is a copy of, means.</summary>
    internal static IQueryable<CollectionItem> CalledBy(this IQueryable<CollectionItem> items, Guid video) =>
        items.Where(i => i.VideoId == video || i.CopyOfId == video || (i.Video.CopyOfId == video && i.Video.CollectionId == i.CollectionId));

    /// <summary>The id under which a collection has the video that a link names, also where it was taken out; null where it never had it.</summary>
    internal static async Task<Guid?> FindAsync(LecternDbContext database, Guid collection, Guid video, CancellationToken cancellationToken)
    {
        // Nearly always by its own name, which is one look into an index.
        var items = database.Items.Where(i => i.CollectionId == collection);
        return await items.AnyAsync(i => i.VideoId == video, cancellationToken)
            ? video
            : await items.CalledBy(video).Select(i => (Guid?)i.VideoId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Adds the copy and its job to what the caller commits.</summary>
    internal static void Begin(LecternDbContext database, CollectionItem item, Video origin, DateTimeOffset now)
    {
        var copy = new Video
        {
            CollectionId = item.CollectionId,
            OwnerId = origin.OwnerId,
            Title = item.Title ?? origin.Title,
            Language = origin.Language,
            CopyOfId = origin.Id,
            CreatedAt = now,
        };
        database.Videos.Add(copy);
        JobQueue.Add(database, JobKind.Copy, copy.Id, now);
    }
}
