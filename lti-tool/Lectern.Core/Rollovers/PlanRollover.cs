using Lectern.Core.Collections;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Rollovers;

/// <summary>Proposes what becomes of each item of the launch's course in a new term. Nothing changes by it.</summary>
public sealed class PlanRollover(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Most items of one plan.</summary>
    public const int Most = 3000;

    private const int MostDone = 10;

    /// <summary>Null when the course is not this launch's to change.</summary>
    public async Task<RolloverPlan?> RunAsync(Launch launch, RolloverTerms terms, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (old, next) = await TermsAsync(database, launch, terms, cancellationToken);
        var zone = DateShift.ZoneOf(terms.Zone);
        var shift = old is { } first && next is { } begin ? DateShift.Between(first, begin, zone) : null;
        var items = await database.Items.AsNoTracking().AsSplitQuery().Include(i => i.Video).Include(i => i.Sections).Where(CollectionItem.Stands).Where(i => i.CollectionId == launch.CollectionId)
            .OrderBy(i => i.AddedAt).ThenBy(i => i.Id).Take(Most).ToListAsync(cancellationToken);
        var dates = await DatesAsync(database, launch, items, cancellationToken);
        return new RolloverPlan(
            old,
            next,
            zone,
            shift,
            items.ConvertAll(item => Propose(item, dates[item.Id], shift, next)),
            await OriginCourses.Missing(database, launch).Select(i => i.VideoId).Distinct().CountAsync(cancellationToken),
            await DoneAsync(database, launch, cancellationToken));
    }

    /// <summary>The dates that move, of each item: its own, or where it has none those of the course it was copied from.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, (DateTimeOffset? From, DateTimeOffset? Until)>> DatesAsync(
        LecternDbContext database, Launch launch, IReadOnlyList<CollectionItem> items, CancellationToken cancellationToken)
    {
        var origins = OriginCourses.Of(database, launch);
        var videos = items.Where(i => i is { AvailableFrom: null, AvailableUntil: null, CopiedFromId: not null }).Select(i => i.CopyOfId ?? i.VideoId).ToList();
        var there = await database.Items.Where(i => videos.Contains(i.VideoId) && origins.Any(o => o.Id == i.Collection.CourseId || o.SharedWithId == i.Collection.CourseId))
            .Select(i => new { i.VideoId, i.Collection.CourseId, i.AvailableFrom, i.AvailableUntil }).ToListAsync(cancellationToken);
        var found = there.ToDictionary(i => (i.VideoId, i.CourseId), i => (i.AvailableFrom, i.AvailableUntil));
        return items.ToDictionary(
            i => i.Id,
            i => i is { AvailableFrom: null, AvailableUntil: null } ? found.GetValueOrDefault((i.CopyOfId ?? i.VideoId, i.CopiedFromId)) : (i.AvailableFrom, i.AvailableUntil));
    }

    private async Task<(DateOnly? Old, DateOnly? Next)> TermsAsync(LecternDbContext database, Launch launch, RolloverTerms terms, CancellationToken cancellationToken)
    {
        var own = await database.Courses.Where(c => c.Id == launch.CourseId).Select(c => c.Term).FirstOrDefaultAsync(cancellationToken);
        var before = await OriginCourses.Of(database, launch).Where(o => o.Term!.StartsAt != null).OrderByDescending(o => o.Term!.StartsAt).Select(o => o.Term!.StartsAt).FirstOrDefaultAsync(cancellationToken);
        var isOver = own?.EndsAt < time.GetUtcNow();
        return (terms.OldStart ?? DayOf(isOver ? own?.StartsAt : before), terms.NewStart ?? DayOf(isOver ? null : own?.StartsAt));

        static DateOnly? DayOf(DateTimeOffset? at) => at is { } moment ? DateOnly.FromDateTime(moment.DateTime) : null;
    }

    private static PlannedItem Propose(CollectionItem item, (DateTimeOffset? From, DateTimeOffset? Until) dates, DateShift? shift, DateOnly? next)
    {
        var planned = new PlannedItem(
            item,
            RolloverChoice.Keep,
            dates.From,
            dates.Until,
            shift?.Of(dates.From),
            shift?.Of(dates.Until),
            item.Sections.Exists(s => s.AvailableFrom is not null || s.AvailableUntil is not null));
        var isOfNewTerm = next is { } begin && (dates.From ?? dates.Until) is { } date && DateOnly.FromDateTime(date.UtcDateTime) >= begin;
        return shift is not null && planned.HasDates && !isOfNewTerm ? planned with { Proposal = RolloverChoice.Redate } : planned;
    }

    private static async Task<IReadOnlyList<DoneRollover>> DoneAsync(LecternDbContext database, Launch launch, CancellationToken cancellationToken) =>
        await database.Rollovers.Where(r => r.CollectionId == launch.CollectionId).OrderByDescending(r => r.AppliedAt).Take(MostDone)
            .Select(r => new DoneRollover(r.Id, r.AppliedAt, r.UndoneAt, r.Changed, database.People.Where(p => p.Id == r.PersonId).Select(p => p.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);
}
