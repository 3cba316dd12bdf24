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
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(14);
    private const int AtOnce = 200;

    /// <summary>Those of the next weeks and the last ones that have no course yet: it may have been opened since.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (from, to) = (time.GetUtcNow() - s_waits, time.GetUtcNow() + s_ahead);
        var waiting = await database.Bookings.Include(row => row.Sections)
            .Where(row => row.TimetableId != null && row.CourseId == null && !row.IsEdited && row.EventText != "" && row.EndsAt > from && row.StartsAt < to && (row.CancelledAt == null || row.ClashesWithId != null))
            .ToListAsync(cancellationToken);
        await ApplyAsync(database, waiting, new HashSet<Booking>(), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives them the courses that are found; the others keep what they have.</summary>
    /// <param name="corrected">Those whose course was found by what holds no more: where none is found now, they have none.</param>
    internal static async Task ApplyAsync(LecternDbContext database, IReadOnlyCollection<Booking> bookings, IReadOnlySet<Booking> corrected, CancellationToken cancellationToken)
    {
        if (bookings.Count == 0)
        {
            return;
        }

        var patterns = await database.Timetables.ToDictionaryAsync(row => row.Id, row => row.Pattern, cancellationToken);
        var codes = CodesOf(bookings, patterns);
        var known = await FindAsync(database, [.. codes.SelectMany(one => one.Codes).Distinct()], cancellationToken);
        foreach (var (booking, named) in codes)
        {
            var found = known.Where(place => place.Names.Any(named.Contains)).ToList();
            if (CourseOf(found, booking.StartsAt) is not { } course)
            {
                if (corrected.Contains(booking))
                {
                    (booking.CourseId, booking.OwnerId) = (null, null);
                    booking.Sections.Clear();
                }

                continue;
            }

            // Its own sections alone: what it was for before is another course's.
            var sections = found.Where(place => place.CourseId == course && place.SectionId is not null).Select(place => place.SectionId!.Value).Distinct().ToList();
            (booking.CourseId, booking.OwnerId, booking.Version) = (course, booking.CourseId == course ? booking.OwnerId : null, Guid.CreateVersion7());
            booking.Sections.RemoveAll(section => !sections.Contains(section.SectionId));
            booking.Sections.AddRange(sections.Where(id => booking.Sections.TrueForAll(section => section.SectionId != id)).Select(id => new BookingSection { BookingId = booking.Id, SectionId = id }));
        }
    }

    // A term's lectures say the same of their course, and one pattern reads all of them.
    private static List<(Booking Booking, IReadOnlySet<string> Codes)> CodesOf(IReadOnlyCollection<Booking> bookings, Dictionary<Guid, string?> patterns)
    {
        var found = new List<(Booking, IReadOnlySet<string>)>();
        foreach (var own in bookings.GroupBy(booking => booking.TimetableId!.Value))
        {
            var pattern = patterns.GetValueOrDefault(own.Key);
            var regex = pattern is null ? null : CourseCodes.Pattern(pattern);
            foreach (var same in own.GroupBy(booking => booking.EventText ?? ""))
            {
                var codes = pattern is not null && regex is null ? new HashSet<string>() : CourseCodes.Of(same.Key, regex);
                found.AddRange(same.Select(booking => (booking, codes)));
            }
        }

        return found;
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
