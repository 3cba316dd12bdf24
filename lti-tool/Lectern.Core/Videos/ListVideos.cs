using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>The videos of the launch's collection that the launch may see, with what is going on with them.</summary>
public sealed class ListVideos(IDbContextFactory<LecternDbContext> databases)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<ListedVideo>> RunAsync(Launch launch, VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var videos = await Sorted(Searched(database.Videos.AsNoTracking().Where(launch.VisibleVideos()), query.Search), query.Sort)
            .Include(v => v.Owner)
            .Include(v => v.CaptionTracks)
            .Include(v => v.Source)
            .AsSplitQuery()
            .Take(Most)
            .ToListAsync(cancellationToken);
        var ids = videos.Select(v => v.Id).ToList();
        var jobs = await database.Jobs.AsNoTracking().Where(j => ids.Contains(j.VideoId)).ToListAsync(cancellationToken);
        var byVideo = jobs.ToLookup(j => j.VideoId);
        return [.. videos.Select(v => new ListedVideo(v, [.. byVideo[v.Id]]))];
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

public sealed record VideoQuery(string? Search = null, VideoSort Sort = VideoSort.Newest);

public enum VideoSort
{
    Newest,
    Oldest,
    Title,
}

public sealed record ListedVideo(Video Video, IReadOnlyList<Job> Jobs);
