using Lectern.Core.Collections;
using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Checks;

/// <summary>Does away with what keeps learners of a section from playing videos of the launch's course, as far as its teacher may. Safe to repeat.</summary>
public sealed class RepairVideos(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, JobSignal signal, TimeProvider time)
{
    /// <summary>How many were repaired, or null when the course or the section is not this launch's. What a check doesn't find broken stays as it is.</summary>
    public async Task<int?> RunAsync(Launch launch, Guid? section, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        var repaired = await errors.AgainAsync(() => TryAsync(launch, section, videos, cancellationToken));
        signal.Set();
        return repaired;
    }

    private async Task<int?> TryAsync(Launch launch, Guid? section, IReadOnlyCollection<Guid> videos, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanEdit() || !await CheckCourse.IsOfCourseAsync(database, launch, section, cancellationToken))
        {
            return null;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var scope = new CheckScope(database, launch, section, time.GetUtcNow());
        var broken = (await CheckCourse.OfVideosAsync(scope, videos, cancellationToken)).Where(v => v.IsRepairable).ToList();
        foreach (var video in broken)
        {
            await RepairAsync(scope, video, cancellationToken);
            database.Audit.Add(new AuditEntry
            {
                At = scope.Now,
                Actor = Actors.Of(launch.PersonId),
                Act = Acts.RepairVideo,
                Subject = video.VideoId.ToString(),
                Detail = $"{launch.CollectionId} {string.Join(' ', video.Obstacles.Select(o => o.Kind))}",
            });
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return broken.Count;
    }

    private static async Task RepairAsync(CheckScope scope, CheckedVideo video, CancellationToken cancellationToken)
    {
        if (video.Item is null)
        {
            await AskAsync(scope, video.VideoId, cancellationToken);
            return;
        }

        // Its row's lock first: a purge that begins at the same moment waits, and then finds it restored.
        await scope.Database.Videos.Where(v => v.Id == video.VideoId && v.PurgeBegunAt == null && v.DeletedAt != null).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.DeletedAt, (DateTimeOffset?)null).SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
        var item = await scope.Database.Items.Include(i => i.Sections).Include(i => i.Video).FirstAsync(i => i.Id == video.Item.Id, cancellationToken);
        // In a shared collection learners of no section are those of their whole course, which opens nothing to the other courses.
        var section = scope.Section ?? await scope.Database.Sections.Where(s => s.CourseId == scope.Launch.CourseId && s.IsWholeCourse).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        foreach (var obstacle in video.Obstacles)
        {
            Repair(scope with { Section = section }, item, obstacle.Kind);
        }

        item.Version = Guid.CreateVersion7();
        if (scope.Launch.CanChange(item))
        {
            await scope.Database.Jobs.Where(j => j.VideoId == video.VideoId && j.Kind == JobKind.Video && j.State == JobState.Failed)
                .ExecuteUpdateAsync(set => JobStates.Renewed(set, scope.Now), cancellationToken);
        }
    }

    private static void Repair(CheckScope scope, CollectionItem item, ObstacleKind obstacle)
    {
        switch (obstacle)
        {
            case ObstacleKind.TakenOut:
                item.RemovedAt = null;
                break;
            case ObstacleKind.Draft:
                (item.Visibility, item.PublishedAt, item.PublishWhenCaptioned) = (Visibility.Published, scope.Now, false);
                break;
            case ObstacleKind.OtherSections:
                OpenTo(scope, item);
                break;
            case ObstacleKind.NotOpenYet:
                ClearDates(scope, item, isStart: true);
                break;
            case ObstacleKind.Closed:
                ClearDates(scope, item, isStart: false);
                break;
        }
    }

    // Learners of no section see only what is for the whole course.
    private static void OpenTo(CheckScope scope, CollectionItem item)
    {
        if (scope.Section is { } section)
        {
            scope.Database.ItemSections.Add(new ItemSection { ItemId = item.Id, SectionId = section });
        }
        else
        {
            item.ForSections = false;
        }
    }

    // The other sections keep the date that was theirs too.
    private static void ClearDates(CheckScope scope, CollectionItem item, bool isStart)
    {
        foreach (var part in item.ForSections ? item.Sections : [])
        {
            var isOurs = part.SectionId == scope.Section;
            if (isStart)
            {
                part.AvailableFrom = isOurs ? null : part.AvailableFrom ?? item.AvailableFrom;
            }
            else
            {
                part.AvailableUntil = isOurs ? null : part.AvailableUntil ?? item.AvailableUntil;
            }
        }

        (item.AvailableFrom, item.AvailableUntil) = (isStart ? null : item.AvailableFrom, isStart ? item.AvailableUntil : null);
    }

    private static async Task AskAsync(CheckScope scope, Guid video, CancellationToken cancellationToken)
    {
        var request = await scope.Database.CopyRequests.FirstOrDefaultAsync(r => r.VideoId == video && r.CollectionId == scope.Launch.CollectionId, cancellationToken);
        if (request is null)
        {
            scope.Database.CopyRequests.Add(new CopyRequest { VideoId = video, CollectionId = scope.Launch.CollectionId!.Value, PersonId = scope.Launch.PersonId, AskedAt = scope.Now });
            return;
        }

        (request.DecidedAt, request.DecidedById) = (null, null);
    }
}
