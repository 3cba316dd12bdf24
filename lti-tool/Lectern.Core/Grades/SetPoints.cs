using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>What watching a link's video is worth, also where the link was placed without points. What was earned already is promised at once.</summary>
public sealed class SetPoints(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <param name="points">Null for nothing: no further scores are made.</param>
    /// <returns>False when the link is not this launch's, or the numbers are none.</returns>
    public async Task<bool> RunAsync(Launch launch, Guid linkId, int? points, int fullPointsPercent, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanGrade() || points is < 1 or > GradedLink.MostPoints || fullPointsPercent is < 1 or > 100
            || await database.GradedLinks.FirstOrDefaultAsync(l => l.ResourceLinkId == linkId && l.CollectionId == launch.CollectionId, cancellationToken) is not { } link)
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
            foreach (var record in await database.WatchRecords.Where(r => r.CollectionId == link.CollectionId && r.VideoId == link.VideoId).ToListAsync(cancellationToken))
            {
                await QueueScores.RunAsync(database, link, record, now, cancellationToken);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        return true;
    }
}
