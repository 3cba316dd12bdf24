using Lectern.Core.Capture.Bookings;
using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Timetables;

/// <summary>
/// Finds the course of a timetable's booking by the code that its event names: a course's short name, its id in the student information system or in the LMS, or a section's key or name.
/// What fits several courses fits none, but for the one whose term it lies in; it waits for somebody to choose.
/// </summary>
public sealed class MatchCourses(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    // Lectures are held before their course is opened for the first time.
    private static readonly TimeSpan s_waits = TimeSpan.FromDays(60);
    private const int AtOnce = 200;

    /// <summary>Those that have no course yet: it may have been opened since.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var from = time.GetUtcNow() - s_waits;
        var waiting = await database.Bookings.Include(row => row.Sections)
            .Where(row => row.TimetableId != null && row.CourseId == null && !row.IsEdited && row.EventText != "" && row.EndsAt > from && (row.CancelledAt == null || row.ClashesWithId != null))
            .ToListAsync(cancellationToken);
        await ApplyAsync(database, waiting, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives them the courses that are found; the others keep what they have.</summary>
    internal static async Task ApplyAsync(LecternDbContext database, IReadOnlyCollection<Booking> bookings, CancellationToken cancellationToken)
    {
        if (bookings.Count == 0)
        {
            return;
        }

        var patterns = await database.Timetables.ToDictionaryAsync(row => row.Id, row => row.Pattern, cancellationToken);
        var codes = bookings.Select(booking => (booking, Codes: CourseCodes.Of(booking.EventText ?? "", patterns.GetValueOrDefault(booking.TimetableId!.Value)))).ToList();
        var known = await FindAsync(database, [.. codes.SelectMany(one => one.Codes).Distinct()], cancellationToken);
        foreach (var (booking, named) in codes)
        {
            var found = known.Where(place => place.Names.Any(named.Contains)).ToList();
            if (CourseOf(found, booking.StartsAt) is not { } course)
            {
                continue;
            }

            // Its own sections alone: what it was for before is another course's.
            var sections = found.Where(place => place.CourseId == course && place.SectionId is not null).Select(place => place.SectionId!.Value).Distinct().ToList();
            (booking.CourseId, booking.OwnerId, booking.Version) = (course, booking.CourseId == course ? booking.OwnerId : null, Guid.CreateVersion7());
            booking.Sections.RemoveAll(section => !sections.Contains(section.SectionId));
            booking.Sections.AddRange(sections.Where(id => booking.Sections.TrueForAll(section => section.SectionId != id)).Select(id => new BookingSection { BookingId = booking.Id, SectionId = id }));
        }
    }

    // A course that is named itself counts before those that have a section of that name.
    private static Guid? CourseOf(IReadOnlyCollection<Named> found, DateTimeOffset at)
    {
        var named = found.Where(place => place.SectionId is null).ToList();
        var courses = (named.Count > 0 ? named : found).DistinctBy(place => place.CourseId).ToList();
        var running = courses.Where(place => place.Begins is { } begins && place.Ends is { } ends && begins <= at && at < ends).ToList();
        return courses.Count == 1 ? courses[0].CourseId : running.Count == 1 ? running[0].CourseId : null;
    }

    private static async Task<IReadOnlyList<Named>> FindAsync(LecternDbContext database, IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var found = new List<Named>();
        foreach (var some in codes.Chunk(AtOnce))
        {
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where only the plain form is known.
            var courses = database.Courses.Where(c => some.Contains(c.Label!.ToLower()) || some.Contains(c.SourcedId!.ToLower()) || some.Contains(c.ContextId.ToLower()));
            var sections = database.Sections.Where(s => !s.IsWholeCourse && (some.Contains(s.Key.ToLower()) || some.Contains(s.Name!.ToLower())));
#pragma warning restore CA1304, CA1311, CA1862
            found.AddRange((await courses.Select(c => new { c.Id, c.Label, c.SourcedId, c.ContextId, c.Term!.StartsAt, c.Term.EndsAt }).ToListAsync(cancellationToken))
                .Select(c => new Named(c.Id, null, CourseCodes.Plain(c.Label, c.SourcedId, c.ContextId), c.StartsAt, c.EndsAt)));
            found.AddRange((await sections.Join(database.Courses, s => s.CourseId, c => c.Id, (s, c) => new { s.Id, s.CourseId, s.Key, s.Name, c.Term!.StartsAt, c.Term.EndsAt }).ToListAsync(cancellationToken))
                .Select(s => new Named(s.CourseId, s.Id, CourseCodes.Plain(s.Key, s.Name), s.StartsAt, s.EndsAt)));
        }

        return found;
    }

    /// <param name="SectionId">Null for the course itself.</param>
    private sealed record Named(Guid CourseId, Guid? SectionId, IReadOnlyList<string> Names, DateTimeOffset? Begins, DateTimeOffset? Ends);
}
