using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

/// <summary>
/// People, the sections they are in and what they are in their courses, a row each. It gives nobody a right: those come from launches. What a file says of
/// somebody's sections in a course is all of it: sections that it does not name they are no longer in.
/// </summary>
internal static class ImportPeople
{
    internal static async Task<List<ImportedRow>> RunAsync(LecternDbContext database, Guid platformId, IReadOnlyList<ImportRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var courses = await KnownCourses.OfAsync(database, platformId, cancellationToken);
        var sections = await ImportSections.OfPlatformAsync(database, platformId, cancellationToken);
        var people = await database.People.Where(p => p.PlatformId == platformId).ToDictionaryAsync(p => p.Subject, StringComparer.Ordinal, cancellationToken);
        var courseOf = sections.Values.ToDictionary(s => s.Id, s => s.CourseId);
        var members = (await database.SectionMembers.Where(m => database.People.Any(p => p.Id == m.PersonId && p.PlatformId == platformId)).ToListAsync(cancellationToken))
            .Where(m => courseOf.ContainsKey(m.SectionId)).ToList();
        var before = members.Select(m => (m.PersonId, m.SectionId)).ToHashSet();
        var told = new Dictionary<(Guid Person, Guid Course), HashSet<Guid>>();

        // Whose section is misspelt in one row is not moved out of it by the others.
        var doubtful = new HashSet<(string Subject, Guid Course)>();

        var roles = await ImportedRoles.OfAsync(
            database, rows.Where(row => KeyOf(row) is not null).DistinctBy(KeyOf).Where(row => FaultOf(row, "") is null), row => (courses.Find(row)!.Id, SubjectOf(row)!), cancellationToken);
        var done = ImportRows.Each(rows, KeyOf, FaultOf, (row, subject) =>
        {
            var (key, course) = (SubjectOf(row)!, courses.Find(row)!);
            var isNew = !people.TryGetValue(key, out var person);
            person ??= people[key] = database.People.Add(new Person { PlatformId = platformId, Subject = key, FirstSeenAt = now }).Entity;
            var edit = new RowEdit(row, subject, isNew);
            if (person.ErasedAt is null)
            {
                edit.Set(ImportColumns.Name, person.Name, row.Text(ImportColumns.Name) ?? person.Name, name => person.Name = name);
                edit.Set(ImportColumns.Email, person.Email, row.Text(ImportColumns.Email, 320) ?? person.Email, email => person.Email = email);
            }

            roles.Apply(edit, course, person);
            if (!row.Says(ImportColumns.Section))
            {
                return edit;
            }

            var theirs = told.TryGetValue((person.Id, course.Id), out var already) ? already : told[(person.Id, course.Id)] = [];
            if (row.Text(ImportColumns.Section) is { } name && sections[(course.Id, name)].Id is var section && theirs.Add(section) && !before.Contains((person.Id, section)))
            {
                database.SectionMembers.Add(new SectionMember { SectionId = section, PersonId = person.Id });
                edit.Note(ImportColumns.Section, null, name);
            }

            return edit;
        });
        var subjects = people.Values.ToDictionary(p => p.Id, p => p.Subject);
        return [.. done, .. Leave(database, members.Where(m => !doubtful.Contains((subjects[m.PersonId], courseOf[m.SectionId]))), told, courseOf, sections.Values.ToDictionary(s => s.Id, s => s.Key), subjects)];

        RowRefusal? FaultOf(ImportRow row, string _) =>
            courses.Find(row) is not { } course ? RowRefusal.UnknownCourse
            : row.Text(ImportColumns.Section) is { } section && !sections.ContainsKey((course.Id, section)) ? UnknownSection(row, course)
            : ImportedRoles.IsKnown(row) ? null : RowRefusal.UnknownRole;

        RowRefusal UnknownSection(ImportRow row, Course course)
        {
            doubtful.Add((SubjectOf(row) ?? "", course.Id));
            return RowRefusal.UnknownSection;
        }
    }

    private static IEnumerable<ImportedRow> Leave(
        LecternDbContext database, IEnumerable<SectionMember> members, Dictionary<(Guid, Guid), HashSet<Guid>> told, Dictionary<Guid, Guid> courseOf, Dictionary<Guid, string> keys, Dictionary<Guid, string> subjects)
    {
        var left = members.Where(m => told.TryGetValue((m.PersonId, courseOf[m.SectionId]), out var theirs) && !theirs.Contains(m.SectionId)).ToList();
        database.SectionMembers.RemoveRange(left);
        return left.Select(m => new ImportedRow(0, subjects[m.PersonId], RowOutcome.Changed, [new RowChange(ImportColumns.Section, keys[m.SectionId], null)]));
    }

    private static string? SubjectOf(ImportRow row) => PlatformKeys.Of(row.Text(ImportColumns.Person));

    private static string? KeyOf(ImportRow row) =>
        KnownCourses.KeyOf(row) is { } course && SubjectOf(row) is { } person ? string.Join(" / ", new[] { course, person, row.Text(ImportColumns.Section) }.OfType<string>()) : null;
}
