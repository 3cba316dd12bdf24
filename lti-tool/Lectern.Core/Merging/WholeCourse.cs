using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Merging;

/// <summary>The section that stands for all of a course's people. It has no members: whoever launches from the course is in it.</summary>
internal static class WholeCourse
{
    internal const string Key = "lectern:course";

    /// <summary>By the course's id; made where it is missing.</summary>
    internal static async Task<Dictionary<Guid, Section>> OfAsync(LecternDbContext database, IReadOnlyCollection<Course> courses, CancellationToken cancellationToken)
    {
        var ids = courses.Select(c => c.Id).ToList();
        var known = await database.Sections.Where(s => s.IsWholeCourse && ids.Contains(s.CourseId)).ToDictionaryAsync(s => s.CourseId, cancellationToken);
        foreach (var course in courses.Where(c => !known.ContainsKey(c.Id)))
        {
            known[course.Id] = database.Sections.Add(new Section { CourseId = course.Id, Key = Key, IsWholeCourse = true }).Entity;
        }

        foreach (var course in courses)
        {
            known[course.Id].Name = StoredText.Clip(course.Title, 255);
        }

        return known;
    }
}
