using System.Globalization;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Times by a room's own clock, wherever the reader sits.</summary>
public static class RoomTime
{
    public static string Clock(DateTimeOffset at, Room room) => Local(at, room).ToString("HH:mm", CultureInfo.CurrentCulture);

    /// <summary>Tue 20 Oct.</summary>
    public static string Day(DateTimeOffset at, Room room) => Local(at, room).ToString("ddd d MMM", CultureInfo.CurrentCulture);

    /// <summary>The time of day; the day before it where it is not today.</summary>
    public static string Soon(DateTimeOffset at, Room room, DateTimeOffset now) =>
        Local(at, room).Date == Local(now, room).Date ? Clock(at, room) : $"{Day(at, room)}, {Clock(at, room)}";

    /// <summary>For fields of a form.</summary>
    public static DateTime Local(DateTimeOffset at, Room room) => TimeZones.Local(at, room.TimeZone);

    /// <summary>1.5, whichever sign it has.</summary>
    public static string Seconds(TimeSpan span) => span.Duration().TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);

    /// <summary>01:02:09.</summary>
    public static string Length(TimeSpan length) => $"{(int)length.TotalHours:00}:{length:mm\\:ss}";
}
