using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Timetables;
using Lectern.TestSupport.Databases;
using Lectern.Web.Capture.Timetables;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>From the address that somebody types on a room's page to what is booked there.</summary>
public sealed class TimetableTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task An_address_is_followed_asked_only_for_what_changed_and_shown_to_nobody_again(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var (room, name, asked) = (await Machine.NewRoomAsync(app), Guid.CreateVersion7().ToString("n"), new ConcurrentQueue<(string Tag, string Since)>());
        var page = $"/admin/rooms/{room}/timetables";
        app.Platform.Timetables[name] = call =>
        {
            asked.Enqueue((call.Request.Headers.IfNoneMatch.ToString(), call.Request.Headers.IfModifiedSince.ToString()));
            call.Response.Headers.ETag = "\"v1\"";
            call.Response.Headers.LastModified = "Mon, 07 Sep 2026 08:00:00 GMT";
            return call.Request.Headers.IfNoneMatch == "\"v1\"" ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Text(CalendarOf(app, 3), "text/calendar");
        };

        using var none = await Form.SendAsync(it, page, $"{page}?handler=Add", ("Address", "ftp://timetable.example.edu/b.ics"));
        using var odd = await Form.SendAsync(it, page, $"{page}?handler=Add", ("Address", Address(app, name)), ("Pattern", "(?<=x)y"));
        using var added = await Form.SendAsync(it, page, $"{page}?handler=Add", ("Address", Address(app, name)), ("Property", "summary"), ("Publish", "AtOnce"));
        await UntilReadAsync(app, room, timetable => timetable.ReadAt is not null);
        app.Leap(TimeSpan.FromMinutes(6));
        await UntilReadAsync(app, room, _ => asked.Count > 1);
        using var shown = await it.GetAsync($"/admin/rooms/{room}");
        using var settings = await it.GetAsync(page);

        Assert.Contains("looks like https://", await none.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("no regular expression", await odd.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Equal([("", ""), ("\"v1\"", "Mon, 07 Sep 2026 08:00:00 GMT")], asked.Take(2));
        var text = (await Html.ReadAsync(shown)).Body!.TextContent;
        Assert.Contains("3 times to come.", text, StringComparison.Ordinal);
        Assert.Contains("of the timetable", text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, await settings.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await using var rows = app.Rows();
        Assert.All(await rows.Bookings.Where(row => row.RoomId == room).ToListAsync(Stop), booking => Assert.Equal(PublishRule.AtOnce, booking.Publish));
        Assert.Equal(["timetable.add", "timetable.follow"], await rows.Audit.Where(row => row.Subject == room.ToString() && row.Act.StartsWith("timetable")).Select(row => row.Act).OrderBy(act => act).ToListAsync(Stop));
        Assert.False(await rows.Audit.AnyAsync(row => row.Detail!.Contains(name), Stop));
    }

    [Fact]
    public async Task Errors_redirects_and_private_addresses_are_said_on_the_page_and_nothing_is_lost()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        var (room, name) = (await Machine.NewRoomAsync(app), Guid.CreateVersion7().ToString("n"));
        var page = $"/admin/rooms/{room}/timetables";
        app.Platform.Timetables[name] = _ => Results.Text(CalendarOf(app, 5), "text/calendar");
        using var added = await Form.SendAsync(it, page, $"{page}?handler=Add", ("Address", Address(app, name)));
        await UntilReadAsync(app, room, timetable => timetable.ReadAt is not null);
        var timetable = (await TimetableAsync(app, room)).Id;

        app.Platform.Timetables[name] = _ => Results.StatusCode(503);
        Assert.Equal((TimetableFault.Refused, "503"), await AgainAsync());
        app.Platform.Timetables[name] = _ => Results.Redirect("http://169.254.169.254/latest/");
        Assert.Equal((TimetableFault.Redirected, null), await AgainAsync());
        app.Platform.Timetables[name] = _ => Results.Text("<html>Sign in</html>", "text/html");
        Assert.Equal((TimetableFault.NotACalendar, null), await AgainAsync());
        app.Platform.Timetables[name] = _ => Results.Bytes(new byte[9 * 1024 * 1024]);
        Assert.Equal((TimetableFault.TooLarge, null), await AgainAsync());
        using var moved = await Form.SendAsync(it, page, $"{page}?handler=Change&timetable={timetable}", ("Address", "https://127.0.0.1:1/b.ics"));
        Assert.Equal((TimetableFault.NotPublic, null), await AgainAsync());
        using var shown = await it.GetAsync($"/admin/rooms/{room}");

        Assert.Contains("leads into a private network. What is booked stays.", (await Html.ReadAsync(shown)).Body!.TextContent, StringComparison.Ordinal);
        await using var rows = app.Rows();
        Assert.Equal(5, await rows.Bookings.CountAsync(row => row.RoomId == room && row.CancelledAt == null, Stop));

        async Task<(TimetableFault?, string?)> AgainAsync()
        {
            var before = await TimetableAsync(app, room);
            using var read = await Form.SendAsync(it, page, $"{page}?handler=Read&timetable={timetable}");
            await UntilReadAsync(app, room, now => now.Fault is not null && now.Fault != before.Fault);
            var after = await TimetableAsync(app, room);
            return (after.Fault, after.FaultDetail);
        }
    }

    [Theory, DatabaseData]
    public async Task One_rooms_timetable_is_changed_and_removed_on_that_rooms_page_alone(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var (room, other, name) = (await Machine.NewRoomAsync(app), await Machine.NewRoomAsync(app), Guid.CreateVersion7().ToString("n"));
        app.Platform.Timetables[name] = _ => Results.Text(CalendarOf(app, 1), "text/calendar");
        using var added = await Form.SendAsync(it, $"/admin/rooms/{room}/timetables", $"/admin/rooms/{room}/timetables?handler=Add", ("Address", Address(app, name)));
        var timetable = (await TimetableAsync(app, room)).Id;

        foreach (var handler in new[] { "Change", "Remove", "Read", "Believe" })
        {
            using var foreign = await Form.SendAsync(it, $"/admin/rooms/{other}/timetables", $"/admin/rooms/{other}/timetables?handler={handler}&timetable={timetable}", ("Property", "LOCATION"));
        }

        Assert.Equal("SUMMARY", (await TimetableAsync(app, room)).Property);
        using var removed = await Form.SendAsync(it, $"/admin/rooms/{room}/timetables", $"/admin/rooms/{room}/timetables?handler=Remove&timetable={timetable}");
        await using var rows = app.Rows();
        Assert.False(await rows.Timetables.AnyAsync(row => row.RoomId == room, Stop));
    }

    private static string Address(LecternApp app, string name) => $"http://{app.Platform.Authority}/timetables/{name}";

    private static string CalendarOf(LecternApp app, int count) => string.Create(CultureInfo.InvariantCulture,
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:{app.Time.GetUtcNow().AddDays(1):yyyyMMdd}T080000Z\r\nDURATION:PT90M\r\nRRULE:FREQ=WEEKLY;COUNT={count}\r\nSUMMARY:Algorithms\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    // The server's own round may take it first.
    private static async Task UntilReadAsync(LecternApp app, Guid room, Func<Timetable, bool> isSo)
    {
        for (var round = 0; !isSo(await TimetableAsync(app, room)); round++)
        {
            Assert.InRange(round, 0, 200);
            await app.Get<FollowTimetables>().RunAsync(Stop);
            await Task.Delay(round == 0 ? 0 : 50, Stop);
        }
    }

    private static async Task<Timetable> TimetableAsync(LecternApp app, Guid room)
    {
        await using var rows = app.Rows();
        return await rows.Timetables.AsNoTracking().SingleAsync(row => row.RoomId == room, Stop);
    }
}
