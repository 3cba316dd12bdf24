using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Videos;

/// <summary>The videos of the launch's collection that the launch may see, with what is going on with them.</summary>
public sealed class ListVideos(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<VideoPage> RunAsync(Launch launch, VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = Searched(database.Items.AsNoTracking().VisibleTo(launch, time.GetUtcNow()), query.Search);
        var items = await Sorted(found, query.Sort)
            .Include(i => i.Sections).ThenInclude(s => s.Section)
            .Include(i => i.Video.Owner)
            .Include(i => i.Video.CaptionTracks)
            .Include(i => i.Video.Source)
            .AsSplitQuery()
            .Skip(query.Skip)
            .Take(VideoQuery.PageSize)
            .ToListAsync(cancellationToken);
        var ids = items.Select(i => i.VideoId).ToList();
        var jobs = await database.Jobs.AsNoTracking().Where(j => ids.Contains(j.VideoId)).ToListAsync(cancellationToken);
        var byVideo = jobs.ToLookup(j => j.VideoId);
        var copies = await CopiesAsync(database, launch, ids, cancellationToken);
        return new VideoPage([.. items.Select(i => new ListedVideo(i, [.. byVideo[i.VideoId]], copies.GetValueOrDefault(i.VideoId)))], await found.CountAsync(cancellationToken));
    }

    // The jobs that make copies of the collection's own, by the video they copy.
    private static async Task<Dictionary<Guid, Job>> CopiesAsync(LecternDbContext database, Launch launch, List<Guid> videos, CancellationToken cancellationToken)
    {
        var copies = await database.Videos.Where(v => v.CollectionId == launch.CollectionId && v.CopyOfId != null && videos.Contains(v.CopyOfId.Value))
            .Join(database.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Copy), v => v.Id, j => j.VideoId, (v, j) => new { Origin = v.CopyOfId!.Value, Job = j }).ToListAsync(cancellationToken);
        return copies.ToDictionary(c => c.Origin, c => c.Job);
    }

    private static IQueryable<CollectionItem> Searched(IQueryable<CollectionItem> items, string? search) =>
        string.IsNullOrWhiteSpace(search)
            ? items
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where only the plain form is known.
            : items.Where(i => (i.Title ?? i.Video.Title).ToLower().Contains(search.Trim().ToLower()));
#pragma warning restore CA1304, CA1311, CA1862

    private static IQueryable<CollectionItem> Sorted(IQueryable<CollectionItem> items, VideoSort sort) => sort switch
    {
        VideoSort.Oldest => items.OrderBy(i => i.AddedAt).ThenBy(i => i.Id),
        VideoSort.Title => items.OrderBy(i => i.Title ?? i.Video.Title).ThenBy(i => i.Id),
        _ => items.OrderByDescending(i => i.AddedAt).ThenBy(i => i.Id),
    };
}

/// <param name="Skip">How many videos came on the pages before; 0 or more.</param>
public sealed record VideoQuery(string? Search = null, VideoSort Sort = VideoSort.Newest, int Skip = 0)
{
    /// <summary>Most videos of one answer.</summary>
    public const int PageSize = 100;
}

/// <param name="Total">How many there are on all pages together.</param>
public sealed record VideoPage(IReadOnlyList<ListedVideo> Videos, int Total);

public enum VideoSort
{
    Newest,
    Oldest,
    Title,
}

/// <param name="Copy">What makes a copy of the collection's own of it; null where nothing does.</param>
public sealed record ListedVideo(CollectionItem Item, IReadOnlyList<Job> Jobs, Job? Copy = null)
{
    public Video Video => Item.Video;
}
