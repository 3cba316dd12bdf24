using System.Text.Json;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Rollovers;

/// <summary>Puts items back to what they were before a rollover, save those that somebody changed since. Undoing it again changes nothing.</summary>
public sealed class UndoRollover(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Null when it is no rollover of this launch's course.</summary>
    public Task<UndoneRollover?> RunAsync(Launch launch, Guid rolloverId, CancellationToken cancellationToken) =>
        errors.AgainAsync(() => TryAsync(launch, rolloverId, cancellationToken));

    private async Task<UndoneRollover?> TryAsync(Launch launch, Guid rolloverId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var own = database.Rollovers.Where(r => r.Id == rolloverId && r.CollectionId == launch.CollectionId);
        if (!launch.CanEdit() || await own.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } rollover)
        {
            return null;
        }

        // One update decides between two that undo at once.
        if (await own.Where(r => r.UndoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.UndoneAt, now), cancellationToken) == 0)
        {
            return new UndoneRollover(0, []);
        }

        var undone = await PutBackAsync(database, rollover.CollectionId, JsonSerializer.Deserialize<List<ItemBefore>>(rollover.Before)!, cancellationToken);
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.UndoRollover, Subject = rolloverId.ToString(), Detail = $"{launch.CollectionId} {undone.Restored}" });
        await database.SaveChangesAsync(cancellationToken);
        await BinAsync(database, rollover.CollectionId, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return undone;
    }

    // What stayed taken out, since somebody did that after the rollover, is in no course: back into the bin.
    private static Task<int> BinAsync(LecternDbContext database, Guid collection, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Videos.Where(v => v.CollectionId == collection && v.DeletedAt == null && v.Items.Any() && !v.Items.Any(i => i.RemovedAt == null)).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.DeletedAt, now).SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);

    private static async Task<UndoneRollover> PutBackAsync(LecternDbContext database, Guid collection, List<ItemBefore> before, CancellationToken cancellationToken)
    {
        var ids = before.ConvertAll(b => b.ItemId);
        await database.Videos.Where(v => v.DeletedAt != null && v.PurgeBegunAt == null && v.Items.Any(i => ids.Contains(i.Id) && i.CollectionId == collection)).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.DeletedAt, (DateTimeOffset?)null).SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
        var items = await database.Items.AsSplitQuery().Include(i => i.Sections).Include(i => i.Video).Where(i => ids.Contains(i.Id) && i.CollectionId == collection).ToDictionaryAsync(i => i.Id, cancellationToken);
        var left = new List<string>();
        foreach (var was in before)
        {
            if (items.GetValueOrDefault(was.ItemId) is not { } item)
            {
                continue;
            }

            if (item.Version == was.VersionAfter && item.Video.PurgeBegunAt is null)
            {
                was.PutBack(item);
            }
            else
            {
                left.Add(item.DisplayTitle);
            }
        }

        return new UndoneRollover(before.Count - left.Count, left);
    }
}

/// <param name="Restored">How many are as before.</param>
/// <param name="Left">Titles of those that stay as they are: somebody changed them since, or they are gone for good.</param>
public sealed record UndoneRollover(int Restored, IReadOnlyList<string> Left);
