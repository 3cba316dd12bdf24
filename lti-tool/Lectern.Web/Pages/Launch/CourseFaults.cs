using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Pages.Admin.Rooms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Launch;

/// <summary>Why a booking from a course was not made: nothing is said of what others record, but when.</summary>
public static class CourseFaults
{
    private const int MostNamed = 5;

    public static string TextForCourse(this IStringLocalizer<Words> say, BookingAnswer answer, Room room) => answer.Fault switch
    {
        BookingFault.Taken => TakenAt(say, answer.Others!, room),
        BookingFault.TooLongForCourse => say["A recording is at most {0} hours long.", CourseLimits.LongestHours],
        BookingFault.TooFarAhead => say["A room is booked at most a year ahead."],
        BookingFault.TooMany => say["A course has at most {0} recordings to come in one room. Cancel some, or ask whoever runs Lectern to book more.", CourseLimits.MostInRoom],
        _ => say.TextOf(answer, room),
    };

    /// <summary>What is said of a day that is out of reach; null for one that isn't.</summary>
    public static string? OutOfReach(this IStringLocalizer<Words> say, DateOnly? day, DateTimeOffset now) => day is not { } asked || CourseLimits.Reach(asked, now) ? null
        : asked > DateOnly.FromDateTime(now.UtcDateTime) ? say["A room is booked at most a year ahead."].Value
        : say["That time is over."].Value;

    private static string TakenAt(IStringLocalizer<Words> say, IReadOnlyList<Booking> others, Room room)
    {
        var named = others.Take(MostNamed).Select(one => say["The room is taken on {0} to {1}.", $"{RoomTime.Day(one.StartsAt, room)}, {RoomTime.Clock(one.StartsAt, room)}", RoomTime.Clock(one.EndsAt, room)].Value);
        return string.Join(' ', others.Count > MostNamed ? named.Append(say["And {0} more times.", others.Count - MostNamed]) : named);
    }
}
