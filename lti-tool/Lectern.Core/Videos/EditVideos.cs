using System.Linq.Expressions;
using Lectern.Core.Collections;
using Lectern.Core.Database;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Lectern.Core.Videos;

/// <summary>
/// What an instructor changes on the videos of the launch's collection: on their items here, so that no other course changes with it. Each
/// answers how many were changed, or null when one of them is not the launch's to change: then none was.
/// </summary>
public sealed class EditVideos(IDbContextFactory<LecternDbContext> databases, JobQueue jobs, TimeProvider time)
{
    public const int LongestTitle = 500;

    public Task<int?> PublishAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(
            launch,
            videos,
            CollectionItem.Stands,
            item => item.Visibility == Visibility.Draft,
            set => set.SetProperty(i => i.Visibility, Visibility.Published).SetProperty(i => i.PublishedAt, now).SetProperty(i => i.PublishWhenCaptioned, false),
            cancellationToken);
    }

    public Task<int?> UnpublishAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken) => ChangeAsync(
        launch,
        videos,
        CollectionItem.Stands,
        item => item.Visibility == Visibility.Published,
        set => set.SetProperty(i => i.Visibility, Visibility.Draft).SetProperty(i => i.PublishedAt, (DateTimeOffset?)null),
        cancellationToken);

    /// <summary>
    /// Takes videos out of the collection. Those that no other course has go into the bin, and the work on them stops; their files stay until
    /// they are purged.
    /// </summary>
    public async Task<int?> DeleteAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var removed = await ChangeAsync(
            launch,
            videos,
            _ => true,
            item => item.RemovedAt == null,
            set => set.SetProperty(i => i.RemovedAt, now),
            cancellationToken,
            chosen => chosen.Where(v => v.DeletedAt == null && !v.Items.Any(i => i.RemovedAt == null)).ExecuteUpdateAsync(
                set => set.SetProperty(v => v.DeletedAt, now), cancellationToken));
        if (removed > 0)
        {
            await jobs.StopAsync(videos, cancellationToken);
        }

        return removed;
    }

    /// <summary>Puts videos back, and the work on them goes on. Those that are being purged are gone.</summary>
    public Task<int?> RestoreAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken) => ChangeAsync(
        launch,
        videos,
        item => item.Video.PurgeBegunAt == null,
        item => item.RemovedAt != null,
        set => set.SetProperty(i => i.RemovedAt, (DateTimeOffset?)null),
        cancellationToken,
        chosen => chosen.Where(v => v.PurgeBegunAt == null && v.DeletedAt != null).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.DeletedAt, (DateTimeOffset?)null), cancellationToken));

    /// <summary>Where the video was made, its title everywhere; elsewhere, its title there.</summary>
    public async Task<int?> RenameAsync(Launch launch, Guid video, string title, CancellationToken cancellationToken)
    {
        if (StoredText.Clip(title, LongestTitle) is not { } kept)
        {
            return 0;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var titleHere = await database.Videos.AnyAsync(v => v.Id == video && v.CollectionId == launch.CollectionId, cancellationToken) ? null : kept;
        return await ChangeAsync(
            launch,
            [video],
            CollectionItem.Stands,
            _ => true,
            set => set.SetProperty(i => i.Title, titleHere),
            cancellationToken,
            chosen => chosen.Where(v => v.CollectionId == launch.CollectionId).ExecuteUpdateAsync(
                set => set.SetProperty(v => v.Title, kept), cancellationToken));
    }

    /// <summary>Publishes the video as soon as nothing of it is still being made: at once, where that is so already.</summary>
    public async Task<int?> PublishWhenCaptionedAsync(Launch launch, Guid video, bool wanted, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(launch, [video], CollectionItem.Stands, _ => true, set => set.SetProperty(i => i.PublishWhenCaptioned, wanted), cancellationToken);

        // Asked after the wish is written: a job that ends in between sees it, one that ended before is seen here.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (wanted && changed > 0 && !await database.Jobs.AnyAsync(j => j.VideoId == video && j.Kind != JobKind.Grown && j.State != JobState.Done, cancellationToken))
        {
            await PublishAsync(launch, [video], cancellationToken);
        }

        return changed;
    }

    private async Task<int?> ChangeAsync(
        Launch launch,
        IReadOnlyCollection<Guid> videos,
        Expression<Func<CollectionItem, bool>> changeable,
        Expression<Func<CollectionItem, bool>> needed,
        Action<UpdateSettersBuilder<CollectionItem>> change,
        CancellationToken cancellationToken,
        Func<IQueryable<Video>, Task>? changeVideos = null)
    {
        if (!launch.CanEdit())
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ids = videos.Distinct().ToList();
        var chosen = database.Videos.Where(v => ids.Contains(v.Id));
        if (changeVideos is not null)
        {
            // Taking the rows' locks before looking: of two courses that let go of a video at the same moment, the second sees what the first did.
            await chosen.ExecuteUpdateAsync(set => set.SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
        }

        var own = database.Items.Where(i => i.CollectionId == launch.CollectionId && ids.Contains(i.VideoId)).Where(changeable);
        if (await own.CountAsync(cancellationToken) != ids.Count)
        {
            return null;
        }

        var changed = await own.Where(needed).ExecuteUpdateAsync(set => change(set.SetProperty(i => i.Version, Guid.CreateVersion7())), cancellationToken);
        if (changed > 0 && changeVideos is not null)
        {
            await changeVideos(chosen);
        }

        await transaction.CommitAsync(cancellationToken);
        return changed;
    }
}
