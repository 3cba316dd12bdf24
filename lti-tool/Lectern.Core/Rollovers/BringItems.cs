using Lectern.Core.Collections;
using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Rollovers;

/// <summary>
/// Brings over all items at once of the courses that the launch's course was copied from, by reference and hidden, for a teacher of both. Without it
/// each comes along with the first launch of its link.
/// </summary>
public sealed class BringItems(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>How many came, or null when the course is not this launch's to change.</summary>
    public Task<int?> RunAsync(Launch launch, CancellationToken cancellationToken) => errors.AgainAsync(() => TryAsync(launch, cancellationToken));

    private async Task<int?> TryAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (launch is not { CollectionId: { } collection } || !launch.CanGiveAway())
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var missing = await OriginCourses.Missing(database, launch).AsNoTracking().Include(i => i.Collection).Include(i => i.Video.Collection)
            .OrderBy(i => i.AddedAt).ThenBy(i => i.Id).Take(PlanRollover.Most).ToListAsync(cancellationToken);
        var brought = 0;
        foreach (var there in missing.DistinctBy(i => i.VideoId).GroupBy(i => (There: i.Collection.CourseId, Home: i.Video.Collection.CourseId)))
        {
            var policy = await CopyRules.OfCopyAsync(database, [there.Key.There, there.Key.Home], cancellationToken);
            brought += policy == CopyPolicy.Nothing ? 0 : await BringAsync(database, collection, there, policy, now, cancellationToken);
        }

        if (brought > 0)
        {
            database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.BringItems, Subject = collection.ToString(), Detail = $"{brought}" });
        }

        await database.SaveChangesAsync(cancellationToken);
        return brought;
    }

    private static async Task<int> BringAsync(
        LecternDbContext database, Guid collection, IEnumerable<CollectionItem> items, CopyPolicy policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var brought = 0;
        foreach (var there in items)
        {
            var item = new CollectionItem
            {
                CollectionId = collection, VideoId = there.VideoId, CopyOfId = there.CopyOfId, Title = there.Title, Visibility = Visibility.Draft, CopiedFromId = there.Collection.CourseId, AddedAt = now,
            };
            database.Items.Add(item);
            brought++;
            if (policy == CopyPolicy.OwnCopy)
            {
                await OwnCopies.BeginAsync(database, item, there.Video, now, cancellationToken);
            }
        }

        return brought;
    }
}
