using System.Globalization;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Database;
using Lectern.Core.Keys;

namespace Lectern.Core.Capture.Timetables;

/// <summary>Reads the lines of one event. Only those that say when it is reach the library: whatever else a product writes can't make it fail.</summary>
internal sealed partial class EventReader(TimetableZones zones, string zone, string property)
{
    internal const int LongestText = 500;
    private static readonly HashSet<string> s_times = ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"];
    private static readonly HashSet<string> s_kept = [.. s_times, "DURATION", "RRULE"];

    internal ReadEvent Read(IReadOnlyList<CalendarLine> lines)
    {
        string? Text(string name) => lines.FirstOrDefault(line => line.Name == name)?.Text();
        var title = StoredText.Clip(Text("SUMMARY"), Booking.LongestTitle) ?? "Lecture";
        var start = lines.FirstOrDefault(line => line.Name == "DTSTART");
        var read = new ReadEvent
        {
            // Without a name it is known by what it says: it changes into another event when that changes.
            Uid = Text("UID") is { Length: > 0 } uid ? uid : Secret.Hash($"{start} {title}"),
            Title = title,
            Text = StoredText.Clip(string.Join(' ', lines.Where(line => string.Equals(line.Name, property, StringComparison.OrdinalIgnoreCase)).Select(line => line.Text())), LongestText) ?? "",
            IsCancelled = string.Equals(Text("STATUS"), "CANCELLED", StringComparison.OrdinalIgnoreCase),
            Sequence = int.TryParse(Text("SEQUENCE"), CultureInfo.InvariantCulture, out var sequence) ? sequence : 0,
        };
        if (IsDay(start) || string.Equals(Text("X-MICROSOFT-CDO-ALLDAYEVENT"), "TRUE", StringComparison.OrdinalIgnoreCase))
        {
            return read with { IsAllDay = true };
        }

        return Component(lines) is { Start: not null } found ? read with { Component = found, Zone = found.Start!.TzId ?? zone } : read;
    }

    private static bool IsDay(CalendarLine? start) => start is not null && (start.Parameter("VALUE") == "DATE" || (start.Value.Length == 8 && start.Value.All(char.IsAsciiDigit)));

    private CalendarEvent? Component(IReadOnlyList<CalendarLine> lines)
    {
        var kept = lines.Where(line => s_kept.Contains(line.Name)).Select(line => s_times.Contains(line.Name) ? Placed(line) : line).ToList();
        if (kept.Contains(null))
        {
            return null;
        }

        try
        {
            return Ical.Net.Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{string.Join("\r\n", kept)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")?.Events.FirstOrDefault();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever is wrong with somebody else's event, the others are read.
            return null;
        }
    }

    // With a zone that is known everywhere; null where nobody knows it.
    private CalendarLine? Placed(CalendarLine line)
    {
        if (line.Parameter("VALUE") == "DATE" || !LocalTime().IsMatch(line.Value))
        {
            return line;
        }

        var named = line.Parameter("TZID");
        return (named is null ? zone : zones.Of(named)) is { } known ? line.With("TZID", known) : null;
    }

    [GeneratedRegex(@"\d{8}T\d{6}(?![0-9Z])")]
    private static partial Regex LocalTime();
}

/// <summary>An event, or one of its times that was changed by itself.</summary>
internal sealed record ReadEvent
{
    public required string Uid { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public bool IsCancelled { get; init; }
    public bool IsAllDay { get; init; }
    public int Sequence { get; init; }
    public CalendarEvent? Component { get; init; }

    /// <summary>By whose clock it goes on.</summary>
    public string Zone { get; init; } = "";

    public bool IsUnreadable => Component is null && !IsAllDay;
}
