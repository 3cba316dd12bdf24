using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Why a room or a booking is as it was.</summary>
public static class Faults
{
    private const int MostNamed = 5;

    public static string TextOf(this IStringLocalizer<Words> say, RoomFault fault) => fault switch
    {
        RoomFault.NoName => say["A room needs a name."],
        RoomFault.NameTaken => say["The building has a room of this name already."],
        RoomFault.UnknownTimeZone => say["No time zone is called like that. They look like Europe/Vienna."],
        RoomFault.SourceName => say["A source's name has small letters, digits and hyphens, at most 32."],
        RoomFault.SourceTwice => say["Two sources have the same name."],
        RoomFault.SourceValues => say["A source has no profile, or a size or rate that can't be recorded."],
        _ => say["This room is gone."],
    };

    public static string TextOf(this IStringLocalizer<Words> say, BookingAnswer answer, Room room) => answer.Fault switch
    {
        BookingFault.NoTitle => say["A booking needs a title."],
        BookingFault.EndsBeforeItBegins => say["It would end before it begins."],
        BookingFault.TooLong => say["A booking is at most a day long."],
        BookingFault.Over => say["That time is over."],
        BookingFault.Taken => TakenBy(say, answer.Others!, room),
        BookingFault.UnknownCourse => say["The course, its sections or its teacher are gone. Choose again."],
        BookingFault.NoHours => say["Say after how many hours it is published, from 1 to 720."],
        BookingFault.Rule => say["Choose the last day of the series: at most 600 times are booked at once, and at least one."],
        _ => say["This booking is gone."],
    };

    private static string TakenBy(IStringLocalizer<Words> say, IReadOnlyList<Booking> others, Room room)
    {
        // One more is named as shortly as it is counted.
        var most = others.Count == MostNamed + 1 ? others.Count : MostNamed;
        var named = others.Take(most)
            .Select(one => say["The room is taken: “{0}” from {1} to {2}.", one.Title, $"{RoomTime.Day(one.StartsAt, room)}, {RoomTime.Clock(one.StartsAt, room)}", RoomTime.Clock(one.EndsAt, room)].Value);
        return string.Join(' ', others.Count > most ? named.Append(say["And {0} more times.", others.Count - MostNamed]) : named);
    }
}
