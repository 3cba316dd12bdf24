using System.Text.Json;
using Lectern.Core.Collections;
using Lectern.Core.Governance;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Rollovers;

/// <summary>Does to the items of the launch's course what was chosen for the new term: all of it or nothing, and so that it can be undone.</summary>
public sealed class ApplyRollover(IDbContextFactory<LecternDbContext> databases, JobQueue jobs, TimeProvider time)
{
    public async Task<AppliedRollover> RunAsync(Launch launch, RolloverOrder order, CancellationToken cancellationToken)
    {
        var chosen = order.Choices.Where(c => c.Choice is not RolloverChoice.Keep && (c.Choice is not RolloverChoice.Redate || order.Shift is not null)).DistinctBy(c => c.ItemId).ToDictionary(c => c.ItemId);
        if (!launch.CanEdit() || chosen.Count > PlanRollover.Most)
        {
            return new AppliedRollover(RolloverOutcome.NotYours);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ids = chosen.Keys.ToList();
        var items = await database.Items.AsSplitQuery().Include(i => i.Sections).Where(CollectionItem.Stands).Where(i => i.CollectionId == launch.CollectionId && ids.Contains(i.Id)).ToListAsync(cancellationToken);
        if (items.Count != ids.Count)
        {
            return new AppliedRollover(RolloverOutcome.NotYours);
        }

        if (items.Exists(i => chosen[i.Id].Version != i.Version))
        {
            return new AppliedRollover(RolloverOutcome.ChangedMeanwhile);
        }

        var (now, dates) = (time.GetUtcNow(), await PlanRollover.DatesAsync(database, launch, items, cancellationToken));
        var before = items.ConvertAll(item => Change(item, chosen[item.Id].Choice, dates[item.Id], order.Shift, now));
        Keep(database, launch, before, now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new AppliedRollover(RolloverOutcome.ChangedMeanwhile);
        }

        var dropped = items.Where(i => i.RemovedAt is not null).Select(i => i.VideoId).ToList();
        await BinAsync(database, dropped, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await jobs.StopAsync(dropped, cancellationToken);
        return new AppliedRollover(RolloverOutcome.Done, items.Count);
    }

    private static ItemBefore Change(CollectionItem item, RolloverChoice choice, (DateTimeOffset? From, DateTimeOffset? Until) dates, DateShift? shift, DateTimeOffset now)
    {
        var version = Guid.CreateVersion7();
        var before = ItemBefore.Of(item, version);
        item.Version = version;
        switch (choice)
        {
            case RolloverChoice.Hide:
                (item.Visibility, item.PublishedAt, item.PublishWhenCaptioned) = (Visibility.Draft, null, false);
                break;
            case RolloverChoice.Drop:
                item.RemovedAt = now;
                break;
            default:
                Move(item, dates, shift);
                if (choice == RolloverChoice.Show && item.Visibility == Visibility.Draft)
                {
                    (item.Visibility, item.PublishedAt, item.PublishWhenCaptioned) = (Visibility.Published, now, false);
                }

                break;
        }

        return before;
    }

    private static void Move(CollectionItem item, (DateTimeOffset? From, DateTimeOffset? Until) dates, DateShift? shift)
    {
        if (shift is null)
        {
            return;
        }

        (item.AvailableFrom, item.AvailableUntil) = (shift.Of(dates.From), shift.Of(dates.Until));
        foreach (var section in item.Sections)
        {
            (section.AvailableFrom, section.AvailableUntil) = (shift.Of(section.AvailableFrom), shift.Of(section.AvailableUntil));
        }
    }

    private static void Keep(LecternDbContext database, Launch launch, List<ItemBefore> before, DateTimeOffset now)
    {
        if (before.Count == 0)
        {
            return;
        }

        var rollover = new Rollover
        {
            CollectionId = launch.CollectionId!.Value, PersonId = launch.PersonId, AppliedAt = now, Changed = before.Count, Before = JsonSerializer.Serialize(before),
        };
        database.Rollovers.Add(rollover);
        database.Audit.Add(new AuditEntry
        {
            At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.ApplyRollover, Subject = rollover.Id.ToString(), Detail = $"{launch.CollectionId} {before.Count}",
        });
    }

    // As when a teacher deletes them one by one: what no course has any more goes into the bin. The rows' locks come first, so that of two courses
    // that let go of a video at the same moment the second sees what the first did.
    private static async Task BinAsync(LecternDbContext database, List<Guid> videos, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var dropped = database.Videos.Where(v => videos.Contains(v.Id));
        await dropped.ExecuteUpdateAsync(set => set.SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
        await dropped.Where(v => v.DeletedAt == null && !v.Items.Any(i => i.RemovedAt == null)).ExecuteUpdateAsync(set => set.SetProperty(v => v.DeletedAt, now), cancellationToken);
    }
}

/// <param name="Shift">As it was shown; null where no date moves.</param>
public sealed record RolloverOrder(IReadOnlyList<ChosenItem> Choices, DateShift? Shift);

/// <param name="Version">Of the item as its teacher saw it.</param>
public sealed record ChosenItem(Guid ItemId, Guid Version, RolloverChoice Choice);

public sealed record AppliedRollover(RolloverOutcome Outcome, int Changed = 0);

public enum RolloverOutcome
{
    Done,
    ChangedMeanwhile,
    NotYours,
}
