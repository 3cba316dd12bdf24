using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>What an instructor changes on videos of the launch's collection. Each answers how many were changed; others' videos are left as they are.</summary>
public sealed class EditVideos(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<int> PublishAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Editable(database, launch, videos)
            .Where(v => v.Visibility == Visibility.Draft)
            .ExecuteUpdateAsync(set => set
                .SetProperty(v => v.Visibility, Visibility.Published)
                .SetProperty(v => v.PublishedAt, now)
                .SetProperty(v => v.PublishWhenCaptioned, false)
                .SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
    }

    public async Task<int> UnpublishAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Editable(database, launch, videos)
            .Where(v => v.Visibility == Visibility.Published)
            .ExecuteUpdateAsync(set => set
                .SetProperty(v => v.Visibility, Visibility.Draft)
                .SetProperty(v => v.PublishedAt, (DateTimeOffset?)null)
                .SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
    }

    /// <summary>Puts videos into the bin. Their files stay.</summary>
    public async Task<int> DeleteAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Editable(database, launch, videos)
            .Where(v => v.DeletedAt == null)
            .ExecuteUpdateAsync(set => set
                .SetProperty(v => v.DeletedAt, now)
                .SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
    }

    public async Task<int> RestoreAsync(Launch launch, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Editable(database, launch, videos)
            .Where(v => v.DeletedAt != null)
            .ExecuteUpdateAsync(set => set
                .SetProperty(v => v.DeletedAt, (DateTimeOffset?)null)
                .SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
    }

    public async Task<int> RenameAsync(Launch launch, Guid video, string title, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Editable(database, launch, [video])
            .ExecuteUpdateAsync(set => set
                .SetProperty(v => v.Title, title)
                .SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
    }

    /// <summary>Publishes the video as soon as nothing of it is still being made: at once, where that is so already.</summary>
    public async Task<int> PublishWhenCaptionedAsync(Launch launch, Guid video, bool wanted, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var changed = await Editable(database, launch, [video])
            .ExecuteUpdateAsync(set => set
                .SetProperty(v => v.PublishWhenCaptioned, wanted)
                .SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);

        // Asked after the wish is written: a job that ends in between sees it, one that ended before is seen here.
        if (wanted && changed > 0 && !await database.Jobs.AnyAsync(j => j.VideoId == video && j.State != JobState.Done, cancellationToken))
        {
            await PublishAsync(launch, [video], cancellationToken);
        }

        return changed;
    }

    private static IQueryable<Video> Editable(LecternDbContext database, Launch launch, IReadOnlyCollection<Guid> videos)
    {
        var collection = launch.CanEdit() ? launch.CollectionId : null;
        return database.Videos.Where(v => v.CollectionId == collection && videos.Contains(v.Id));
    }
}
