using Lectern.Core.Database;
using Lectern.Core.Launches;
using Lectern.Core.Merging;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Collections;

/// <summary>For whom of its course a video is, and from when to when.</summary>
public sealed class SetAudience(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors)
{
    public async Task<AudienceOutcome> RunAsync(Launch launch, Guid videoId, Audience audience, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return AudienceOutcome.NotYours;
        }

        var sections = audience.Sections ?? [];
        if (!IsWindow(audience.AvailableFrom, audience.AvailableUntil) || sections.Any(s => !IsWindow(s.AvailableFrom, s.AvailableUntil)))
        {
            return AudienceOutcome.EndsBeforeItBegins;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var item = await database.Items.Include(i => i.Sections).Where(CollectionItem.Stands)
            .FirstOrDefaultAsync(i => i.CollectionId == launch.CollectionId && i.VideoId == videoId, cancellationToken);
        var (ids, courses) = (sections.Select(s => s.SectionId).Distinct().ToList(), database.Courses.SharingWith(launch.CourseId));
        if (item is null || ids.Count != sections.Count
            || await database.Sections.CountAsync(s => ids.Contains(s.Id) && courses.Any(c => c.Id == s.CourseId), cancellationToken) != ids.Count)
        {
            return AudienceOutcome.NotYours;
        }

        if (audience.Version is { } seen && seen != item.Version)
        {
            return AudienceOutcome.ChangedMeanwhile;
        }

        (item.ForSections, item.AvailableFrom, item.AvailableUntil, item.Version) = (audience.ForSections, audience.AvailableFrom, audience.AvailableUntil, Guid.CreateVersion7());
        database.ItemSections.RemoveRange(item.Sections.Where(s => !ids.Contains(s.SectionId)));
        foreach (var section in sections)
        {
            var shown = item.Sections.FirstOrDefault(s => s.SectionId == section.SectionId)
                ?? database.ItemSections.Add(new ItemSection { ItemId = item.Id, SectionId = section.SectionId }).Entity;
            (shown.AvailableFrom, shown.AvailableUntil) = (section.AvailableFrom, section.AvailableUntil);
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || errors.IsUniqueViolation(exception))
        {
            // Two that add the same section meet at its row before they meet at the item's version.
            return AudienceOutcome.ChangedMeanwhile;
        }

        return AudienceOutcome.Set;
    }

    private static bool IsWindow(DateTimeOffset? from, DateTimeOffset? until) => from is null || until is null || from < until;
}

/// <param name="ForSections">Whether only learners of <paramref name="Sections"/> see it.</param>
/// <param name="Sections">At most one of each; null for none.</param>
/// <param name="AvailableFrom">Null for at once.</param>
/// <param name="AvailableUntil">Null for ever.</param>
/// <param name="Version">Of the item as its teacher saw it; null to change it whatever it is now.</param>
public sealed record Audience(
    bool ForSections, IReadOnlyList<SectionAudience>? Sections = null, DateTimeOffset? AvailableFrom = null, DateTimeOffset? AvailableUntil = null, Guid? Version = null);

/// <param name="AvailableFrom">Null for the item's own.</param>
/// <param name="AvailableUntil">Null for the item's own.</param>
public sealed record SectionAudience(Guid SectionId, DateTimeOffset? AvailableFrom = null, DateTimeOffset? AvailableUntil = null);

public enum AudienceOutcome
{
    Set,
    NotYours,
    EndsBeforeItBegins,

    /// <summary>Another teacher changed it at the same moment.</summary>
    ChangedMeanwhile,
}
