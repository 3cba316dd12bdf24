using Lectern.Core.Contexts;

namespace Lectern.Core.Merging;

/// <summary>Courses that share one collection: the one it was made for, and those that were merged into it.</summary>
internal static class SharedCourses
{
    /// <summary>All that share with a course, itself among them; none outside of courses.</summary>
    internal static IQueryable<Course> SharingWith(this IQueryable<Course> courses, Guid? courseId) =>
        courseId is null ? courses.Where(_ => false)
        : courses.Where(c => c.Id == courseId || c.SharedWithId == courseId
            || courses.Any(own => own.Id == courseId && own.SharedWithId != null && (c.Id == own.SharedWithId || c.SharedWithId == own.SharedWithId)));
}
