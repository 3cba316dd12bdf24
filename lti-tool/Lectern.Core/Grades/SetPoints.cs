using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>What watching a link's video is worth, also where the link was placed without points. What was earned already is promised at once.</summary>
public sealed class SetPoints(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <param name="points">Null for nothing: no further scores are made.</param>
    /// <returns>False when the link is not this launch's, or the numbers are none.</returns>
    public Task<bool> RunAsync(Launch launch, Guid linkId, int? points, int fullPointsPercent, CancellationToken cancellationToken) =>
        // Scores are sent and earned at the same moment: the points are still to be kept.
        errors.AgainAsync(() => TryAsync(launch, linkId, points, fullPointsPercent, cancellationToken));

    private async Task<bool> TryAsync(Launch launch, Guid linkId, int? points, int fullPointsPercent, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanGrade() || points is < 1 or > GradedLink.MostPoints || fullPointsPercent is < 1 or > 100
            || await database.GradedLinks.FirstOrDefaultAsync(l => l.ResourceLinkId == linkId && l.ResourceLink.CourseId == launch.CourseId, cancellationToken) is not { } link)
        {
            return false;
        }

        var now = time.GetUtcNow();
        (link.Points, link.FullPointsPercent, link.Version) = (points, fullPointsPercent, Guid.CreateVersion7());
        database.Audit.Add(new AuditEntry
        {
            At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.SetPoints, Subject = link.VideoId.ToString(), Detail = $"{linkId}: {points?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}",
        });
        if (points is not null)
        {
            await QueueAsync(database, launch, link, now, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static async Task QueueAsync(LecternDbContext database, Launch launch, GradedLink link, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scores = await database.GradedScores.Where(s => s.LinkId == link.ResourceLinkId).ToDictionaryAsync(s => s.PersonId, cancellationToken);
        var records = await database.WatchRecords
            .Where(r => r.CollectionId == link.CollectionId && r.VideoId == link.VideoId)
            .Where(r => database.Enrolments.Any(e => e.CourseId == launch.CourseId && e.PersonId == r.PersonId))
            .ToListAsync(cancellationToken);
        foreach (var record in records)
        {
            QueueScores.Run(database, link, record, scores.GetValueOrDefault(record.PersonId), now);
        }
    }
}
