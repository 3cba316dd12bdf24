using Lectern.Core.Collections;

namespace Lectern.Core.Rollovers;

/// <summary>An item, and what may become of it in the new term.</summary>
/// <param name="From">Its date now; where it has none, that of the course it was copied from.</param>
/// <param name="NewFrom">The same in the new term; null without a date, or while the shift is not known.</param>
/// <param name="SectionDates">Whether sections have dates of their own, which move along.</param>
public sealed record PlannedItem(
    CollectionItem Item, RolloverChoice Proposal, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? NewFrom, DateTimeOffset? NewUntil, bool SectionDates)
{
    public bool HasDates => From is not null || Until is not null || SectionDates;
}

/// <param name="OldStart">First day of the term that the dates are of.</param>
/// <param name="NewStart">First day of the term they are to be of.</param>
/// <param name="Zone">By whose clock the dates move.</param>
/// <param name="Shift">Null until both first days are known.</param>
/// <param name="Bringable">How many items of the courses it was copied from can be brought over.</param>
/// <param name="Done">Rollovers of before, the last one first.</param>
public sealed record RolloverPlan(
    DateOnly? OldStart, DateOnly? NewStart, TimeZoneInfo Zone, DateShift? Shift, IReadOnlyList<PlannedItem> Items, int Bringable, IReadOnlyList<DoneRollover> Done);

/// <param name="By">Null where the platform sends no names.</param>
public sealed record DoneRollover(Guid Id, DateTimeOffset AppliedAt, DateTimeOffset? UndoneAt, int Changed, string? By);

/// <param name="OldStart">Null for the term of the course it was copied from, or its own that is over.</param>
/// <param name="NewStart">Null for the course's term.</param>
/// <param name="Zone">Name of a time zone; UTC where nobody knows it.</param>
public sealed record RolloverTerms(DateOnly? OldStart = null, DateOnly? NewStart = null, string? Zone = null);
