using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Mapping;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Reads the launching person's sections, as the platform's mapping says where they stand: Canvas's section ids, Moodle's group ids.</summary>
internal static class LearnSections
{
    private const int Most = 100;

    internal static async Task RunAsync(LecternDbContext database, Guid courseId, Guid personId, PlatformMapping mapping, LtiLaunch lti, AskedSections? asked, CancellationToken cancellationToken)
    {
        if (asked is { Others.Count: > 0 })
        {
            await LearnAsync(database, courseId, Kept(asked.Others), cancellationToken);
        }

        // A platform that says nothing leaves what was known; one that names none has moved the person out of all.
        if ((Told(mapping, lti) ?? asked?.Theirs) is not { } told)
        {
            return;
        }

        var sections = await LearnAsync(database, courseId, Kept(told), cancellationToken);
        var memberships = await database.SectionMembers
            .Where(m => m.PersonId == personId && database.Sections.Any(s => s.Id == m.SectionId && s.CourseId == courseId))
            .ToListAsync(cancellationToken);
        database.SectionMembers.RemoveRange(memberships.Where(m => !sections.Contains(m.SectionId)));
        database.SectionMembers.AddRange(sections
            .Except(memberships.Select(m => m.SectionId))
            .Select(id => new SectionMember { SectionId = id, PersonId = personId }));
    }

    private static async Task<List<Guid>> LearnAsync(LecternDbContext database, Guid courseId, List<ToldSection> told, CancellationToken cancellationToken)
    {
        var keys = told.ConvertAll(section => section.Key);
        var known = await database.Sections.Where(s => s.CourseId == courseId && keys.Contains(s.Key)).ToListAsync(cancellationToken);
        var missing = keys.Except(known.Select(s => s.Key)).Select(key => new Section { CourseId = courseId, Key = key }).ToList();
        database.Sections.AddRange(missing);
        List<Section> sections = [.. known, .. missing];
        foreach (var section in sections)
        {
            section.Name = told.Find(one => one.Key == section.Key)!.Name ?? section.Name;
        }

        return sections.ConvertAll(s => s.Id);
    }

    private static IEnumerable<ToldSection>? Told(PlatformMapping mapping, LtiLaunch lti)
    {
        if (mapping.ReadList(lti, MappedKey.SectionIds) is not { } ids)
        {
            return null;
        }

        // Canvas gives names in the order of the ids. Where there are more or fewer of them nothing says which is whose.
        var names = mapping.ReadList(lti, MappedKey.SectionNames);
        return ids.Select((id, at) => new ToldSection(id, names?.Count == ids.Count ? names[at] : null));
    }

    private static List<ToldSection> Kept(IEnumerable<ToldSection> told) =>
    [
        .. told.Select(section => (Key: PlatformKeys.Of(section.Key), Name: StoredText.Clip(section.Name, 255)))
            .Where(section => section.Key is not null)
            .DistinctBy(section => section.Key)
            .Take(Most)
            .Select(section => new ToldSection(section.Key!, section.Name)),
    ];
}
