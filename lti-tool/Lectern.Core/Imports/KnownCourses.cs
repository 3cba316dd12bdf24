using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

/// <summary>A platform's courses by its own id of them, or by the id of the student information system, where launches told that.</summary>
internal sealed class KnownCourses
{
    private readonly Dictionary<string, Course> _byContext;
    private readonly ILookup<string, Course> _bySourcedId;

    private KnownCourses(List<Course> courses)
    {
        _byContext = courses.ToDictionary(c => c.ContextId, StringComparer.Ordinal);
        _bySourcedId = courses.Where(c => c.SourcedId is not null).ToLookup(c => c.SourcedId!, StringComparer.Ordinal);
    }

    internal static async Task<KnownCourses> OfAsync(LecternDbContext database, Guid platformId, CancellationToken cancellationToken) =>
        new(await database.Courses.Where(c => c.PlatformId == platformId).ToListAsync(cancellationToken));

    /// <summary>The row's own words for its course; null when it has none.</summary>
    internal static string? KeyOf(ImportRow row) => PlatformKeys.Of(row.Text(ImportColumns.Course)) ?? PlatformKeys.Of(row.Text(ImportColumns.CourseSourcedId));

    /// <summary>Null when it is not known, or when several have the id.</summary>
    internal Course? Find(ImportRow row) =>
        PlatformKeys.Of(row.Text(ImportColumns.Course)) is { } context ? _byContext.GetValueOrDefault(context)
        : PlatformKeys.Of(row.Text(ImportColumns.CourseSourcedId)) is { } sourced && _bySourcedId[sourced].Take(2).ToList() is [var only] ? only
        : null;

    internal void Add(Course course) => _byContext[course.ContextId] = course;
}
