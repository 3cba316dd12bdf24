using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Telling;
using Lectern.Web.Pages.Admin.Rooms;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Capture.Telling;

/// <summary>What people are told, in words.</summary>
internal sealed class NewsTexts(IStringLocalizer<Words> say, IOptions<WebOptions> web, TimeProvider time)
{
    internal NewsText Of(AlarmNews news)
    {
        var what = TitleOf(news);
        var booked = news.Booking is { } booking
            ? say["“{0}” is booked there {1} to {2}.", booking.Title, RoomTime.Soon(booking.StartsAt, news.Room, time.GetUtcNow()), RoomTime.Clock(booking.EndsAt, news.Room)]
            : say["Nothing is booked there in the next hours."];
        var since = news.HasEnded
            ? say["It began {0} and ended {1}.", RoomTime.Soon(news.Alarm.Since, news.Room, time.GetUtcNow()), RoomTime.Soon(news.Alarm.Until!.Value, news.Room, time.GetUtcNow())]
            : say["Since {0}.", RoomTime.Soon(news.Alarm.Since, news.Room, time.GetUtcNow())];
        var reasons = string.Join(' ', news.Preflight.Select(say.TextOf));
        string[] lines = [what, .. reasons.Length > 0 && !news.HasEnded ? [reasons] : Array.Empty<string>(), since, booked, "", web.Value.Address($"/admin/rooms/{news.Room.Id}")];
        return new NewsText(news.HasEnded ? say["Well again: {0}", what] : what, string.Join('\n', lines));
    }

    internal NewsText Of(RecordedNews news) => new(
        say["Your recording “{0}” is in {1}", news.Title, news.Course],
        string.Join('\n', [
            news.IsDraft
                ? say["“{0}” can be watched. It is a draft: students don't see it until you publish it.", news.Title]
                : say["“{0}” can be watched, and those it is for see it now.", news.Title],
            say["You find it in your LMS: open the course “{0}”, and in it Lectern.", news.Course],
        ]));

    internal NewsText Test() => new(say["A test of Lectern's alarms"], $"{say["This is how you are told when a room needs somebody. Nothing is wrong."]}\n\n{web.Value.Address("/admin/rooms")}");

    internal NewsText Test(Room room) => new(say["A test of the alarms of {0}", room.Name], $"{say["This is how you are told when this room needs somebody. Nothing is wrong."]}\n\n{web.Value.Address($"/admin/rooms/{room.Id}")}");

    private string TitleOf(AlarmNews news)
    {
        var (room, source, booking) = (news.Room.Name, news.Alarm.Source, news.Booking?.Title ?? "");
        return news.Alarm.Kind switch
        {
            RoomAlarmKind.NoSignal => say["{0} has no signal from {1}.", room, source],
            RoomAlarmKind.BlackPicture => say["{0}: the picture of {1} is black.", room, source],
            RoomAlarmKind.FrozenPicture => say["{0}: the picture of {1} hasn't moved for two minutes.", room, source],
            RoomAlarmKind.Silence => say["{0}: nothing is heard from {1}.", room, source],
            RoomAlarmKind.Clipping => say["{0}: {1} is too loud.", room, source],
            RoomAlarmKind.Overload => say["{0}: the machine can't keep up.", room],
            RoomAlarmKind.DiskSpace => say["{0}: the disk is nearly full.", room],
            RoomAlarmKind.Clock => say["{0}: the machine's clock is wrong.", room],
            RoomAlarmKind.Suspended => say["{0}: the machine slept while it should have recorded.", room],
            RoomAlarmKind.MissedStart => say["{0} should record “{1}” and does not.", room, booking],
            RoomAlarmKind.Preflight => say["{0} is not ready for “{1}”.", room, booking],
            RoomAlarmKind.Fault => say["{0}: the machine says that it can't record.", room],
            RoomAlarmKind.RecordingFailed => say["{0}: the machine says that recording “{1}” failed.", room, booking],
            RoomAlarmKind.TwoMachines => say["{0}: two machines speak as one.", room],
            RoomAlarmKind.DiskForgets => say["{0}: the machine's disk forgets what is written to it.", room],
            RoomAlarmKind.Timetable => say["{0}: its timetable can't be read, or many lectures are suddenly missing from it.", room],
            _ => say["{0} is not heard from.", room],
        };
    }
}
