using Lectern.Core.Capture.Timetables;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>How a timetable is, and why one is as it was.</summary>
public static class TimetableTexts
{
    public static string TextOf(this IStringLocalizer<Words> say, TimetableEntryFault fault) => fault switch
    {
        TimetableEntryFault.TooMany => say["A room follows at most ten timetables."],
        TimetableEntryFault.Address => say["The address looks like https://timetable.example.edu/room.ics, and holds no user name."],
        TimetableEntryFault.Property => say["A property has letters, digits and hyphens, such as SUMMARY or X-COURSE."],
        TimetableEntryFault.Pattern => say["This is no regular expression that can be used here: it may look neither ahead nor back."],
        TimetableEntryFault.Hours => say["Say after how many hours it is published, from 1 to 720."],
        _ => say["This timetable is gone."],
    };

    public static string TitleOf(this IStringLocalizer<Words> say, Timetable timetable) =>
        timetable.DoubtSince is not null ? say["Much is suddenly missing"]
        : timetable.Fault is not null ? say["It can't be read"]
        : timetable.ReadAt is null ? say["Not read yet"]
        : say["Followed"];

    public static string TextOf(this IStringLocalizer<Words> say, Timetable timetable) =>
        timetable.Fault is { } fault ? say.TextOf(fault, timetable.FaultDetail)
        : timetable.DoubtSince is not null ? say["{0} bookings are in it no more. They stay until it has said so for an hour; if it is right, cancel them now.", timetable.Missing]
        : timetable.ReadAt is null ? say["It is read within some seconds."]
        : say["{0} times to come.", timetable.Events];

    private static string TextOf(this IStringLocalizer<Words> say, TimetableFault fault, string? detail) => fault switch
    {
        TimetableFault.NotPublic => say["Its address is not https, or leads into a private network. What is booked stays."],
        TimetableFault.Redirected => say["Its server sends readers to another address: enter that one. What is booked stays."],
        TimetableFault.Refused => say["Its server answers with an error ({0}). What is booked stays.", detail ?? "?"],
        TimetableFault.TooLarge => say["It is too large: at most 8 MB, 20,000 events and 5,000 times are read. What is booked stays."],
        TimetableFault.TooSlow => say["Its server takes longer than 20 seconds. What is booked stays."],
        TimetableFault.NotACalendar => say["What its server sends is no calendar (.ics). What is booked stays."],
        TimetableFault.Failed => say["It could not be followed, and the server's log says why. What is booked stays."],
        TimetableFault.CutOff => say["The calendar breaks off. What is booked stays."],
        _ => say["Its server can't be reached. What is booked stays."],
    };
}
