using Lectern.Core.Checks;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>Finds a video for a launch. A media id is never a right: what the launch may not see is as good as not there.</summary>
public sealed class FindVideo(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<FoundVideo> RunAsync(Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var items = database.Items.AsSplitQuery()
            .Include(i => i.Sections)
            .Include(i => i.Video.Owner)
            .Include(i => i.Video.Source)
            .Include(i => i.Video.CaptionTracks)
            .Include(i => i.Video.Renditions);
        return await RunAsync(database, items, launch, videoId, time.GetUtcNow(), cancellationToken);
    }

    /// <param name="items">The items, with what the caller needs of them.</param>
    internal static async Task<FoundVideo> RunAsync(
        LecternDbContext database, IQueryable<CollectionItem> items, Launch launch, Guid videoId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var visible = items.AsNoTracking().VisibleTo(launch, now);
        var item = await visible.FirstOrDefaultAsync(i => i.VideoId == videoId, cancellationToken)
            // Asked by the name it had before the course had a copy of its own.
            ?? await visible.CalledBy(videoId).FirstOrDefaultAsync(cancellationToken);
        return item is not null
            ? new FoundVideo(item, VideoRefusal.None)
            : await WhyNotAsync(database, launch, videoId, now, cancellationToken);
    }

    private static async Task<FoundVideo> WhyNotAsync(LecternDbContext database, Launch launch, Guid videoId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (launch is not { Role: not CourseRole.None, CollectionId: { } collection })
        {
            return new FoundVideo(null, VideoRefusal.NotYours);
        }

        var item = await database.Items.AsNoTracking().FirstOrDefaultAsync(i => i.VideoId == videoId && i.CollectionId == collection && i.Video.DeletedAt == null, cancellationToken);
        if (item is null)
        {
            return await database.CopyRequests.AnyAsync(r => r.VideoId == videoId && r.CollectionId == collection && !r.IsAllowed, cancellationToken)
                ? new FoundVideo(null, VideoRefusal.OfAnotherCourse)
                : new FoundVideo(null, NotYoursTo(launch));
        }

        // Only of what is meant for the whole course may learners hear that it is there.
        var obstacle = !launch.CanEdit() && !item.ForSections ? Obstacle.OfItem(item, launch.CourseId, null, now).FirstOrDefault() : null;
        return obstacle?.Kind switch
        {
            ObstacleKind.Draft => new FoundVideo(null, VideoRefusal.NotPublished),
            ObstacleKind.NotOpenYet => new FoundVideo(null, VideoRefusal.NotOpenYet, obstacle.At),
            ObstacleKind.Closed => new FoundVideo(null, VideoRefusal.Closed, obstacle.At),
            _ => new FoundVideo(null, NotYoursTo(launch)),
        };
    }

    // Said of whatever is asked for, so that nobody learns by it what is there for others.
    private static VideoRefusal NotYoursTo(Launch launch) =>
        launch.SectionsUnknown && !launch.CanEdit() ? VideoRefusal.SectionsUnknown : VideoRefusal.NotYours;
}

/// <param name="Item">Null when refused.</param>
/// <param name="At">When it opens, or closed.</param>
public sealed record FoundVideo(CollectionItem? Item, VideoRefusal Refusal, DateTimeOffset? At = null);

public enum VideoRefusal
{
    None,

    /// <summary>It is in the launch's course, as a draft.</summary>
    NotPublished,

    /// <summary>It is in the launch's course, for later.</summary>
    NotOpenYet,

    /// <summary>It was in the launch's course until some time ago.</summary>
    Closed,

    /// <summary>A link to it stands in this course, which may not play it until its teachers say so.</summary>
    OfAnotherCourse,

    /// <summary>The platform did not say in which sections the person is, and it may be for one of them.</summary>
    SectionsUnknown,

    /// <summary>It is not there, or not for this launch; which of the two is not said.</summary>
    NotYours,
}
