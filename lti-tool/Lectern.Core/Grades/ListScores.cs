using Lectern.Core.Analytics;
using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>Who of the course watched how much of a video, and what the LMS was told; for those who grade.</summary>
public sealed class ListScores(IDbContextFactory<LecternDbContext> databases, Gradebook gradebook)
{
    /// <summary>The course's learners and whoever watched here, by name. Null for those who don't grade.</summary>
    public async Task<WatchedVideo?> RunAsync(Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        if (!launch.CanGrade())
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (collection, course) = (launch.CollectionId, launch.CourseId);
        var links = await database.GradedLinks.AsNoTracking().Include(l => l.ResourceLink).Where(l => l.ResourceLink.CourseId == course && l.VideoId == videoId).OrderBy(l => l.ResourceLinkId).ToListAsync(cancellationToken);
        var people = await database.People.AsNoTracking()
            // Another course may share the collection: its people are not this one's to see.
            .Where(p => database.Enrolments.Any(e => e.CourseId == course && e.PersonId == p.Id
                && (e.Role == CourseRole.Learner || database.WatchRecords.Any(r => r.CollectionId == collection && r.VideoId == videoId && r.PersonId == p.Id))))
            .OrderBy(p => p.Name ?? p.Subject).ThenBy(p => p.Id)
            .ToListAsync(cancellationToken);
        var records = await database.WatchRecords.AsNoTracking()
            .Where(r => r.CollectionId == collection && r.VideoId == videoId && database.Enrolments.Any(e => e.CourseId == course && e.PersonId == r.PersonId))
            .ToDictionaryAsync(r => r.PersonId, cancellationToken);
        var ids = links.ConvertAll(l => l.ResourceLinkId);
        var scores = (await database.GradedScores.AsNoTracking().Where(s => ids.Contains(s.LinkId)).ToListAsync(cancellationToken)).ToLookup(s => s.PersonId);
        return new WatchedVideo(links, people.ConvertAll(person => new Watcher(person, records.GetValueOrDefault(person.Id), [.. scores[person.Id]])));
    }

    /// <summary>What the launch's review is of. Null where it is of nothing, or the launch doesn't grade.</summary>
    public async Task<ReviewedWork?> ReviewAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanGrade() || launch is not { ReviewLinkId: { } linkId, ReviewPersonId: { } personId })
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.GradedLinks.AsNoTracking().Include(l => l.ResourceLink).Include(l => l.Registration)
            .FirstOrDefaultAsync(l => l.ResourceLinkId == linkId && l.ResourceLink.CourseId == launch.CourseId, cancellationToken) is not { } link)
        {
            return null;
        }

        var person = await database.People.AsNoTracking().FirstAsync(p => p.Id == personId, cancellationToken);
        var record = await database.WatchRecords.AsNoTracking().FirstOrDefaultAsync(r => r.CollectionId == link.CollectionId && r.VideoId == link.VideoId && r.PersonId == personId, cancellationToken);
        var scores = await database.GradedScores.AsNoTracking().Where(s => s.LinkId == linkId && s.PersonId == personId).ToListAsync(cancellationToken);
        var standing = link.LineItem is { } lineItem ? await gradebook.ReadAsync(link, lineItem, person.Subject, cancellationToken) : null;
        return new ReviewedWork(link, new Watcher(person, record, scores), standing?.Value);
    }
}

/// <param name="Links">The course's links that show this video alone.</param>
public sealed record WatchedVideo(IReadOnlyList<GradedLink> Links, IReadOnlyList<Watcher> People);

/// <param name="Record">Null for who has not watched any of it.</param>
/// <param name="Scores">One for each graded link.</param>
public sealed record Watcher(Person Person, WatchRecord? Record, IReadOnlyList<GradedScore> Scores);

/// <param name="Standing">What the LMS has now; null where it doesn't say.</param>
public sealed record ReviewedWork(GradedLink Link, Watcher Watcher, StandingGrade? Standing);
