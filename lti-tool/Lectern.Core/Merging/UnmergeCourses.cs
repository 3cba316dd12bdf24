using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Merging;

/// <summary>
/// Gives a course its own collection back, with all that its people could see: what it brought moves back, of what was made meanwhile or opened to it, it keeps a
/// reference, and so do the others of what was opened to them.
/// </summary>
public sealed class UnmergeCourses(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Null when the course shares nothing.</summary>
    public async Task<UnmergePreview?> PreviewAsync(Guid platformId, Guid courseId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, platformId, courseId, cancellationToken) is not { } part)
        {
            return null;
        }

        var items = await ItemsAsync(database, part, cancellationToken);
        var back = items.Count(i => i.RemovedAt is null && i.MergedFromId == courseId);
        return new UnmergePreview(part.Course, back, items.Count(i => i.RemovedAt is null && i.MergedFromId != courseId && IsFor(i, part.Sections)));
    }

    /// <summary>False when the course shares nothing.</summary>
    public async Task<bool> RunAsync(Guid platformId, Guid courseId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(database, platformId, courseId, cancellationToken) is not { } part
            || await database.Courses.Where(c => c.Id == courseId && c.SharedWithId == part.HostId).ExecuteUpdateAsync(set => set.SetProperty(c => c.SharedWithId, (Guid?)null), cancellationToken) == 0)
        {
            return false;
        }

        await PartAsync(database, part, cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.UnmergeCourses, Subject = part.HostId.ToString(), Detail = $"{part.Course.Title} ({courseId})" });
        await database.SaveChangesAsync(cancellationToken);
        await database.Launches.Where(l => l.CourseId == courseId).ExecuteUpdateAsync(set => set.SetProperty(l => l.CollectionId, part.Own), cancellationToken);
        await MoveWatchedBackAsync(database, part, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task PartAsync(LecternDbContext database, Part part, CancellationToken cancellationToken)
    {
        var others = await database.Courses.Where(c => c.Id == part.HostId || (c.SharedWithId == part.HostId && c.Id != part.Course.Id)).ToListAsync(cancellationToken);
        var whole = await WholeCourse.OfAsync(database, [.. others, part.Course], cancellationToken);
        var kept = await database.Items.Include(i => i.Video).Where(i => i.CollectionId == part.Own).ToListAsync(cancellationToken);
        foreach (var item in kept.Where(i => i.MergedFromId == part.Course.Id))
        {
            // Both had it, and it was made here.
            database.Entry(item.Video).Property(v => v.CollectionId).CurrentValue = part.Own;
            item.MergedFromId = null;
        }

        var own = kept.ToDictionary(i => i.VideoId);
        foreach (var item in await ItemsAsync(database, part, cancellationToken))
        {
            var (theirs, ours) = (Reference(item, part.Own, part.Sections.Contains), Reference(item, part.Home, section => !part.Sections.Contains(section)));
            if (ours is not null && others.Count == 1)
            {
                ItemAudience.Widen(database, ours, whole[part.HostId]);
            }

            if (item.MergedFromId == part.Course.Id && !own.ContainsKey(item.VideoId))
            {
                MoveBack(database, item, part, ours);
                ItemAudience.Widen(database, item, whole[part.Course.Id]);
                continue;
            }

            if (item.RemovedAt is null && theirs is not null && !own.ContainsKey(item.VideoId))
            {
                ItemAudience.Widen(database, theirs, whole[part.Course.Id]);
                database.Items.Add(theirs);
            }

            ItemAudience.Forget(database, item, s => part.Sections.Contains(s.SectionId));
            if (others.Count == 1)
            {
                ItemAudience.Widen(database, item, whole[part.HostId]);
            }
        }
    }

    // Who is in another of the courses too may have watched there: their records stay.
    private static async Task MoveWatchedBackAsync(LecternDbContext database, Part part, CancellationToken cancellationToken)
    {
        await database.GradedLinks.Where(l => l.ResourceLink.CourseId == part.Course.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.CollectionId, part.Own), cancellationToken);
        var others = database.Courses.Where(c => c.Id == part.HostId || c.SharedWithId == part.HostId);
        await database.WatchRecords
            .Where(r => r.CollectionId == part.Home && !database.WatchRecords.Any(o => o.CollectionId == part.Own && o.VideoId == r.VideoId && o.PersonId == r.PersonId))
            .Where(r => database.Enrolments.Any(e => e.CourseId == part.Course.Id && e.PersonId == r.PersonId)
                && !database.Enrolments.Any(e => others.Any(c => c.Id == e.CourseId) && e.PersonId == r.PersonId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.CollectionId, part.Own), cancellationToken);
    }

    private static void MoveBack(LecternDbContext database, CollectionItem item, Part part, CollectionItem? ours)
    {
        if (item.IsHome)
        {
            database.Entry(item.Video).Property(v => v.CollectionId).CurrentValue = part.Own;
        }

        database.Entry(item).Property(i => i.CollectionId).CurrentValue = part.Own;
        item.MergedFromId = null;
        ItemAudience.Forget(database, item, s => !part.Sections.Contains(s.SectionId));
        if (item.RemovedAt is null && ours is not null)
        {
            database.Items.Add(ours);
        }
    }

    // What some of the courses keep of an item that goes to, or stays with, the others; null where it was not for them.
    private static CollectionItem? Reference(CollectionItem item, Guid collection, Func<Guid, bool> isTheirs)
    {
        if (item.ForSections && !item.Sections.Exists(s => isTheirs(s.SectionId)))
        {
            return null;
        }

        var copy = new CollectionItem
        {
            CollectionId = collection,
            VideoId = item.VideoId,
            Title = item.Title,
            Visibility = item.Visibility,
            PublishWhenCaptioned = item.PublishWhenCaptioned,
            PublishedAt = item.PublishedAt,
            AvailableFrom = item.AvailableFrom,
            AvailableUntil = item.AvailableUntil,
            ForSections = item.ForSections,
            AddedAt = item.AddedAt,
        };
        copy.Sections.AddRange(item.Sections.Where(s => isTheirs(s.SectionId)).Select(s => new ItemSection { ItemId = copy.Id, SectionId = s.SectionId, AvailableFrom = s.AvailableFrom, AvailableUntil = s.AvailableUntil }));
        return copy;
    }

    private static bool IsFor(CollectionItem item, HashSet<Guid> sections) => !item.ForSections || item.Sections.Exists(s => sections.Contains(s.SectionId));

    private static Task<List<CollectionItem>> ItemsAsync(LecternDbContext database, Part part, CancellationToken cancellationToken) =>
        database.Items.Include(i => i.Sections).Include(i => i.Video).Where(i => i.CollectionId == part.Home).ToListAsync(cancellationToken);

    private static async Task<Part?> FindAsync(LecternDbContext database, Guid platformId, Guid courseId, CancellationToken cancellationToken)
    {
        if (await database.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == courseId && c.PlatformId == platformId, cancellationToken) is not { SharedWithId: { } host } course)
        {
            return null;
        }

        var collections = await database.Collections.Where(c => c.CourseId == host || c.CourseId == courseId).ToDictionaryAsync(c => c.CourseId!.Value, c => c.Id, cancellationToken);
        var sections = await database.Sections.Where(s => s.CourseId == courseId).Select(s => s.Id).ToListAsync(cancellationToken);
        return new Part(course, host, collections[host], collections[courseId], [.. sections]);
    }

    private sealed record Part(Course Course, Guid HostId, Guid Home, Guid Own, HashSet<Guid> Sections);
}

/// <param name="Back">Videos that move back with the course.</param>
/// <param name="Kept">Videos of the shared collection of which it keeps a reference.</param>
public sealed record UnmergePreview(Course Course, int Back, int Kept);
