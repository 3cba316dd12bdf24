using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Lectern.Contracts.Schedules;

namespace Lectern.Core.Capture.Bookings;

/// <summary>A schedule as iCalendar (RFC 5545), for boxes that know nothing else. Each time is an event of its own, so no rule has to be understood there.</summary>
public static class CalendarText
{
    public static string Of(Schedule schedule, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//Lectern//Rooms//EN" };
        calendar.Events.AddRange(schedule.Bookings.Select(booking => new CalendarEvent
        {
            Uid = booking.Id.ToString(),
            Summary = booking.Title,
            DtStamp = Utc(now),
            DtStart = Utc(booking.Start),
            DtEnd = Utc(booking.End),
        }));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, CalDateTime.UtcTzId);
}
