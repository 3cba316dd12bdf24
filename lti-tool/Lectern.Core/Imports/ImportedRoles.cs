using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

/// <summary>
/// What a file says people are in their courses. It is no source of rights, and a launch says more about a role for some time after it. Who stands in several
/// rows of a course is the greatest of what they say.
/// </summary>
internal sealed class ImportedRoles
{
    private readonly LecternDbContext _database;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<(Guid Course, string Subject), CourseRole> _told;
    private Dictionary<(Guid Course, Guid Person), Enrolment> _known = [];
    private HashSet<(Guid Course, Guid Person)> _launched = [];

    private ImportedRoles(LecternDbContext database, DateTimeOffset now, Dictionary<(Guid, string), CourseRole> told) => (_database, _now, _told) = (database, now, told);

    /// <param name="rows">Those that are not refused.</param>
    /// <param name="at">A row's course and the platform's id of its person.</param>
    internal static async Task<ImportedRoles> OfAsync(
        LecternDbContext database, Guid platformId, IEnumerable<ImportRow> rows, Func<ImportRow, (Guid Course, string Subject)> at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = rows.Where(row => RoleOf(row) is not null).GroupBy(at).ToDictionary(same => same.Key, same => same.Max(row => RoleOf(row)!.Value));
        var roles = new ImportedRoles(database, now, told);
        if (told.Count == 0)
        {
            return roles;
        }

        var since = now - Enrolment.LaunchCounts;
        roles._known = await database.Enrolments.Where(e => database.Courses.Any(c => c.Id == e.CourseId && c.PlatformId == platformId)).ToDictionaryAsync(e => (e.CourseId, e.PersonId), cancellationToken);
        roles._launched = [.. (await database.Launches.Where(l => l.PlatformId == platformId && l.CourseId != null && !l.IsTraceless && l.CreatedAt > since)
            .Select(l => new { Course = l.CourseId!.Value, Person = l.PersonId }).Distinct().ToListAsync(cancellationToken)).Select(l => (l.Course, l.Person))];
        return roles;
    }

    /// <summary>Whether a row's role is one, or none at all.</summary>
    internal static bool IsKnown(ImportRow row) => row.Text(ImportColumns.Role) is not { } word || ImportRoles.Of(word) is not null;

    internal void Apply(RowEdit edit, Course course, Person person)
    {
        if (!_told.TryGetValue((course.Id, person.Subject), out var role))
        {
            return;
        }

        var isNew = !_known.TryGetValue((course.Id, person.Id), out var enrolment);
        if (!isNew && (enrolment!.Role == role || _launched.Contains((course.Id, person.Id))))
        {
            return;
        }

        enrolment ??= _known[(course.Id, person.Id)] = _database.Enrolments.Add(new Enrolment { CourseId = course.Id, PersonId = person.Id, LastSeenAt = _now }).Entity;
        edit.Note(ImportColumns.Role, isNew ? null : ImportRoles.NameOf(enrolment.Role), ImportRoles.NameOf(role));
        enrolment.Role = role;
    }

    private static CourseRole? RoleOf(ImportRow row) => row.Text(ImportColumns.Role) is { } word ? ImportRoles.Of(word) : null;
}
