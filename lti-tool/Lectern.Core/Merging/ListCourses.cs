using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Merging;

/// <summary>A platform's courses, for IT.</summary>
public sealed class ListCourses(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>Most courses of one answer.</summary>
    public const int Most = 100;

    /// <summary>Null when there is no such platform.</summary>
    /// <param name="search">In title, short name or id; null for all.</param>
    public async Task<CourseList?> RunAsync(Guid platformId, string? search, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Platforms.AsNoTracking().FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken) is not { } platform)
        {
            return null;
        }

        var found = Searched(database.Courses.Where(c => c.PlatformId == platformId), search);
        var courses = await found.OrderBy(c => c.Title).ThenBy(c => c.Id).Take(Most).Select(Listed(database)).ToListAsync(cancellationToken);
        return new CourseList(platform, courses, await found.CountAsync(cancellationToken));
    }

    /// <summary>A course and those that share its collection; null when it is not this platform's.</summary>
    public async Task<SharedCourse?> FindAsync(Guid platformId, Guid courseId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var own = database.Courses.Where(c => c.PlatformId == platformId);
        return await own.Where(c => c.Id == courseId).Select(Listed(database)).FirstOrDefaultAsync(cancellationToken) is { } course
            ? new SharedCourse(course, await own.Where(c => c.SharedWithId == courseId).OrderBy(c => c.Title).Select(Listed(database)).ToListAsync(cancellationToken))
            : null;
    }

    private static System.Linq.Expressions.Expression<Func<Course, ListedCourse>> Listed(LecternDbContext database) => c => new ListedCourse(
        c.Id,
        c.Title,
        c.Label,
        c.ContextId,
        c.Term!.Name ?? c.Term.Key,
        database.Departments.Where(d => d.Id == c.DepartmentId).Select(d => d.Name ?? d.Key).FirstOrDefault(),
        database.Items.Where(CollectionItem.Stands).Count(i => i.Collection.CourseId == c.Id),
        database.Courses.Where(o => o.Id == c.SharedWithId).Select(o => o.Title).FirstOrDefault(),
        c.SharedWithId);

    private static IQueryable<Course> Searched(IQueryable<Course> courses, string? search) =>
        string.IsNullOrWhiteSpace(search)
            ? courses
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where only the plain form is known.
            : courses.Where(c => c.Title.ToLower().Contains(search.Trim().ToLower()) || c.Label!.ToLower().Contains(search.Trim().ToLower()) || c.ContextId == search.Trim());
#pragma warning restore CA1304, CA1311, CA1862
}

/// <param name="SharesWith">The title of the course whose collection it shares; null for its own.</param>
public sealed record ListedCourse(Guid Id, string Title, string? Label, string ContextId, string? Term, string? Department, int Videos, string? SharesWith, Guid? SharedWithId);

/// <param name="Total">How many there are, listed or not.</param>
public sealed record CourseList(Platform Platform, IReadOnlyList<ListedCourse> Courses, int Total);

/// <param name="Parts">The courses that were merged into it.</param>
public sealed record SharedCourse(ListedCourse Course, IReadOnlyList<ListedCourse> Parts);
