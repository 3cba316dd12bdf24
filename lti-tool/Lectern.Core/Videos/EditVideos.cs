using System.Linq.Expressions;
using Lectern.Core.Database;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Lectern.Core.Videos;

/// <summary>What an instructor changes on videos of the launch's collection. Each answers how many were changed, or null when one of them is not the
/// launch's to change: then none was.</summary>
public sealed class EditVideos(IDbContextFactory<LecternDbContext> databases, JobQueue jobs, TimeProvider time)
{
    public const int LongestTitle = 500;

    public Task<int?> PublishAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(
            launch,
            videos,
            video => video.DeletedAt == null,
            video => video.Visibility == Visibility.Draft,
            set => set.SetProperty(v => v.Visibility, Visibility.Published).SetProperty(v => v.PublishedAt, now).SetProperty(v => v.PublishWhenCaptioned, false),
            cancellationToken);
    }

    public Task<int?> UnpublishAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken) => ChangeAsync(
        launch,
        videos,
        video => video.DeletedAt == null,
        video => video.Visibility == Visibility.Published,
        set => set.SetProperty(v => v.Visibility, Visibility.Draft).SetProperty(v => v.PublishedAt, (DateTimeOffset?)null),
        cancellationToken);

    /// <summary>Puts videos into the bin and stops the work on them. Their files stay until they are purged.</summary>
    public async Task<int?> DeleteAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var deleted = await ChangeAsync(launch, videos, _ => true, video => video.DeletedAt == null, set => set.SetProperty(v => v.DeletedAt, now), cancellationToken);
        if (deleted > 0)
        {
            await jobs.StopAsync(videos, cancellationToken);
        }

        return deleted;
    }

    /// <summary>Takes videos out of the bin, and the work on them goes on. Those that are being purged are gone.</summary>
    public Task<int?> RestoreAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken) =>
        ChangeAsync(launch, videos, video => video.PurgeBegunAt == null, video => video.DeletedAt != null, set => set.SetProperty(v => v.DeletedAt, (DateTimeOffset?)null), cancellationToken);

    public Task<int?> RenameAsync(Launch launch, Guid video, string title, CancellationToken cancellationToken)
    {
        var kept = StoredText.Clip(title, LongestTitle);
        return ChangeAsync(launch, [video], v => v.DeletedAt == null, _ => true, set => set.SetProperty(v => v.Title, v => kept ?? v.Title), cancellationToken);
    }

    /// <summary>Publishes the video as soon as nothing of it is still being made: at once, where that is so already.</summary>
    public async Task<int?> PublishWhenCaptionedAsync(Launch launch, Guid video, bool wanted, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(launch, [video], v => v.DeletedAt == null, _ => true, set => set.SetProperty(v => v.PublishWhenCaptioned, wanted), cancellationToken);

        // Asked after the wish is written: a job that ends in between sees it, one that ended before is seen here.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (wanted && changed > 0 && !await database.Jobs.AnyAsync(j => j.VideoId == video && j.State != JobState.Done, cancellationToken))
        {
            await PublishAsync(launch, [video], cancellationToken);
        }

        return changed;
    }

    private async Task<int?> ChangeAsync(
        Launch launch,
        IReadOnlyCollection<Guid> videos,
        Expression<Func<Video, bool>> changeable,
        Expression<Func<Video, bool>> needed,
        Action<UpdateSettersBuilder<Video>> change,
        CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var ids = videos.Distinct().ToList();
        var own = database.Videos.Where(v => v.CollectionId == launch.CollectionId && ids.Contains(v.Id)).Where(changeable);
        return await own.CountAsync(cancellationToken) != ids.Count
            ? null
            : await own.Where(needed).ExecuteUpdateAsync(set => change(set.SetProperty(v => v.Version, Guid.CreateVersion7())), cancellationToken);
    }
}
