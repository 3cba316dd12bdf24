using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Merging;

/// <summary>
/// Lets a course share another one's collection, as cross-listed courses do. Its videos move there and are seen by the same people as before; new ones are for all
/// the courses unless a teacher says otherwise. What moved is marked, so that <see cref="UnmergeCourses"/> finds it.
/// </summary>
public sealed class MergeCourses(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Null when the two can't be merged.</summary>
    public async Task<MergePreview?> PreviewAsync(Guid platformId, Guid hostId, Guid courseId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, platformId, hostId, courseId, cancellationToken) is not { } pair)
        {
            return null;
        }

        var (here, there) = (Standing(database, pair.Home), Standing(database, pair.Moving));
        return new MergePreview(
            pair.Host,
            pair.Course,
            await here.CountAsync(cancellationToken),
            await there.CountAsync(cancellationToken),
            await there.CountAsync(i => here.Any(h => h.VideoId == i.VideoId), cancellationToken));
    }

    /// <summary>False when the two can't be merged, or were by somebody else at the same moment.</summary>
    public async Task<bool> RunAsync(Guid platformId, Guid hostId, Guid courseId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(database, platformId, hostId, courseId, cancellationToken) is not { } pair || await TakeAsync(database, pair, cancellationToken) == 0)
        {
            return false;
        }

        await MoveItemsAsync(database, pair, cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.MergeCourses, Subject = hostId.ToString(), Detail = $"{pair.Course.Title} ({courseId})" });
        await database.SaveChangesAsync(cancellationToken);
        await MoveRestAsync(database, pair, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // One update decides between two that merge at once, and takes the row's lock before anything is looked at.
    private static Task<int> TakeAsync(LecternDbContext database, Pair pair, CancellationToken cancellationToken) =>
        database.Courses
            .Where(c => c.Id == pair.Course.Id && c.SharedWithId == null
                && !database.Courses.Any(o => o.SharedWithId == c.Id)
                && !database.Courses.Any(o => o.Id == pair.Host.Id && o.SharedWithId != null))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.SharedWithId, (Guid?)pair.Host.Id), cancellationToken);

    private static async Task MoveItemsAsync(LecternDbContext database, Pair pair, CancellationToken cancellationToken)
    {
        var sharing = await database.Courses.SharingWith(pair.Host.Id).Where(c => c.Id != pair.Course.Id).ToListAsync(cancellationToken);
        var whole = await WholeCourse.OfAsync(database, [.. sharing, pair.Course], cancellationToken);
        var items = await database.Items.Include(i => i.Sections).Include(i => i.Video).Where(i => i.CollectionId == pair.Home || i.CollectionId == pair.Moving).ToListAsync(cancellationToken);
        var here = items.Where(i => i.CollectionId == pair.Home).ToDictionary(i => i.VideoId);
        var copied = await database.Videos.Where(v => v.CollectionId == pair.Home && v.CopyOfId != null).Select(v => v.CopyOfId).ToListAsync(cancellationToken);
        foreach (var item in here.Values)
        {
            ItemAudience.Narrow(item, sharing.Select(c => whole[c.Id]));
        }

        foreach (var item in items.Where(i => i.CollectionId == pair.Moving))
        {
            var isHome = item.IsHome;
            var entry = database.Entry(item);
            if (here.GetValueOrDefault(item.VideoId) is not { } twin)
            {
                ItemAudience.Narrow(item, [whole[pair.Course.Id]]);
                (entry.Property(i => i.CollectionId).CurrentValue, item.MergedFromId) = (pair.Home, pair.Course.Id);
            }
            else
            {
                JoinTwin(database, item, twin, whole[pair.Course.Id]);
                item.MergedFromId = isHome ? pair.Course.Id : null;
            }

            // Of two own copies of one video, a collection is home to one: the other stays where it was made.
            if (isHome && !copied.Contains(item.Video.CopyOfId))
            {
                database.Entry(item.Video).Property(v => v.CollectionId).CurrentValue = pair.Home;
            }
        }
    }

    // The course's own item stays as it is, for the day they part again.
    private static void JoinTwin(LecternDbContext database, CollectionItem item, CollectionItem twin, Section wholeCourse)
    {
        if (item.RemovedAt is not null)
        {
            return;
        }

        if (twin.RemovedAt is not null)
        {
            (twin.RemovedAt, twin.ForSections) = (null, true);
            ItemAudience.Forget(database, twin, _ => true);
        }

        var seen = new CollectionItem { Visibility = item.Visibility, PublishedAt = item.PublishedAt, ForSections = item.ForSections, AvailableFrom = item.AvailableFrom, AvailableUntil = item.AvailableUntil };
        seen.Sections.AddRange(item.Sections);
        ItemAudience.Narrow(seen, [wholeCourse]);
        ItemAudience.Join(database, twin, seen);
    }

    private static async Task MoveRestAsync(LecternDbContext database, Pair pair, CancellationToken cancellationToken)
    {
        await database.Launches.Where(l => l.CourseId == pair.Course.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.CollectionId, pair.Home), cancellationToken);
        await database.Uploads.Where(u => u.CollectionId == pair.Moving && u.State == UploadState.Open).ExecuteUpdateAsync(set => set.SetProperty(u => u.CollectionId, pair.Home), cancellationToken);
        await database.CopyRequests
            .Where(r => r.CollectionId == pair.Moving && !database.CopyRequests.Any(o => o.CollectionId == pair.Home && o.VideoId == r.VideoId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.CollectionId, pair.Home), cancellationToken);
        await database.Rollovers.Where(r => r.CollectionId == pair.Moving).ExecuteUpdateAsync(set => set.SetProperty(r => r.CollectionId, pair.Home), cancellationToken);
        await MoveWatchedAsync(database, pair, cancellationToken);
    }

    // Points go by what is watched in the link's collection.
    private static async Task MoveWatchedAsync(LecternDbContext database, Pair pair, CancellationToken cancellationToken)
    {
        await database.GradedLinks.Where(l => l.ResourceLink.CourseId == pair.Course.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.CollectionId, pair.Home), cancellationToken);
        await database.WatchRecords
            .Where(r => r.CollectionId == pair.Moving && !database.WatchRecords.Any(o => o.CollectionId == pair.Home && o.VideoId == r.VideoId && o.PersonId == r.PersonId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.CollectionId, pair.Home), cancellationToken);
    }

    private static async Task<Pair?> FindAsync(LecternDbContext database, Guid platformId, Guid hostId, Guid courseId, CancellationToken cancellationToken)
    {
        var courses = await database.Courses.AsNoTracking().Where(c => c.PlatformId == platformId && c.SharedWithId == null && (c.Id == hostId || c.Id == courseId)).ToListAsync(cancellationToken);
        if (courses.Count != 2 || await database.Courses.AnyAsync(c => c.SharedWithId == courseId, cancellationToken))
        {
            return null;
        }

        var collections = await database.Collections.Where(c => c.CourseId == hostId || c.CourseId == courseId).ToDictionaryAsync(c => c.CourseId!.Value, c => c.Id, cancellationToken);
        return collections.Count == 2 ? new Pair(courses.Find(c => c.Id == hostId)!, courses.Find(c => c.Id == courseId)!, collections[hostId], collections[courseId]) : null;
    }

    private static IQueryable<CollectionItem> Standing(LecternDbContext database, Guid collection) => database.Items.Where(CollectionItem.Stands).Where(i => i.CollectionId == collection);

    private sealed record Pair(Course Host, Course Course, Guid Home, Guid Moving);
}

/// <param name="HostVideos">What lies in the collection that both will share.</param>
/// <param name="Videos">What comes into it.</param>
/// <param name="Both">What both have.</param>
public sealed record MergePreview(Course Host, Course Course, int HostVideos, int Videos, int Both);
