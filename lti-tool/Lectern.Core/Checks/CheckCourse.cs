using Lectern.Core.Collections;
using Lectern.Core.Copies;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Lectern.Core.Merging;
using Lectern.Core.Playback;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Checks;

/// <summary>
/// What learners of the launch's course can't play, and why: every item, and every link that was seen to name a video. Judged by the rights that
/// judge a learner's launch. Links that nobody opened are not known.
/// </summary>
public sealed class CheckCourse(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Most videos of one answer.</summary>
    public const int Most = 500;

    /// <summary>Null when the course, or the section, is not this launch's.</summary>
    /// <param name="section">The section of the learners; null for those that are in none.</param>
    public async Task<CourseCheck?> RunAsync(Launch launch, Guid? section, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanEdit() || !await IsOfCourseAsync(database, launch, section, cancellationToken))
        {
            return null;
        }

        var scope = new CheckScope(database, launch, section, time.GetUtcNow());
        var items = await ItemsAsync(scope, scope.Broken, cancellationToken);
        var strangers = await StrangersAsync(scope, scope.Strangers, cancellationToken);
        return new CourseCheck(
            await scope.Open.CountAsync(cancellationToken),
            [.. strangers.Concat(items).Take(Most)],
            await scope.Broken.CountAsync(cancellationToken) + await scope.Strangers.CountAsync(cancellationToken));
    }

    /// <summary>Those of <paramref name="videos"/> that learners of the section can't play.</summary>
    internal static async Task<IReadOnlyList<CheckedVideo>> OfVideosAsync(CheckScope scope, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var items = await ItemsAsync(scope, scope.Broken.Where(i => videos.Contains(i.VideoId)), cancellationToken);
        return [.. items, .. await StrangersAsync(scope, scope.Strangers.Where(id => videos.Contains(id)), cancellationToken)];
    }

    internal static async Task<bool> IsOfCourseAsync(LecternDbContext database, Launch launch, Guid? section, CancellationToken cancellationToken) =>
        section is null || await database.Sections.AnyAsync(s => s.Id == section && database.Courses.SharingWith(launch.CourseId).Any(c => c.Id == s.CourseId), cancellationToken);

    private static async Task<IReadOnlyList<CheckedVideo>> ItemsAsync(CheckScope scope, IQueryable<CollectionItem> broken, CancellationToken cancellationToken)
    {
        var items = await broken.AsNoTracking().AsSplitQuery().Include(i => i.Video).Include(i => i.Sections).ThenInclude(s => s.Section).OrderByDescending(i => i.AddedAt).ThenBy(i => i.Id).Take(Most).ToListAsync(cancellationToken);
        var ids = items.ConvertAll(i => i.VideoId);
        var jobs = (await scope.Database.Jobs.AsNoTracking().Where(j => ids.Contains(j.VideoId)).ToListAsync(cancellationToken)).ToLookup(j => j.VideoId);
        var links = await LinksAsync(scope, ids, cancellationToken);
        return items.ConvertAll(item => Judge(scope, item, [.. jobs[item.VideoId]], [.. links[item.VideoId]]));
    }

    private static CheckedVideo Judge(CheckScope scope, CollectionItem item, IReadOnlyList<Job> jobs, IReadOnlyList<string> links)
    {
        IReadOnlyList<Obstacle> obstacles = item.Video.PurgeBegunAt is not null ? [new Obstacle(ObstacleKind.Gone)] : [.. Of(scope, item, jobs)];
        return new CheckedVideo(item.VideoId, item, links, obstacles)
        {
            IsRepairable = obstacles.Any(o => o.Kind is not (ObstacleKind.Gone or ObstacleKind.Processing) && (o.Kind != ObstacleKind.Failed || scope.Launch.CanChange(item))),
        };
    }

    private static IEnumerable<Obstacle> Of(CheckScope scope, CollectionItem item, IReadOnlyList<Job> jobs)
    {
        if (item.RemovedAt is null && item.Video.DeletedAt is { } deleted)
        {
            yield return new Obstacle(ObstacleKind.TakenOut, deleted);
        }

        foreach (var obstacle in Obstacle.OfItem(item, scope.Launch.CourseId, scope.Section, scope.Now))
        {
            yield return obstacle;
        }

        switch (GetPlayback.StateOf(item.Video, jobs))
        {
            case PlaybackState.Failed:
                yield return new Obstacle(ObstacleKind.Failed);
                break;
            case PlaybackState.Processing:
                yield return new Obstacle(ObstacleKind.Processing);
                break;
        }
    }

    private static async Task<IReadOnlyList<CheckedVideo>> StrangersAsync(CheckScope scope, IQueryable<Guid> strangers, CancellationToken cancellationToken)
    {
        var ids = await strangers.Take(Most).ToListAsync(cancellationToken);
        var there = (await scope.Database.Videos.Where(v => ids.Contains(v.Id) && v.DeletedAt == null).Select(v => v.Id).ToListAsync(cancellationToken)).ToHashSet();
        var requests = await scope.Database.CopyRequests.AsNoTracking()
            .Where(r => r.CollectionId == scope.Launch.CollectionId && ids.Contains(r.VideoId)).ToDictionaryAsync(r => r.VideoId, cancellationToken);
        var links = await LinksAsync(scope, ids, cancellationToken);
        return ids.ConvertAll(id =>
        {
            var obstacle = there.Contains(id) ? OfStranger(requests.GetValueOrDefault(id)) : new Obstacle(ObstacleKind.Gone);
            return new CheckedVideo(id, null, [.. links[id]], [obstacle]) { IsRepairable = CanAsk(obstacle, scope.Now) };
        });
    }

    private static Obstacle OfStranger(CopyRequest? request) => request switch
    {
        null => new Obstacle(ObstacleKind.NeverAsked),
        { DecidedAt: null } => new Obstacle(ObstacleKind.WaitsForAnswer, request.AskedAt),
        _ => new Obstacle(ObstacleKind.Declined, request.DecidedAt),
    };

    private static bool CanAsk(Obstacle obstacle, DateTimeOffset now) =>
        obstacle.Kind == ObstacleKind.NeverAsked || (obstacle.Kind == ObstacleKind.Declined && obstacle.At + CheckedVideo.AnswerHolds <= now);

    private static async Task<ILookup<Guid, string>> LinksAsync(CheckScope scope, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken) =>
        (await scope.Linked.Where(l => videos.Contains(l.VideoId)).Select(l => new { l.VideoId, l.ResourceLink.Title }).ToListAsync(cancellationToken))
            .ToLookup(l => l.VideoId, l => l.Title ?? "");
}
