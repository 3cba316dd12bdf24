using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>The videos of the launch's collection that the launch may see, with what is going on with them.</summary>
public sealed class ListVideos(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<VideoPage> RunAsync(Launch launch, VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = Searched(database.Videos.AsNoTracking().Where(launch.VisibleVideos()), query.Search);
        var videos = await Sorted(found, query.Sort)
            .Include(v => v.Owner)
            .Include(v => v.CaptionTracks)
            .Include(v => v.Source)
            .AsSplitQuery()
            .Skip(query.Skip)
            .Take(VideoQuery.PageSize)
            .ToListAsync(cancellationToken);
        var ids = videos.Select(v => v.Id).ToList();
        var jobs = await database.Jobs.AsNoTracking().Where(j => ids.Contains(j.VideoId)).ToListAsync(cancellationToken);
        var byVideo = jobs.ToLookup(j => j.VideoId);
        return new VideoPage([.. videos.Select(v => new ListedVideo(v, [.. byVideo[v.Id]]))], await found.CountAsync(cancellationToken));
    }

    private static IQueryable<Video> Searched(IQueryable<Video> videos, string? search) =>
        string.IsNullOrWhiteSpace(search)
            ? videos
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where only the plain form is known.
            : videos.Where(v => v.Title.ToLower().Contains(search.Trim().ToLower()));
#pragma warning restore CA1304, CA1311, CA1862

    private static IQueryable<Video> Sorted(IQueryable<Video> videos, VideoSort sort) => sort switch
    {
        VideoSort.Oldest => videos.OrderBy(v => v.CreatedAt).ThenBy(v => v.Id),
        VideoSort.Title => videos.OrderBy(v => v.Title).ThenBy(v => v.Id),
        _ => videos.OrderByDescending(v => v.CreatedAt).ThenBy(v => v.Id),
    };
}

/// <param name="Skip">How many videos came on the pages before; 0 or more.</param>
public sealed record VideoQuery(string? Search = null, VideoSort Sort = VideoSort.Newest, int Skip = 0)
{
    /// <summary>Most videos of one answer.</summary>
    public const int PageSize = 500;
}

/// <param name="Total">How many there are on all pages together.</param>
public sealed record VideoPage(IReadOnlyList<ListedVideo> Videos, int Total);

public enum VideoSort
{
    Newest,
    Oldest,
    Title,
}

public sealed record ListedVideo(Video Video, IReadOnlyList<Job> Jobs);
