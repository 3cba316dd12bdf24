using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Merging;
using Lectern.Core.ResourceLinks;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>
/// Looks for the item that a copied link was copied with. The platform's word on where the course came from counts first; without it, that a
/// teacher of this course already has the video in a course of theirs. A student's own sandbox course has neither.
/// </summary>
internal static class FindCopiedItem
{
    // A copy of a copy of a copy: platforms that tell only the nearest ancestor are asked this often.
    private const int MostGenerations = 20;

    /// <param name="teachers">Teachers of the course that are not in the database yet.</param>
    /// <param name="canAsk">Whether the platform offers a list of who teaches the course.</param>
    internal static async Task<CollectionItem?> RunAsync(
        LecternDbContext database, Course course, Ticket ticket, IReadOnlyCollection<Guid> teachers, bool canAsk, CancellationToken cancellationToken)
    {
        var called = await OwnCopies.CalledAnywhereAsync(database, ticket.VideoId, cancellationToken);
        var items = database.Items.Include(i => i.Collection).Include(i => i.Video).Where(CollectionItem.Stands).Where(i => called.Contains(i.Id));
        var known = await database.Enrolments.OfTeachers().Where(e => e.CourseId == course.Id).Select(e => e.PersonId).ToListAsync(cancellationToken);
        var here = known.Concat(teachers).ToHashSet();
        return await OfAncestorsAsync(database, isNoticed: true, items, course, here, cancellationToken)
            ?? (await HistoryCountsAsync(database, course, here, canAsk, cancellationToken) ? await OfAncestorsAsync(database, isNoticed: false, items, course, here, cancellationToken) : null)
            ?? await OfTeachersAsync(database, items, ticket, here, cancellationToken);
    }

    // In Canvas a link's own parameters hide the tool's, so that whoever owns a course can make up its history, and have it opened first by somebody who
    // is no student of the origin. There a history alone counts only where it is known who teaches the course: as its list says, where there is one.
    private static async Task<bool> HistoryCountsAsync(LecternDbContext database, Course course, HashSet<Guid> here, bool canAsk, CancellationToken cancellationToken)
    {
        var platform = await database.Platforms.FindAsync([course.PlatformId], cancellationToken);
        if (!string.Equals(platform?.ProductFamily, "canvas", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var isAsked = !canAsk || course.TeachersAskedAt is not null;
        return isAsked && here.Count > 0;
    }

    /// <param name="isNoticed">Only by what notices told, which the platform signs itself.</param>
    private static async Task<CollectionItem?> OfAncestorsAsync(
        LecternDbContext database, bool isNoticed, IQueryable<CollectionItem> items, Course course, HashSet<Guid> here, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { course.ContextId };
        var generation = new List<string> { course.ContextId };
        for (var depth = 0; depth < MostGenerations && generation.Count > 0; depth++)
        {
            // Those that this launch tells are not saved yet.
            var told = database.CourseOrigins.Local.Where(o => !isNoticed && o.PlatformId == course.PlatformId && generation.Contains(o.ContextId)).Select(o => o.OriginContextId);
            var kept = await database.CourseOrigins.Where(o => (!isNoticed || o.Source == CourseOriginSource.Notice) && o.PlatformId == course.PlatformId && generation.Contains(o.ContextId)).Select(o => o.OriginContextId).ToListAsync(cancellationToken);
            generation = [.. told.Concat(kept).Where(seen.Add)];
            var collections = database.Collections.Where(c => database.Courses.Any(o => (o.Id == c.CourseId || o.SharedWithId == c.CourseId) && o.PlatformId == course.PlatformId && generation.Contains(o.ContextId)));
            if (generation.Count > 0 && await items.Where(i => collections.Any(c => c.Id == i.CollectionId)).OrderBy(i => i.AddedAt).FirstOrDefaultAsync(cancellationToken) is { } found)
            {
                return await IsTaughtByStudentOfAsync(database, here, found.Collection.CourseId, cancellationToken) ? null : found;
            }
        }

        return null;
    }

    // On some platforms a link's own parameters hide the tool's, so whoever teaches a course of their own can make up its history. A student of the
    // origin, or of a course that shares its collection, who teaches here is no proof of a copy.
    private static Task<bool> IsTaughtByStudentOfAsync(LecternDbContext database, HashSet<Guid> here, Guid? origin, CancellationToken cancellationToken)
    {
        var sharing = database.Courses.SharingWith(origin);
        return database.Enrolments.AnyAsync(
            e => sharing.Any(c => c.Id == e.CourseId) && (e.Role == CourseRole.Learner || e.Role == CourseRole.Observer) && here.Contains(e.PersonId), cancellationToken);
    }

    private static async Task<CollectionItem?> OfTeachersAsync(
        LecternDbContext database, IQueryable<CollectionItem> items, Ticket ticket, HashSet<Guid> here, CancellationToken cancellationToken)
    {
        if (here.Count == 0)
        {
            return null;
        }

        // Assistants make links too: who made it counts only for what is their own, and in a course only who teaches it.
        var makes = here.Contains(ticket.MakerId);
        var teaching = database.Enrolments.OfTeachers().Where(e => here.Contains(e.PersonId));
        var theirs = database.Collections.Where(c => teaching.Any(e => e.CourseId == c.CourseId || database.Courses.Any(o => o.Id == e.CourseId && o.SharedWithId == c.CourseId)));
        var found = await items
            .Where(i => (makes && i.CollectionId == ticket.CollectionId && i.Collection.PersonId == ticket.MakerId) || theirs.Any(c => c.Id == i.CollectionId))
            .OrderByDescending(i => i.CollectionId == ticket.CollectionId).ThenBy(i => i.AddedAt)
            .FirstOrDefaultAsync(cancellationToken);

        // A teacher here who is a student there does not hand on what is meant for later, or for another section.
        return found is not null && await IsTaughtByStudentOfAsync(database, here, found.Collection.CourseId, cancellationToken) ? null : found;
    }
}
