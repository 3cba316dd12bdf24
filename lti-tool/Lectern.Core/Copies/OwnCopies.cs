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

    /// <summary>The ids of those items in all collections. Each name is one look into an index, where one condition for all would read every item.</summary>
    internal static Task<List<Guid>> CalledAnywhereAsync(LecternDbContext database, Guid video, CancellationToken cancellationToken)
    {
        var byOwnName = database.Items.Where(i => i.VideoId == video).Select(i => i.Id);
        var byFormerName = database.Items.Where(i => i.CopyOfId == video).Select(i => i.Id);
        var copies = database.Videos.Where(v => v.CopyOfId == video).SelectMany(v => v.Items.Where(i => i.CollectionId == v.CollectionId)).Select(i => i.Id);
        return byOwnName.Union(byFormerName).Union(copies).ToListAsync(cancellationToken);
    }

    /// <summary>The id under which a collection has the video that a link names, also where it was taken out; null where it never had it.</summary>
    internal static async Task<Guid?> FindAsync(LecternDbContext database, Guid collection, Guid video, CancellationToken cancellationToken)
    {
        // Nearly always by its own name, which is one look into an index.
        var items = database.Items.Where(i => i.CollectionId == collection);
        return await items.AnyAsync(i => i.VideoId == video, cancellationToken)
            ? video
            : await items.CalledBy(video).Select(i => (Guid?)i.VideoId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Adds the copy and its job to what the caller commits, or goes on with one that was left over when its item was taken back.</summary>
    internal static async Task BeginAsync(LecternDbContext database, CollectionItem item, Video origin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = database.Videos.Where(v => v.CollectionId == item.CollectionId && v.CopyOfId == origin.Id);
        if (await left.AnyAsync(cancellationToken))
        {
            await GoOnAsync(database, left.Where(v => v.PurgeBegunAt == null), now, cancellationToken);
            return;
        }

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

    // At once, not with what the caller commits: launches that do it at the same moment don't hinder each other, and a copy that no item waits for goes back into the bin.
    private static async Task GoOnAsync(LecternDbContext database, IQueryable<Video> left, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await left.Where(v => v.DeletedAt != null).ExecuteUpdateAsync(set => set.SetProperty(v => v.DeletedAt, (DateTimeOffset?)null), cancellationToken);
        await database.Jobs.Where(j => j.Kind == JobKind.Copy && (j.State == JobState.Failed || j.State == JobState.Done) && left.Any(v => v.Id == j.VideoId))
            .ExecuteUpdateAsync(set => JobStates.Renewed(set, now).SetProperty(j => j.StepsDone, ""), cancellationToken);
    }
}
