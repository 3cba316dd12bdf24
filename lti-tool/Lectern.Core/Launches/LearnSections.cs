using Lectern.Core.Contexts;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>
/// Reads the launching person's sections from the custom parameters that our registration asks for: Canvas's section ids,
/// Moodle's group ids. Nothing else in a launch tells them.
/// </summary>
internal static class LearnSections
{
    internal const string IdsParameter = "lectern_section_ids";
    internal const string GroupsParameter = "lectern_group_ids";
    private const int Most = 100;

    internal static async Task RunAsync(LecternDbContext database, Guid courseId, Guid personId, LtiLaunch lti, CancellationToken cancellationToken)
    {
        // A platform that says nothing leaves what was known; one that names none has moved the person out of all.
        if (KeysOf(lti) is not { } keys)
        {
            return;
        }

        var known = await database.Sections.Where(s => s.CourseId == courseId && keys.Contains(s.Key)).ToListAsync(cancellationToken);
        var missing = keys.Except(known.Select(s => s.Key)).Select(key => new Section { CourseId = courseId, Key = key }).ToList();
        database.Sections.AddRange(missing);

        var sections = known.Concat(missing).Select(s => s.Id).ToList();
        var memberships = await database.SectionMembers
            .Where(m => m.PersonId == personId && database.Sections.Any(s => s.Id == m.SectionId && s.CourseId == courseId))
            .ToListAsync(cancellationToken);
        database.SectionMembers.RemoveRange(memberships.Where(m => !sections.Contains(m.SectionId)));
        database.SectionMembers.AddRange(sections
            .Except(memberships.Select(m => m.SectionId))
            .Select(id => new SectionMember { SectionId = id, PersonId = personId }));
    }

    private static List<string>? KeysOf(LtiLaunch lti) =>
        (lti.ReadIds(IdsParameter) ?? lti.ReadIds(GroupsParameter))?.Where(key => key.Length <= 255 && key.All(char.IsAscii)).Take(Most).ToList();
}
