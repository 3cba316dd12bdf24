using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

/// <summary>
/// What a file says people are in their courses, of whom neither a launch nor the member list has told it. It is no source of rights and proves nothing. Who
/// stands in several rows of a course is the greatest of what they say.
/// </summary>
internal sealed class ImportedRoles
{
    private const int Portion = 500;
    private readonly LecternDbContext _database;
    private readonly Dictionary<(Guid Course, string Subject), CourseRole> _told;
    private readonly Dictionary<(Guid Course, Guid Person), Enrolment> _known = [];

    private ImportedRoles(LecternDbContext database, Dictionary<(Guid, string), CourseRole> told) => (_database, _told) = (database, told);

    /// <param name="rows">Those that are not refused.</param>
    /// <param name="at">A row's course and the platform's id of its person.</param>
    internal static async Task<ImportedRoles> OfAsync(
        LecternDbContext database, IEnumerable<ImportRow> rows, Func<ImportRow, (Guid Course, string Subject)> at, CancellationToken cancellationToken)
    {
        var told = rows.Where(row => RoleOf(row) is not null).GroupBy(at).ToDictionary(same => same.Key, same => same.Max(row => RoleOf(row)!.Value));
        var roles = new ImportedRoles(database, told);
        foreach (var courses in told.Keys.Select(key => key.Course).Distinct().Chunk(Portion))
        {
            await foreach (var enrolment in database.Enrolments.Where(e => courses.Contains(e.CourseId)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                roles._known[(enrolment.CourseId, enrolment.PersonId)] = enrolment;
            }
        }

        return roles;
    }

    /// <summary>Whether a row's role is one, or none at all.</summary>
    internal static bool IsKnown(ImportRow row) => row.Text(ImportColumns.Role) is not { } word || RoleWords.Of(word) is not null;

    internal void Apply(RowEdit edit, Course course, Person person)
    {
        if (!_told.TryGetValue((course.Id, person.Subject), out var role))
        {
            return;
        }

        var isNew = !_known.TryGetValue((course.Id, person.Id), out var enrolment);
        if (!isNew && (enrolment!.Role == role || enrolment.LastSeenAt > Enrolment.Never))
        {
            return;
        }

        enrolment ??= _known[(course.Id, person.Id)] = _database.Enrolments.Add(new Enrolment { CourseId = course.Id, PersonId = person.Id, LastSeenAt = Enrolment.Never }).Entity;
        edit.Note(ImportColumns.Role, isNew ? null : RoleWords.NameOf(enrolment.Role), RoleWords.NameOf(role));
        enrolment.Role = role;
    }

    private static CourseRole? RoleOf(ImportRow row) => row.Text(ImportColumns.Role) is { } word ? RoleWords.Of(word) : null;
}
