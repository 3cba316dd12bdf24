using Lectern.Core.Launches;
using Lectern.Core.Merging;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Contexts;

/// <summary>The sections of the launch's course, as far as launches have told them; for teachers.</summary>
public sealed class ListSections(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<IReadOnlyList<ListedSection>> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var courses = database.Courses.SharingWith(launch.CourseId);
        var shares = await courses.CountAsync(cancellationToken) > 1;
        var sections = await database.Sections
            .Where(s => courses.Any(c => c.Id == s.CourseId) && (shares || !s.IsWholeCourse))
            .OrderByDescending(s => s.IsWholeCourse).ThenBy(s => s.Name ?? s.Key)
            .Select(s => new
            {
                Section = s,
                Course = courses.Where(c => c.Id == s.CourseId).Select(c => c.Label ?? c.Title).First(),
                People = s.IsWholeCourse ? database.Enrolments.Count(e => e.CourseId == s.CourseId && e.Role == CourseRole.Learner) : s.Members.Count,
            })
            .ToListAsync(cancellationToken);
        return [.. sections.Select(s => new ListedSection(s.Section.Id, shares && !s.Section.IsWholeCourse ? $"{s.Section.Name ?? s.Section.Key} · {s.Course}" : s.Section.Name, s.Section.Key, s.People))];
    }
}

/// <param name="Name">The platform's name of it; null where it tells only the id.</param>
/// <param name="People">How many of its people were seen.</param>
public sealed record ListedSection(Guid Id, string? Name, string Key, int People);
