using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Lectern.Core.Capture.Rooms;
using NodaTime;

namespace Lectern.Core.Capture.Timetables;

/// <summary>
/// Which zone a calendar means by a name. IANA's and Windows' own are known; any other is looked up by what the calendar says of it (<c>VTIMEZONE</c>): the zone whose clocks go
/// the same way.
/// </summary>
/// <param name="described">The lines of each VTIMEZONE.</param>
/// <param name="near">The room's zone, which is tried first and holds for times without one.</param>
/// <param name="around">Of which year the clocks are compared.</param>
internal sealed class TimetableZones(IReadOnlyList<IReadOnlyList<CalendarLine>> described, string near, DateTimeOffset around)
{
    private readonly Dictionary<string, string?> _known = [];

    /// <summary>Its IANA name; null where nobody can say.</summary>
    public string? Of(string name)
    {
        if (!_known.TryGetValue(name, out var zone))
        {
            _known[name] = zone = Named(name) ?? Behaving(name);
        }

        return zone;
    }

    private static string? Named(string name)
    {
        try
        {
            return TimeZones.IsKnown(name) ? name : TimeZoneResolvers.Default(name) is { Id: var id } && TimeZones.IsKnown(id) ? id : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private string? Behaving(string name)
    {
        if (described.FirstOrDefault(lines => lines.Any(line => line.Name == "TZID" && line.Value.Trim('"') == name)) is not { } lines)
        {
            return null;
        }

        // Some say which one they mean.
        if (lines.FirstOrDefault(line => line.Name == "X-LIC-LOCATION") is { Value: var place } && Named(place) is { } told)
        {
            return told;
        }

        var moments = Enumerable.Range(0, 24).Select(n => new LocalDateTime(around.Year, (n / 2) + 1, n % 2 == 0 ? 4 : 18, 12, 0)).ToList();
        var changes = Changes(lines);
        if (changes.Count == 0)
        {
            return null;
        }

        var wanted = moments.Select(moment => Offset.FromTicks(OffsetAt(changes, moment.ToDateTimeUnspecified()).Ticks)).ToList();
        return new[] { near }.Concat(DateTimeZoneProviders.Tzdb.Ids).FirstOrDefault(id => moments.Zip(wanted).All(pair => DateTimeZoneProviders.Tzdb[id].AtLeniently(pair.First).Offset == pair.Second));
    }

    private static TimeSpan OffsetAt(IReadOnlyList<(DateTime From, TimeSpan Offset)> changes, DateTime moment) =>
        changes.Where(change => change.From <= moment).OrderBy(change => change.From).Select(change => change.Offset).LastOrDefault(changes.MinBy(change => change.From).Offset);

    private List<(DateTime From, TimeSpan Offset)> Changes(IReadOnlyList<CalendarLine> lines)
    {
        var changes = new List<(DateTime, TimeSpan)>();
        var observance = new List<CalendarLine>();
        foreach (var line in lines)
        {
            if (line is { Name: "BEGIN", Value: "STANDARD" or "DAYLIGHT" })
            {
                observance = [];
            }
            else if (line is { Name: "END", Value: "STANDARD" or "DAYLIGHT" })
            {
                changes.AddRange(ChangesOf(observance));
            }
            else
            {
                observance.Add(line);
            }
        }

        return changes;
    }

    private IEnumerable<(DateTime From, TimeSpan Offset)> ChangesOf(IReadOnlyList<CalendarLine> lines)
    {
        string? Value(string name) => lines.FirstOrDefault(line => line.Name == name)?.Value;
        if (OffsetOf(Value("TZOFFSETTO")) is not { } offset || !DateTime.TryParseExact(Value("DTSTART"), "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
        {
            return [];
        }

        if (Value("RRULE") is not { } rule)
        {
            return [(start, offset)];
        }

        try
        {
            var observance = new CalendarEvent { DtStart = new CalDateTime(start), RecurrenceRule = new RecurrenceRule(rule) };
            var year = new CalDateTime(around.Year - 1, 1, 1, 0, 0, 0, null);
            return [(start, offset), .. observance.GetOccurrences(year, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 1000 }).Take(4).Select(one => (one.Period.StartTime.Value, offset))];
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or EvaluationException)
        {
            return [];
        }
    }

    // +0130, or +013000.
    private static TimeSpan? OffsetOf(string? text) =>
        text is { Length: 5 or 7 } && text[0] is '+' or '-' && int.TryParse(text.AsSpan(1, 2), CultureInfo.InvariantCulture, out var hours) && int.TryParse(text.AsSpan(3, 2), CultureInfo.InvariantCulture, out var minutes) && hours < 18
            ? new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1)
            : null;
}
