using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>What a room may be booked for: courses of all platforms, with their sections and those who teach.</summary>
public sealed class FindBookable(IDbContextFactory<LecternDbContext> databases)
{
    public const int Most = 20;

    public async Task<IReadOnlyList<BookableCourse>> SearchAsync(string? search, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(search))
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var text = search.Trim();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where only the plain form is known.
        var found = database.Courses.Where(c => c.Title.ToLower().Contains(text.ToLower()) || c.Label!.ToLower().Contains(text.ToLower()) || c.ContextId == text);
#pragma warning restore CA1304, CA1311, CA1862
        return await Shown(database, found.OrderBy(c => c.Title).ThenBy(c => c.Id).Take(Most)).ToListAsync(cancellationToken);
    }

    /// <summary>Null when there is no such course.</summary>
    public async Task<BookableDetails?> FindAsync(Guid courseId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await Shown(database, database.Courses.Where(c => c.Id == courseId)).FirstOrDefaultAsync(cancellationToken) is not { } course)
        {
            return null;
        }

        var teachers = database.Enrolments.OfTeachers().Where(e => e.CourseId == courseId).Select(e => e.PersonId);
        return new BookableDetails(
            course,
            await database.Sections.AsNoTracking().Where(s => s.CourseId == courseId).OrderBy(s => s.Name ?? s.Key).ToListAsync(cancellationToken),
            await database.People.AsNoTracking().Where(p => teachers.Contains(p.Id)).OrderBy(p => p.Name).ToListAsync(cancellationToken));
    }

    private static IQueryable<BookableCourse> Shown(LecternDbContext database, IQueryable<Course> courses) => courses.Select(
        c => new BookableCourse(c.Id, c.Title, c.Label, c.Term!.Name ?? c.Term.Key, database.Platforms.Where(p => p.Id == c.PlatformId).Select(p => p.Name).First()));
}

public sealed record BookableCourse(Guid Id, string Title, string? Label, string? Term, string Platform);

public sealed record BookableDetails(BookableCourse Course, IReadOnlyList<Section> Sections, IReadOnlyList<Person> Teachers);
