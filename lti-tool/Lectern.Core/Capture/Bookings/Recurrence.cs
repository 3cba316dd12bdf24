using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Bookings;

/// <summary>The times of a rule (RFC 5545 §3.8.5), made by the clock of its own zone: nine o'clock stays nine o'clock when summer time begins.</summary>
internal static class Recurrence
{
    /// <summary>More than a room is booked by one rule in two years of workdays.</summary>
    internal const int Most = 600;

    // A rule that never comes true, such as each 31 February, is given up.
    private static readonly EvaluationOptions s_options = new() { MaxUnmatchedIncrementsLimit = 1000 };

    /// <summary>Null for a rule that can't be read, never comes true, or doesn't end soon enough.</summary>
    /// <param name="except">The days on which it doesn't take place.</param>
    internal static IReadOnlyList<BookedTime>? Of(string rule, string zone, BookedTime first, IReadOnlyCollection<DateOnly> except)
    {
        try
        {
            var times = Expand(rule, zone, first, except);
            return times.Count is 0 or > Most ? null : times;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or EvaluationException)
        {
            return null;
        }
    }

    private static List<BookedTime> Expand(string rule, string zone, BookedTime first, IReadOnlyCollection<DateOnly> except)
    {
        var begins = new CalDateTime(TimeZones.Local(first.StartsAt, zone), zone);
        var series = new CalendarEvent { DtStart = begins, RecurrenceRule = new RecurrenceRule(rule) };
        foreach (var day in except)
        {
            series.ExceptionDates.Add(new CalDateTime(day, begins.Time, zone));
        }

        var length = first.EndsAt - first.StartsAt;
        return [.. series.GetOccurrences(null, s_options).Take(Most + 1).Select(occurrence => TimeOf(occurrence, length))];
    }

    private static BookedTime TimeOf(Occurrence occurrence, TimeSpan length)
    {
        var start = new DateTimeOffset(occurrence.Period.StartTime.AsUtc, TimeSpan.Zero);
        return new BookedTime(start, start + length);
    }
}
