using System.Globalization;
using System.Net;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Lectern.Web.Tests.Capture.PageText;

namespace Lectern.Web.Tests.Capture;

/// <summary>The operator's pages of what is booked in a room.</summary>
public sealed class BookingPagesTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_series_is_booked_by_the_rooms_clock_for_sections_of_a_course_and_a_taken_time_is_said(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var (room, course) = (await Machine.NewRoomAsync(app), Some.Course(new Core.Platforms.Platform { Id = app.Platform.PlatformId, Name = "" }));
        var section = Some.Section(course, "A");
        var teacher = Some.Person(new Core.Platforms.Platform { Id = app.Platform.PlatformId, Name = "" }, "Tina Teacher", Visit.Unique("tina"));
        await app.Database.AddAsync([course, section, teacher, Some.Enrolment(course, teacher)], Stop);
        var address = $"/admin/rooms/{room}/book";

        using var found = await it.GetAsync($"{address}?q={Uri.EscapeDataString(course.Title)}");
        using var chosen = await it.GetAsync($"{address}?course={course.Id}");
        (string, string?)[] form =
        [
            ("Title", "Algorithms"), ("Day", "2026-10-20"), ("From", "09:15"), ("To", "10:45"), ("Weekly", "true"), ("On", "Tuesday"), ("On", "Thursday"), ("Until", "2026-10-29"), ("Except", "2026-10-22"),
            ("Course", course.Id.ToString()), ("Sections", section.Id.ToString()), ("Owner", teacher.Id.ToString()), ("Publish", "AfterHours"), ("Hours", "2"), ("Request", Guid.CreateVersion7().ToString()),
        ];
        using var booked = await Form.SendAsync(it, address, address, form);
        using var holiday = await Form.SendAsync(it, address, address, [.. form.Select(field => field.Item1 == "Except" ? (field.Item1, "24.12.2026") : field)]);
        using var doubled = await Form.SendAsync(it, address, address, form);
        using var taken = await Form.SendAsync(it, address, address, ("Title", "Another"), ("Day", "2026-10-27"), ("From", "10:30"), ("To", "11:00"), ("Request", Guid.CreateVersion7().ToString()));
        using var endless = await Form.SendAsync(it, address, address, ("Title", "Another"), ("Day", "2026-10-30"), ("From", "10:30"), ("To", "11:00"), ("Weekly", "true"));

        Assert.Contains(course.Id.ToString(), await found.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Tina Teacher", await chosen.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (booked.StatusCode, doubled.StatusCode));
        Assert.Contains("“Algorithms” from Tue 27 Oct, 09:15 to 10:45", await FaultAsync(taken), StringComparison.Ordinal);
        Assert.Contains("“24.12.2026” is no day", await FaultAsync(holiday), StringComparison.Ordinal);
        Assert.Contains("last day", await FaultAsync(endless), StringComparison.Ordinal);
        await using var rows = app.Rows();
        var bookings = await rows.Bookings.Include(b => b.Sections).Where(b => b.RoomId == room).OrderBy(b => b.StartsAt).ToListAsync(Stop);
        // Summer time ends in between.
        Assert.Equal(["2026-10-20 07:15", "2026-10-27 08:15", "2026-10-29 08:15"], bookings.Select(booking => booking.StartsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        Assert.All(bookings, booking => Assert.Equal((course.Id, teacher.Id, PublishRule.AfterHours, 2, section.Id), (booking.CourseId, booking.OwnerId, booking.Publish, booking.PublishHours, Assert.Single(booking.Sections).SectionId)));
    }

    [Theory, DatabaseData]
    public async Task One_booking_of_a_series_moves_to_another_room_and_the_rest_is_cancelled(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var (room, other, start) = (await Machine.NewRoomAsync(app), await Machine.NewRoomAsync(app), new DateTimeOffset(2026, 10, 20, 7, 15, 0, TimeSpan.Zero));
        var series = (await app.Get<BookRoom>().RunAsync(room, new BookingWish("Algorithms", new BookedTime(start, start.AddHours(1))), new Repeat("FREQ=WEEKLY;COUNT=3", []), null, "operator", Stop)).Bookings;
        var address = $"/admin/rooms/{room}/bookings/{series[1].Id}";

        using var form = await it.GetAsync(address);
        using var moved = await Form.SendAsync(it, address, address, ("Title", "Algorithms"), ("Day", "2026-10-27"), ("From", "14:00"), ("To", "15:00"), ("Room", other.ToString()));
        using var foreign = await it.GetAsync(address);
        using var cancelled = await Form.SendAsync(it, $"/admin/rooms/{room}", $"/admin/rooms/{room}?handler=Cancel&booking={series[0].Id}&andLater=true");

        Assert.Equal("2026-10-27", (await Html.ReadAsync(form)).GetElementById("day")!.GetAttribute("value"));
        Assert.Equal((HttpStatusCode.Redirect, $"/admin/rooms/{other}#bookings"), (moved.StatusCode, moved.Headers.Location!.OriginalString));
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", foreign);
        await using var rows = app.Rows();
        var bookings = await rows.Bookings.Where(b => b.SeriesId == series[0].SeriesId).OrderBy(b => b.RecurrenceId).ToListAsync(Stop);
        Assert.Equal([room, other, room], bookings.Select(booking => booking.RoomId));
        Assert.Equal([true, false, true], bookings.Select(booking => booking.CancelledAt is not null));
        Assert.Equal("2026-10-27 13:00", bookings[1].StartsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task All_of_a_series_that_are_to_come_are_changed_by_one_of_them_and_each_taken_time_is_said()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        var (room, start) = (await Machine.NewRoomAsync(app), new DateTimeOffset(2026, 10, 20, 7, 15, 0, TimeSpan.Zero));
        var book = app.Get<BookRoom>();
        var series = (await book.RunAsync(room, new BookingWish("Algorithms", new BookedTime(start, start.AddHours(1))), new Repeat("FREQ=WEEKLY;COUNT=3", []), null, "operator", Stop)).Bookings;
        await book.RunAsync(room, new BookingWish("Guest", new BookedTime(start.AddHours(3), start.AddHours(4))), new Repeat("FREQ=WEEKLY;COUNT=2", []), null, "operator", Stop);
        var address = $"/admin/rooms/{room}/bookings/{series[1].Id}";
        (string, string?)[] fields = [("Title", "Algorithms"), ("Day", "2026-10-28"), ("From", "11:30"), ("To", "12:30"), ("Room", room.ToString()), ("Publish", "AtOnce"), ("Scope", "All")];

        using var form = await it.GetAsync(address);
        using var taken = await Form.SendAsync(it, address, address, [.. fields.Select(field => field.Item1 == "Day" ? (field.Item1, "2026-10-27") : field)]);
        using var changed = await Form.SendAsync(it, address, address, fields);
        using var told = await it.GetAsync(changed.Headers.Location!.OriginalString);

        Assert.Equal(3, (await Html.ReadAsync(form)).QuerySelectorAll("input[name=Scope]").Length);
        var fault = await FaultAsync(taken);
        Assert.Contains("Tue 20 Oct, 12:15", fault, StringComparison.Ordinal);
        Assert.Contains("Tue 27 Oct, 12:15", fault, StringComparison.Ordinal);
        Assert.Contains("that were changed: 3.", Text((await Html.ReadAsync(told)).QuerySelector("[aria-labelledby=bookings] .notice")!), StringComparison.Ordinal);
        await using var rows = app.Rows();
        var bookings = await rows.Bookings.Where(b => b.SeriesId == series[0].SeriesId).OrderBy(b => b.StartsAt).ToListAsync(Stop);
        Assert.Equal(["10-21 09:30", "10-28 10:30", "11-04 10:30"], bookings.Select(booking => booking.StartsAt.UtcDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));
        Assert.All(bookings, booking => Assert.Equal((PublishRule.AtOnce, false), (booking.Publish, booking.IsEdited)));
    }
}
