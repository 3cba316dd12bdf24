using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Timetables;

/// <summary>When an event is: by its rule, without its exceptions, and with those of its times that were moved, renamed or cancelled by themselves.</summary>
internal static class EventTimes
{
    private const int MostOfOne = 20_000;
    private static readonly EvaluationOptions s_options = new() { MaxUnmatchedIncrementsLimit = 1000 };

    /// <param name="same">All that the calendar holds under one name.</param>
    /// <param name="to">No rule is followed further.</param>
    /// <returns>Null where a rule can't be followed.</returns>
    internal static IReadOnlyCollection<TimetableEvent>? Of(IReadOnlyList<ReadEvent> same, DateTimeOffset to, EventBudget budget)
    {
        try
        {
            // Under one name some write an event for each week: each of them counts.
            var times = new Dictionary<DateTimeOffset, TimetableEvent>();
            var wholes = same.Where(one => !IsOneTime(one)).OrderBy(one => one.Sequence).ToList();
            if (wholes.Count > 0 && wholes.TrueForAll(one => one.IsCancelled))
            {
                return [];
            }

            if (!wholes.Where(one => !one.IsCancelled).All(whole => TryAdd(times, whole, to, budget)))
            {
                return null;
            }

            foreach (var changed in same.Where(IsOneTime).OrderBy(one => one.Component!.RecurrenceIdentifier!.Range == RecurrenceRange.ThisAndFuture ? 0 : 1).ThenBy(one => one.Sequence))
            {
                Change(times, changed);
            }

            return times.Values;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the library finds in somebody else's rule, the others are followed.
            return null;
        }
    }

    /// <summary>When the rule has the time begin that was changed by itself; null for the whole event.</summary>
    internal static DateTimeOffset? OriginalOf(ReadEvent one) => one.Component!.RecurrenceIdentifier is { } of ? InstantOf(of.StartTime) : null;

    private static bool IsOneTime(ReadEvent one) => one.Component!.RecurrenceIdentifier is not null;

    private static bool TryAdd(Dictionary<DateTimeOffset, TimetableEvent> times, ReadEvent whole, DateTimeOffset to, EventBudget budget)
    {
        var except = whole.Component!.ExceptionDates.GetAllDates().ToList();
        var (moments, days) = (except.Where(date => date.HasTime).Select(InstantOf).ToHashSet(), except.Where(date => !date.HasTime).Select(date => date.Date).ToHashSet());
        var count = 0;
        foreach (var occurrence in whole.Component.GetOccurrences(null, s_options))
        {
            var (start, end) = (InstantOf(occurrence.Period.StartTime), InstantOf(occurrence.Period.EffectiveEndTime ?? occurrence.Period.StartTime));
            if (start >= to)
            {
                return true;
            }

            budget.Spend();
            if (++count > MostOfOne || budget.IsSpent)
            {
                return false;
            }

            // By the instant, in whichever zone they are written.
            if (!moments.Contains(start) && !days.Contains(DateOnly.FromDateTime(TimeZones.Local(start, whole.Zone))))
            {
                times[start] = new TimetableEvent(whole.Uid, start, new BookedTime(start, end), whole.Title, whole.Text);
            }
        }

        return true;
    }

    private static void Change(Dictionary<DateTimeOffset, TimetableEvent> times, ReadEvent changed)
    {
        var of = changed.Component!.RecurrenceIdentifier!;
        DateTimeOffset? named = of.StartTime.HasTime
            ? InstantOf(of.StartTime)
            : times.Keys.Cast<DateTimeOffset?>().FirstOrDefault(start => DateOnly.FromDateTime(TimeZones.Local(start!.Value, changed.Zone)) == of.StartTime.Date);
        if (named is not { } original)
        {
            return;
        }

        if (changed.IsCancelled)
        {
            Remove(times, original, of.Range);
            return;
        }

        var (start, end) = (InstantOf(changed.Component.Start!), InstantOf(EndOf(changed.Component)));
        if (of.Range == RecurrenceRange.ThisAndFuture)
        {
            Shift(times, changed, original, start, end - start);
        }
        else
        {
            times[original] = new TimetableEvent(changed.Uid, original, new BookedTime(start, end), changed.Title, changed.Text);
        }
    }

    private static CalDateTime EndOf(CalendarEvent one) => one.DtEnd ?? (one.Duration is { } length ? one.Start!.Add(length) : one.Start!);

    private static void Remove(Dictionary<DateTimeOffset, TimetableEvent> times, DateTimeOffset original, RecurrenceRange? range)
    {
        foreach (var one in times.Keys.Where(start => start == original || (range == RecurrenceRange.ThisAndFuture && start > original)).ToList())
        {
            times.Remove(one);
        }
    }

    // By the clock on the wall: what moves by an hour moves by an hour in winter too.
    private static void Shift(Dictionary<DateTimeOffset, TimetableEvent> times, ReadEvent changed, DateTimeOffset original, DateTimeOffset start, TimeSpan length)
    {
        var by = TimeZones.Local(start, changed.Zone) - TimeZones.Local(original, changed.Zone);
        foreach (var one in times.Keys.Where(begin => begin >= original).ToList())
        {
            var moved = TimeZones.Instant(TimeZones.Local(one, changed.Zone) + by, changed.Zone);
            times[one] = new TimetableEvent(changed.Uid, one, new BookedTime(moved, moved + length), changed.Title, changed.Text);
        }
    }

    private static DateTimeOffset InstantOf(CalDateTime at) => new(at.AsUtc, TimeSpan.Zero);
}
