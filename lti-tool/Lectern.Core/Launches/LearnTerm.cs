using System.Globalization;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Mapping;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>
/// Finds the course's term: the one the platform names, else the one whose pattern in IT's table fits the course, else the one of the days that the
/// platform tells, else, for a course that has none yet, the one of IT's table that is running.
/// </summary>
internal static class LearnTerm
{
    /// <summary>Null when nothing says which.</summary>
    internal static async Task<Guid?> RunAsync(LecternDbContext database, Course course, PlatformFacts platform, LtiLaunch lti, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = new Told(platform.Mapping, lti);
        if (told.OwnKey is { } named)
        {
            return await LearnAsync(database, course.PlatformId, named, told, cancellationToken);
        }

        if (OfPattern(platform.Terms, course, lti) is { } fitting)
        {
            return await StandingAsync(database, course, fitting, cancellationToken);
        }

        return told.KeyOfDays is { } days ? await LearnAsync(database, course.PlatformId, days, told, cancellationToken)
            : course.TermId is null && Running(platform.Terms, now) is { } running ? await StandingAsync(database, course, running, cancellationToken)
            : null;
    }

    // What is remembered of terms may be some seconds old, and one may have been taken away since.
    private static async Task<Guid?> StandingAsync(LecternDbContext database, Course course, Guid term, CancellationToken cancellationToken) =>
        course.TermId == term || await database.Terms.AnyAsync(t => t.Id == term, cancellationToken) ? term : null;

    private static async Task<Guid> LearnAsync(LecternDbContext database, Guid platformId, string key, Told told, CancellationToken cancellationToken)
    {
        var term = await database.Terms.FirstOrDefaultAsync(t => t.PlatformId == platformId && t.Key == key, cancellationToken)
            ?? database.Terms.Add(new Term { PlatformId = platformId, Key = key }).Entity;
        if (!term.IsEdited)
        {
            (term.Name, term.StartsAt, term.EndsAt) = (told.Name ?? term.Name, told.Begin ?? term.StartsAt, told.End ?? term.EndsAt);
        }

        return term.Id;
    }

    private static Guid? OfPattern(IEnumerable<Term> terms, Course course, LtiLaunch lti)
    {
        string?[] names = [course.Label, course.Title, course.ContextId, lti.Lis.CourseSectionSourcedId, lti.Lis.CourseOfferingSourcedId];
        return terms.Where(t => t.Pattern is not null).OrderBy(t => t.Key, StringComparer.Ordinal)
            .FirstOrDefault(term => names.OfType<string>().Any(name => TermPattern.Fits(term.Pattern!, name)))?.Id;
    }

    private static Guid? Running(IEnumerable<Term> terms, DateTimeOffset now) =>
        terms.Where(t => t.MatchesDate && t.StartsAt <= now && t.EndsAt > now).OrderByDescending(t => t.StartsAt).FirstOrDefault()?.Id;

    private sealed class Told(PlatformMapping mapping, LtiLaunch lti)
    {
        public string? Name { get; } = Text(mapping, lti, MappedKey.TermName);

        public DateTimeOffset? Begin { get; } = Instant(mapping, lti, MappedKey.TermBegin);

        public DateTimeOffset? End { get; } = Instant(mapping, lti, MappedKey.TermEnd);

        /// <summary>The platform's id of the term, else its name.</summary>
        public string? OwnKey => PlatformKeys.Of(Text(mapping, lti, MappedKey.TermKey) ?? Name);

        public string? KeyOfDays => Begin is { } first ? $"{first:yyyy-MM-dd}/{End:yyyy-MM-dd}" : null;

        private static string? Text(PlatformMapping mapping, LtiLaunch lti, MappedKey key) => StoredText.Clip(mapping.Read(lti, key), 255);

        private static DateTimeOffset? Instant(PlatformMapping mapping, LtiLaunch lti, MappedKey key) =>
            DateTimeOffset.TryParse(Text(mapping, lti, key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
    }
}
