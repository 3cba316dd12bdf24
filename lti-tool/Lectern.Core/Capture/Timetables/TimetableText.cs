using Lectern.Core.Capture.Bookings;

namespace Lectern.Core.Capture.Timetables;

/// <summary>
/// Reads a calendar (RFC 5545) as timetables and mail systems write it. An event that can't be read leaves the others as they are; a calendar that breaks off is none at all, for what is
/// missing from it would be taken for cancelled.
/// </summary>
internal static class TimetableText
{
    private const int MostEvents = 20_000;
    private const int MostTimes = 5_000;

    /// <param name="zone">The room's, for times without one.</param>
    /// <param name="property">Which one names an event's course.</param>
    /// <param name="from">What ends before is left out.</param>
    /// <param name="to">What begins later is left out.</param>
    internal static (TimetableFault? Fault, TimetableContent? Content) Read(string text, string zone, string property, DateTimeOffset from, DateTimeOffset to)
    {
        var lines = CalendarLine.All(text);
        if (lines is not [{ Name: "BEGIN" } first, ..] || !first.Value.Trim().Equals("VCALENDAR", StringComparison.OrdinalIgnoreCase))
        {
            return (TimetableFault.NotACalendar, null);
        }

        if (Parts(lines) is not { } parts)
        {
            return (TimetableFault.CutOff, null);
        }

        var events = parts.Where(part => part.Kind == "VEVENT").ToList();
        if (events.Count > MostEvents)
        {
            return (TimetableFault.TooLarge, null);
        }

        var usual = lines.FirstOrDefault(line => line.Name == "X-WR-TIMEZONE")?.Value.Trim();
        var zones = new TimetableZones([.. parts.Where(part => part.Kind == "VTIMEZONE").Select(part => part.Lines)], zone, from);
        var reader = new EventReader(zones, usual is null ? zone : zones.Of(usual) ?? zone, property);
        return Expand([.. events.Select(part => reader.Read(part.Lines))], from, to);
    }

    private static (TimetableFault? Fault, TimetableContent? Content) Expand(IReadOnlyList<ReadEvent> events, DateTimeOffset from, DateTimeOffset to)
    {
        var budget = new EventBudget();
        var (times, unreadable) = (new List<TimetableEvent>(), events.Where(one => one.IsUnreadable).Select(one => one.Uid).ToHashSet());
        foreach (var same in events.Where(one => one is { IsUnreadable: false, IsAllDay: false }).GroupBy(one => one.Uid))
        {
            if (budget.IsSpent)
            {
                return (TimetableFault.TooLarge, null);
            }

            if (EventTimes.Of([.. same], to, budget) is not { } found)
            {
                unreadable.Add(same.Key);
                continue;
            }

            times.AddRange(found.Where(one => one.Time.EndsAt > from && one.Time.StartsAt < to));
            if (times.Count > MostTimes)
            {
                return (TimetableFault.TooLarge, null);
            }
        }

        unreadable.UnionWith(times.Where(one => !CanBeBooked(one.Time)).Select(one => one.Uid));
        times.RemoveAll(one => !CanBeBooked(one.Time));
        var cancelled = events.Where(one => one is { IsUnreadable: false, IsAllDay: false, IsCancelled: true }).Select(one => (one.Uid, EventTimes.OriginalOf(one))).ToList();
        return (null, new TimetableContent([.. times.DistinctBy(one => (one.Uid, one.RecurrenceId))], unreadable, events.Count(one => one.IsAllDay), events.Count == 0, cancelled));
    }

    private static bool CanBeBooked(BookedTime time) => time.EndsAt > time.StartsAt && time.EndsAt - time.StartsAt <= TimeSpan.FromDays(1);

    // The components that count, without those within them; null where one has no end.
    private static List<(string Kind, IReadOnlyList<CalendarLine> Lines)>? Parts(IReadOnlyList<CalendarLine> lines)
    {
        var (parts, open, part) = (new List<(string, IReadOnlyList<CalendarLine>)>(), new Stack<string>(), new List<CalendarLine>());
        foreach (var line in lines)
        {
            var kind = line.Value.Trim().ToUpperInvariant();
            if (line.Name == "BEGIN")
            {
                open.Push(kind);
                part = open.Count == 2 ? [] : part;
            }
            else if (line.Name == "END" && (!open.TryPop(out var begun) || begun != kind))
            {
                return null;
            }
            else if (line.Name == "END" && open.Count == 1)
            {
                parts.Add((kind, part));
                continue;
            }

            // An alarm's lines are none of its event's; a zone's parts are all of it.
            if (open.Count == 2 || (open.Count == 3 && open.Contains("VTIMEZONE")))
            {
                part.Add(line);
            }
        }

        return open.Count == 0 ? parts : null;
    }
}
