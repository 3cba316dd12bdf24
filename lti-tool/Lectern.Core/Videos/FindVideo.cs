using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>Finds a video for a launch. A media id is never a right: what the launch may not see is as good as not there.</summary>
public sealed class FindVideo(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<FoundVideo> RunAsync(Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await RunAsync(database, launch, videoId, cancellationToken);
    }

    internal static async Task<FoundVideo> RunAsync(LecternDbContext database, Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        var video = await database.Videos.AsNoTracking().AsSplitQuery()
            .Include(v => v.Owner)
            .Include(v => v.Source)
            .Include(v => v.CaptionTracks)
            .Include(v => v.Renditions)
            .Where(launch.VisibleVideos())
            .FirstOrDefaultAsync(v => v.Id == videoId, cancellationToken);
        return video is not null
            ? new FoundVideo(video, VideoRefusal.None)
            : new FoundVideo(null, await WhyNotAsync(database, launch, videoId, cancellationToken));
    }

    // Only of a video of their own course may learners hear that it is there but not published.
    private static async Task<VideoRefusal> WhyNotAsync(LecternDbContext database, Launch launch, Guid videoId, CancellationToken cancellationToken) =>
        launch is { Role: CourseRole.Learner, CollectionId: { } collection }
        && await database.Videos.AnyAsync(v => v.Id == videoId && v.CollectionId == collection && v.DeletedAt == null, cancellationToken)
            ? VideoRefusal.NotPublished
            : VideoRefusal.NotYours;
}

public sealed record FoundVideo(Video? Video, VideoRefusal Refusal);

public enum VideoRefusal
{
    None,

    /// <summary>It is in the launch's course, as a draft.</summary>
    NotPublished,

    /// <summary>It is not there, or not for this launch; which of the two is not said.</summary>
    NotYours,
}
