using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

internal static class ImportSections
{
    internal static async Task<List<ImportedRow>> RunAsync(LecternDbContext database, Guid platformId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var courses = await KnownCourses.OfAsync(database, platformId, cancellationToken);
        var sections = await OfPlatformAsync(database, platformId, cancellationToken);
        return ImportRows.Each(rows, KeyOf, (row, _) => courses.Find(row) is null ? RowRefusal.UnknownCourse : null, (row, subject) =>
        {
            var at = (courses.Find(row)!.Id, PlatformKeys.Of(row.Text(ImportColumns.Key))!);
            var isNew = !sections.TryGetValue(at, out var section);
            section ??= sections[at] = database.Sections.Add(new Section { CourseId = at.Id, Key = at.Item2 }).Entity;
            var edit = new RowEdit(row, subject, isNew);
            edit.Set(ImportColumns.Name, section.Name, row.Text(ImportColumns.Name), name => section.Name = name);
            return edit;
        });
    }

    internal static async Task<Dictionary<(Guid Course, string Key), Section>> OfPlatformAsync(LecternDbContext database, Guid platformId, CancellationToken cancellationToken) =>
        (await database.Sections.Where(s => !s.IsWholeCourse && database.Courses.Any(c => c.Id == s.CourseId && c.PlatformId == platformId)).ToListAsync(cancellationToken))
            .ToDictionary(s => (s.CourseId, s.Key));

    private static string? KeyOf(ImportRow row) => KnownCourses.KeyOf(row) is { } course && PlatformKeys.Of(row.Text(ImportColumns.Key)) is { } key ? $"{course} / {key}" : null;
}
