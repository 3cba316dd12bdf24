using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

internal static class ImportCourses
{
    internal static async Task<List<ImportedRow>> RunAsync(LecternDbContext database, Guid platformId, IReadOnlyList<ImportRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var courses = await KnownCourses.OfAsync(database, platformId, cancellationToken);
        var terms = await database.Terms.Where(t => t.PlatformId == platformId).ToDictionaryAsync(t => t.Key, StringComparer.Ordinal, cancellationToken);
        var departments = await database.Departments.Where(d => d.PlatformId == platformId).ToDictionaryAsync(d => d.Key, StringComparer.Ordinal, cancellationToken);
        var (termOf, departmentOf) = (terms.Values.ToDictionary(t => t.Id, t => t.Key), departments.Values.ToDictionary(d => d.Id, d => d.Key));
        return ImportRows.Each(rows, KnownCourses.KeyOf, FaultOf, (row, key) =>
        {
            var course = courses.Find(row);
            var isNew = course is null;
            if (course is null)
            {
                course = database.Courses.Add(new Course { PlatformId = platformId, ContextId = key, Title = row.Text(ImportColumns.Title, 500)!, FirstSeenAt = now }).Entity;
                courses.Add(course);
            }

            var edit = new RowEdit(row, key, isNew);
            edit.Set(ImportColumns.Title, isNew ? null : course.Title, row.Text(ImportColumns.Title, 500) ?? course.Title, title => course.Title = title!);
            edit.Set(ImportColumns.Label, course.Label, row.Text(ImportColumns.Label), label => course.Label = label);
            edit.Set(ImportColumns.Term, course.TermId is { } term ? termOf[term] : null, row.Text(ImportColumns.Term), next => course.TermId = next is null ? null : terms[next].Id);
            edit.Set(ImportColumns.Department, course.DepartmentId is { } part ? departmentOf[part] : null, row.Text(ImportColumns.Department), next => course.DepartmentId = next is null ? null : departments[next].Id);
            return edit;
        });

        RowRefusal? FaultOf(ImportRow row, string key)
        {
            var isNew = courses.Find(row) is null;
            return isNew && PlatformKeys.Of(row.Text(ImportColumns.Course)) is null ? RowRefusal.UnknownCourse
                : isNew && row.Text(ImportColumns.Title, 500) is null ? RowRefusal.NoTitle
                : row.Text(ImportColumns.Term) is { } term && !terms.ContainsKey(term) ? RowRefusal.UnknownTerm
                : row.Text(ImportColumns.Department) is { } part && !departments.ContainsKey(part) ? RowRefusal.UnknownDepartment
                : null;
        }
    }
}
