using System.Globalization;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>A booking as the form holds it: by the room's clock.</summary>
public sealed class BookingForm
{
    private static readonly string[] s_weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public string? Title { get; set; }
    public DateOnly? Day { get; set; }
    public TimeOnly? From { get; set; }
    public TimeOnly? To { get; set; }

    /// <summary>Whether it repeats each week.</summary>
    public bool Weekly { get; set; }

    /// <summary>On which weekdays; none for that of the first day.</summary>
    public List<DayOfWeek> On { get; set; } = [];

    public DateOnly? Until { get; set; }

    /// <summary>Days without it, in whatever way they are set apart.</summary>
    public string? Except { get; set; }

    public Guid? Course { get; set; }
    public List<Guid> Sections { get; set; } = [];
    public Guid? Owner { get; set; }
    public PublishRule Publish { get; set; }
    public int? Hours { get; set; }

    /// <summary>Where it goes, for one that is changed.</summary>
    public Guid? Room { get; set; }

    /// <summary>How much of its series is changed with it.</summary>
    public SeriesScope Scope { get; set; }

    /// <summary>Names this form, so that sending it twice books once.</summary>
    public Guid Request { get; set; } = Guid.CreateVersion7();

    internal static BookingForm New(Room room, DateTimeOffset now)
    {
        var next = RoomTime.Local(now, room);
        next = next.Date.AddHours(next.Hour + 1);
        return new() { Day = DateOnly.FromDateTime(next), From = TimeOnly.FromDateTime(next), To = TimeOnly.FromDateTime(next.AddMinutes(90)) };
    }

    internal static BookingForm Of(Booking booking, Room room)
    {
        var (from, to) = (RoomTime.Local(booking.StartsAt, room), RoomTime.Local(booking.EndsAt, room));
        return new()
        {
            Title = booking.Title,
            Day = DateOnly.FromDateTime(from),
            From = TimeOnly.FromDateTime(from),
            To = TimeOnly.FromDateTime(to),
            Course = booking.CourseId,
            Sections = [.. booking.Sections.Select(section => section.SectionId)],
            Owner = booking.OwnerId,
            Publish = booking.Publish,
            Hours = booking.PublishHours,
            Room = booking.RoomId,
        };
    }

    /// <summary>Null where its times are missing.</summary>
    /// <param name="room">By whose clock.</param>
    /// <param name="kept">Of a booking whose time stays, whatever the form says.</param>
    internal BookingWish? ToWish(Room room, BookedTime? kept) => (kept ?? TimeOf(room)) is { } time
        ? new BookingWish(Title, time, Course, Course is null ? [] : Sections, Course is null ? null : Owner, Publish, Hours)
        : null;

    /// <summary>What of the days without it can't be read as one; null when all can. Left out in silence it would be recorded on a holiday.</summary>
    internal string? UnreadableDay => Weekly ? ExceptWords().FirstOrDefault(word => DayOf(word) is null) : null;

    /// <summary>Null where it doesn't repeat. Without a last day the rule says that it has none, which is refused.</summary>
    internal Repeat? ToRepeat(Room room)
    {
        if (!Weekly || Day is not { } first)
        {
            return null;
        }

        var days = (On.Count == 0 ? [first.DayOfWeek] : On).Distinct().Order().Select(day => s_weekdays[(int)day]);
        var until = Until is { } last && IsNear(last) ? $";UNTIL={TimeZones.Instant(last.AddDays(1).ToDateTime(TimeOnly.MinValue), room.TimeZone).AddSeconds(-1).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}" : "";
        return new Repeat($"FREQ=WEEKLY;BYDAY={string.Join(',', days)}{until}", [.. ExceptWords().Select(DayOf).OfType<DateOnly>()]);
    }

    // One that would end before it begins goes on until the next day.
    private BookedTime? TimeOf(Room room) => Day is { } day && IsNear(day) && From is { } from && To is { } to
        ? new BookedTime(TimeZones.Instant(day.ToDateTime(from), room.TimeZone), TimeZones.Instant((to > from ? day : day.AddDays(1)).ToDateTime(to), room.TimeZone))
        : null;

    // Of the first and last days that there are some have no day before or after them.
    private static bool IsNear(DateOnly day) => day.Year is > 1900 and < 9000;

    private string[] ExceptWords() => (Except ?? "").Split([' ', ',', ';', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly? DayOf(string word) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
