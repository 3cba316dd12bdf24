using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Capture;

/// <summary>The operator's pages of rooms.</summary>
public sealed partial class RoomPagesTests(Apps apps) : IClassFixture<Apps>
{
    private static readonly byte[] s_zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_room_is_added_and_its_page_shows_the_command_that_enrols_a_machine_once(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var name = Visit.Unique("Turing Hall");

        using var nameless = await Form.SendAsync(it, "/admin/rooms/add", "/admin/rooms/add", ("name", " "), ("timeZone", "Europe/Vienna"));
        using var nowhere = await Form.SendAsync(it, "/admin/rooms/add", "/admin/rooms/add", ("name", name), ("timeZone", "Europe/Atlantis"));
        using var added = await Form.SendAsync(it, "/admin/rooms/add", "/admin/rooms/add", ("name", name), ("timeZone", "Europe/Vienna"));
        using var twice = await Form.SendAsync(it, "/admin/rooms/add", "/admin/rooms/add", ("name", name), ("timeZone", "Europe/Vienna"));
        var page = added.Headers.Location!.OriginalString;
        using var invited = await Form.SendAsync(it, page, $"{page}?handler=Invite");
        var command = (await Html.ReadAsync(invited)).GetElementById("enrol-command")!.GetAttribute("value")!;
        using var machine = new Machine(app);
        using var enrolled = await machine.TryEnrolAsync(command.Split(' ')[2]);
        using var invitedSpare = await Form.SendAsync(it, page, $"{page}?handler=Invite&standsBy=true");
        using var spare = new Machine(app);
        using var enrolledSpare = await spare.TryEnrolAsync((await Html.ReadAsync(invitedSpare)).GetElementById("enrol-command")!.GetAttribute("value")!.Split(' ')[2]);
        using var after = await it.GetAsync(page);

        Assert.Contains("needs a name", await FaultAsync(nameless), StringComparison.Ordinal);
        Assert.Contains("time zone", await FaultAsync(nowhere), StringComparison.Ordinal);
        Assert.Contains("already", await FaultAsync(twice), StringComparison.Ordinal);
        Assert.Matches($"^lectern-agent enroll [A-Z2-9]{{4}}-[A-Z2-9]{{4}} --server {Regex.Escape(app.Url)}$", command);
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);
        var shown = await Html.ReadAsync(after);
        Assert.Null(shown.GetElementById("enrol-command"));
        Assert.Contains("hall-b-pc", shown.QuerySelector("[aria-labelledby=devices]")!.TextContent, StringComparison.Ordinal);
        Assert.True((await Machine.ReadAsync(enrolledSpare, CaptureJson.Default.EnrolAnswer)).IsStandby);
        Assert.Contains("Stands by.", shown.QuerySelector("[aria-labelledby=devices]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Records here.", shown.QuerySelector("[aria-labelledby=devices]")!.TextContent, StringComparison.Ordinal);
    }

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

    [Fact]
    [Shows("CAP-030")]
    public async Task A_room_that_is_gone_is_removed_once_nothing_of_it_is_left_to_become_a_video_and_can_come_back()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        await part.SendAsync(0, part.Lines.Count);
        await BookAsync(app, machine.Room, app.Time.GetUtcNow().AddHours(1));
        var (room, page, name) = ($"/admin/rooms/{machine.Room}", $"/admin/rooms/{machine.Room}/remove", Visit.Unique("Old hall"));

        using var unfinished = await it.GetAsync(page);
        using var refused = await Form.SendAsync(it, $"{room}/settings", page);
        await using (var rows = app.Rows())
        {
            await rows.RecordingParts.Where(row => row.RecordingId == part.Recording).ExecuteDeleteAsync(Stop);
        }

        using var look = await it.GetAsync(page);
        using var removed = await Form.SendAsync(it, page, page);
        using var heard = await machine.GetAsync(CapturePaths.Settings);
        using var wall = await it.GetAsync("/admin/rooms");
        using var gone = await it.GetAsync(room);
        using var back = await Form.SendAsync(it, "/admin/rooms/removed", "/admin/rooms/removed", ("room", machine.Room.ToString()), ("name", name));
        using var again = await it.GetAsync(room);

        Assert.Contains("has not said that this is all", Text((await Html.ReadAsync(unfinished)).QuerySelector("[aria-labelledby=unfinished]")!), StringComparison.Ordinal);
        await Refused.ByPageAsync(HttpStatusCode.Conflict, "CAP-030", refused);
        Assert.Contains("cancelled: 1.", Text((await Html.ReadAsync(look)).QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, "/admin/rooms/removed"), (removed.StatusCode, removed.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (heard.StatusCode, gone.StatusCode));
        Assert.Null((await Html.ReadAsync(wall)).GetElementById($"room-{machine.Room:n}"));
        Assert.Equal((HttpStatusCode.Redirect, room), (back.StatusCode, back.Headers.Location!.OriginalString));
        var shown = await Html.ReadAsync(again);
        Assert.Equal(name, shown.QuerySelector("h1")!.TextContent);
        Assert.Single(shown.QuerySelectorAll("[aria-labelledby=bookings] tbody tr"));
    }

    [Fact]
    public async Task Of_a_recording_whose_machine_is_revoked_a_video_is_made_of_what_is_here_and_gaps_stand_beside_what_was_recorded()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var (part, page) = (await RecordedPartOf.BeginAsync(machine), $"/admin/rooms/{machine.Room}");
        await part.SendAsync(0, part.Lines.Count);
        await part.VerifyAsync(part.Lines.Take(4));

        using var early = await Form.SendAsync(it, page, $"{page}?handler=EndHere&recording={part.Recording}");
        using var revoked = await Form.SendAsync(it, page, $"{page}?handler=Revoke&device={machine.Id}");
        using var lost = await it.GetAsync(page);
        using var ended = await Form.SendAsync(it, page, $"{page}?handler=EndHere&recording={part.Recording}");
        using var after = await it.GetAsync(page);

        Assert.Contains("This recording goes on", await FaultAsync(early), StringComparison.Ordinal);
        Assert.Contains("its machine is lost", Text((await Html.ReadAsync(lost)).QuerySelector("[aria-labelledby=recorded]")!), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        var shown = await Html.ReadAsync(after);
        Assert.Null(shown.QuerySelector("[aria-labelledby=recorded]"));
        Assert.Single(shown.QuerySelectorAll("[aria-labelledby=waiting] tbody tr"));
        await using var rows = app.Rows();
        var kept = await rows.Recordings.Include(r => r.Parts).SingleAsync(r => r.DeviceId == machine.Id && r.Id != part.Recording, Stop);
        Assert.Equal(part.Lines.Take(4).Sum(line => (long)line.Length), Assert.Single(kept.Parts).Length);
    }

    [Theory, DatabaseData]
    public async Task What_was_recorded_and_has_no_course_waits_on_the_rooms_page_and_gets_one_there(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var platform = new Core.Platforms.Platform { Id = app.Platform.PlatformId, Name = "" };
        var (course, teacher) = (Some.Course(platform), Some.Person(platform, "Tina Teacher", Visit.Unique("tina")));
        var start = app.Time.GetUtcNow().AddHours(-3);
        Booking[] past = [PastOf(machine.Room, start, cancelled: null), PastOf(machine.Room, start.AddHours(1), cancelled: start.AddHours(1.5)), PastOf(machine.Room, start.AddHours(1.5), cancelled: start)];
        await app.Database.AddAsync([course, new Core.Collections.Collection { CourseId = course.Id }, teacher, Some.Enrolment(course, teacher), .. past], Stop);
        var recording = await RecordAsync(machine, past[0].Id);
        await RecordAsync(machine, past[1].Id);
        var byHand = await RecordAsync(machine, booking: null);
        var (page, address) = ($"/admin/rooms/{machine.Room}", $"/admin/rooms/{machine.Room}/bookings/{past[0].Id}");

        using var waits = await it.GetAsync(page);
        using var form = await it.GetAsync(address);
        // The time that the form says is not asked for.
        using var saved = await Form.SendAsync(it, address, address, ("Title", "Guest"), ("Day", "2030-01-01"), ("From", "09:00"), ("To", "10:00"), ("Course", course.Id.ToString()), ("Owner", teacher.Id.ToString()), ("Publish", "AtOnce"));
        using var late = await it.GetAsync($"/admin/rooms/{machine.Room}/bookings/{past[1].Id}");
        using var unrecorded = await it.GetAsync($"/admin/rooms/{machine.Room}/bookings/{past[2].Id}");
        var waiting = (await Html.ReadAsync(waits)).QuerySelector("[aria-labelledby=waiting]")!;
        var own = Assert.Single(waiting.QuerySelectorAll("a"), link => past.All(booking => !link.GetAttribute("href")!.EndsWith(booking.Id.ToString(), StringComparison.Ordinal))).GetAttribute("href")!;
        using var given = await Form.SendAsync(it, own, own, ("Title", "Consultation"), ("Course", course.Id.ToString()));
        await app.Get<MakeRecordedVideo>().RunWaitingAsync(Stop);
        using var after = await it.GetAsync(page);

        Assert.Equal(3, waiting.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Without a title", Text(waiting), StringComparison.Ordinal);
        Assert.Contains(waiting.QuerySelectorAll("a"), link => link.GetAttribute("href") == address);
        Assert.Null((await Html.ReadAsync(form)).GetElementById("day"));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.NotFound), (saved.StatusCode, late.StatusCode, unrecorded.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Single((await Html.ReadAsync(after)).QuerySelectorAll("[aria-labelledby=waiting] tbody tr"));
        await using var rows = app.Rows();
        Assert.StartsWith("Consultation", await rows.Videos.Where(video => rows.Recordings.Any(r => r.Id == byHand && r.VideoId == video.Id)).Select(video => video.Title).SingleAsync(Stop), StringComparison.Ordinal);
        var booking = await rows.Bookings.SingleAsync(b => b.Id == past[0].Id, Stop);
        Assert.Equal((past[0].Time, machine.Room, "Guest", course.Id), (booking.Time, booking.RoomId, booking.Title, booking.CourseId));
        Assert.Equal(teacher.Id, await rows.Videos.Where(video => rows.Recordings.Any(r => r.Id == recording && r.VideoId == video.Id)).Select(video => video.OwnerId).SingleAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task The_wall_says_what_each_room_does_and_above_it_what_somebody_should_look_at(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var recording = await Machine.InNewRoomAsync(app);
        using var silent = await Machine.InNewRoomAsync(app);
        using var away = await Machine.InNewRoomAsync(app);
        var empty = await Machine.NewRoomAsync(app);
        var astray = await Machine.NewRoomAsync(app);
        var now = app.Time.GetUtcNow();
        await app.Database.AddAsync([new KeptAlarm { RoomId = astray, Kind = RoomAlarmKind.Timetable, Since = now }], Stop);
        await BookAsync(app, recording.Room, now.AddMinutes(-10));
        await BookAsync(app, silent.Room, now.AddMinutes(-10));
        await BookAsync(app, away.Room, now.AddMinutes(18));
        app.Leap(TimeSpan.FromMinutes(3));
        await TellAsync(app, recording, new AgentStatus
        {
            At = app.Time.GetUtcNow(),
            Agent = "1",
            FreeBytes = 412_000_000_000,
            DiskBytes = 512_000_000_000,
            QueuedBytes = 2_000_000,
            BehindSeconds = 9,
            Sources = [new SourceStatus("sound", SourceState.Recording, -23, -6)],
            Recordings = [new RecordingStatus(Guid.CreateVersion7(), null, RecordingState.Recording, app.Time.GetUtcNow().AddMinutes(-13), app.Time.GetUtcNow().AddMinutes(47), 1)],
            Alarms = [new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow().AddMinutes(-1))],
        });
        await TellAsync(app, silent, new AgentStatus { At = app.Time.GetUtcNow(), Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0 });

        using var page = await it.GetAsync("/admin/rooms");
        using var part = await it.GetAsync("/admin/rooms?handler=Wall");
        var html = await Html.ReadAsync(page);

        var (card, missing, lost, plain) = (Card(html, recording.Room), Card(html, silent.Room), Card(html, away.Room), Card(html, empty));
        Assert.Contains("Recording 00:13:00", Text(card), StringComparison.Ordinal);
        Assert.Contains("412 GB", Text(card), StringComparison.Ordinal);
        Assert.Contains("9 s behind", Text(card), StringComparison.Ordinal);
        Assert.Equal("-23", card.QuerySelector("meter")!.GetAttribute("value"));
        Assert.Contains("Should be recording", Text(missing), StringComparison.Ordinal);
        Assert.Contains("Not heard from", Text(lost), StringComparison.Ordinal);
        Assert.Contains("No machine is enrolled yet", Text(plain), StringComparison.Ordinal);
        Assert.Contains("The timetable needs a look", Text(Card(html, astray)), StringComparison.Ordinal);
        Assert.DoesNotContain("No machine is enrolled yet", Text(Card(html, astray)), StringComparison.Ordinal);
        var alarms = html.QuerySelectorAll(".alarms .notice").Select(Text).ToList();
        Assert.Equal(4, alarms.Count);
        Assert.Contains(alarms, alarm => alarm.Contains("has no signal from slides", StringComparison.Ordinal) && alarm.Contains("recorded anyway", StringComparison.Ordinal));
        Assert.Contains(alarms, alarm => alarm.Contains("starts in 15 minutes", StringComparison.Ordinal) && alarm.Contains("never been heard from", StringComparison.Ordinal));
        Assert.DoesNotContain("<html", await part.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
        // Whoever looks is heard: the machines tell every second from now on.
        Assert.True((await TellAsync(app, silent, new AgentStatus { At = app.Time.GetUtcNow(), Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0 })).IsWatched);
    }

    [Fact]
    public async Task Orders_are_given_by_the_rooms_page_and_what_became_of_them_stands_there()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var page = $"/admin/rooms/{machine.Room}";

        using var given = await Form.SendAsync(it, page, $"{page}?handler=Order&kind=Start", ("minutes", "45"), ("title", "Guest"));
        using var wrong = await Form.SendAsync(it, page, $"{page}?handler=Order&kind=Extend", ("minutes", "0"));
        using var unknown = await Form.SendAsync(it, page, $"{page}?handler=Order&kind=Explode");
        var order = Assert.Single((await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting);
        using var reported = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(new OrderResult(order.Id, "The disk is full."), CaptureJson.Default.OrderResult));
        using var after = await it.GetAsync(page);

        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Contains("1440", await FaultAsync(wrong), StringComparison.Ordinal);
        await FaultAsync(unknown);
        Assert.Equal((OrderKind.Start, 45, "Guest"), (order.Kind, order.Minutes, order.Title));
        Assert.Contains("The disk is full.", Text((await Html.ReadAsync(after)).QuerySelector(".order-list")!), StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    [Shows("CAP-010")]
    [Shows("CAP-011")]
    public async Task A_machines_log_is_fetched_by_the_rooms_page_once_for_each_order_and_read_by_the_operator_alone(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var stranger = app.NewBrowser();
        using var machine = await Machine.InNewRoomAsync(app);
        using var other = await Machine.InNewRoomAsync(app);
        var (page, fetch) = ($"/admin/rooms/{machine.Room}", $"/admin/rooms/{machine.Room}?handler=Upkeep&device={machine.Id}&kind=Logs");

        using var given = await Form.SendAsync(it, page, fetch);
        using var twice = await Form.SendAsync(it, page, fetch);
        using var foreign = await Form.SendAsync(it, page, $"/admin/rooms/{machine.Room}?handler=Upkeep&device={other.Id}&kind=Logs");
        using var noUpkeep = await Form.SendAsync(it, page, $"/admin/rooms/{machine.Room}?handler=Upkeep&device={machine.Id}&kind=Stop");
        var order = Assert.Single((await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting);
        using var elses = await SendLogAsync(other, order.Id, s_zip);
        using var noZip = await SendLogAsync(machine, order.Id, s_jpeg);
        machine.Http.DefaultRequestHeaders.ExpectContinue = true;
        using var large = await SendLogAsync(machine, order.Id, [.. s_zip, .. new byte[CapturePaths.LargestLog]]);
        machine.Http.DefaultRequestHeaders.ExpectContinue = false;
        using var sent = await SendLogAsync(machine, order.Id, [.. s_zip, 1]);
        using var again = await SendLogAsync(machine, order.Id, s_zip);
        using var waits = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(new OrderResult(order.Id, Waits: "It packs."), CaptureJson.Default.OrderResult));
        var waiting = Text((await Html.ReadAsync(await it.GetAsync(page))).QuerySelector(".order-list")!);
        using var reported = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(new OrderResult(order.Id), CaptureJson.Default.OrderResult));
        using var late = await SendLogAsync(machine, order.Id, s_zip);
        var link = (await Html.ReadAsync(await it.GetAsync(page))).QuerySelector("[aria-labelledby=upkeep] li a")!.GetAttribute("href")!;
        using var closed = await stranger.GetAsync(link);
        using var open = await it.GetAsync(link);
        using var elsewhere = await it.GetAsync($"/admin/rooms/{other.Room}/logs/{order.Id}");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (given.StatusCode, twice.StatusCode));
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", foreign);
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", noUpkeep);
        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-011", elses);
        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "CAP-010", noZip);
        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "CAP-010", large);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (sent.StatusCode, again.StatusCode));
        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-011", late);
        Assert.Contains("It packs.", waiting, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.NotFound), (closed.StatusCode, elsewhere.StatusCode));
        Assert.Equal(s_zip, await open.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(("attachment", "nosniff"), (open.Content.Headers.ContentDisposition!.DispositionType, open.Headers.GetValues("X-Content-Type-Options").Single()));
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.Audit.CountAsync(a => a.Act == Acts.ReadLog && a.Detail == order.Id.ToString("n"), Stop));

        File.SetLastWriteTimeUtc(Path.Combine(app.Get<IOptions<StorageOptions>>().Value.MediaRoot, "logs", $"{machine.Room:n}", $"{order.Id:n}", "log.zip"), app.Time.GetUtcNow().AddDays(-15).UtcDateTime);
        await app.Get<SweepRooms>().RunAsync(Stop);
        using var swept = await it.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, swept.StatusCode);
    }

    [Theory, DatabaseData]
    public async Task Settings_change_what_the_machine_is_told(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var (before, page) = (await machine.GetAsync(CapturePaths.Settings, CaptureJson.Default.AgentSettings), $"/admin/rooms/{machine.Room}/settings");
        (string, string?)[] form =
        [
            ("Name", Visit.Unique("Hall")), ("TimeZone", "Europe/Vienna"), ("MegabitsPerSecond", "20"),
            ("Sources[0].Name", "slides"), ("Sources[0].Role", "Slides"), ("Sources[0].Profile", "test"), ("Sources[0].Device", " "), ("Sources[0].Width", "1280"), ("Sources[0].Height", "720"), ("Sources[0].FrameRate", "25"),
            ("Sources[1].Name", ""), ("Sources[1].Role", "Presenter"), ("Sources[1].Width", "1920"), ("Sources[1].Height", "1080"), ("Sources[1].FrameRate", "30"),
            ("Sources[2].Name", "spare"), ("Sources[2].Role", "SpareSound"), ("Sources[2].Profile", "alsa"), ("Sources[2].Device", "hw:1"), ("Sources[2].Width", "1920"), ("Sources[2].Height", "1080"), ("Sources[2].FrameRate", "30"),
        ];

        using var saved = await Form.SendAsync(it, page, page, form);
        using var twice = await Form.SendAsync(it, page, page, [.. form.Select(field => field.Item1 == "Sources[2].Name" ? (field.Item1, "slides") : field)]);
        using var climbs = await Form.SendAsync(it, page, page, [.. form.Select(field => field.Item1 == "Sources[2].Name" ? (field.Item1, "../x") : field)]);
        var after = await machine.GetAsync(CapturePaths.Settings, CaptureJson.Default.AgentSettings);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("same name", await FaultAsync(twice), StringComparison.Ordinal);
        Assert.Contains("small letters", await FaultAsync(climbs), StringComparison.Ordinal);
        Assert.NotEqual(before.Version, after.Version);
        Assert.Equal((2_500_000, false), (after.BytesPerSecond, after.Pictures));
        Assert.Equal(
            [new SourceSettings { Name = "slides", Role = SourceRole.Slides, Profile = "test", Width = 1280, Height = 720, FrameRate = 25 }, new SourceSettings { Name = "spare", Role = SourceRole.SpareSound, Profile = "alsa", Device = "hw:1" }],
            after.Sources);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"sources":[null],"recordings":[null],"alarms":[null]}""")]
    public async Task A_status_that_cant_be_read_is_as_if_there_were_none(string told)
    {
        await using var app = await LecternApp.StartAsync();
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        await using (var rows = app.Rows())
        {
            await rows.Devices.Where(d => d.Id == machine.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.LastStatus, told), Stop);
        }

        foreach (var path in (string[])["/admin/rooms", $"/admin/rooms/{machine.Room}", $"/admin/rooms/{machine.Room}/book"])
        {
            using var page = await it.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task Who_looks_at_nothing_of_a_room_that_moves_doesnt_make_its_machine_tell_every_second()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var (status, room) = (new AgentStatus { At = app.Time.GetUtcNow(), Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0 }, $"/admin/rooms/{machine.Room}");
        var button = $"/room/{machine.Room:n}/{await app.Get<RoomButton>().MakeAsync(machine.Room, "operator", Stop)}/status";

        foreach (var path in (string[])["/admin/rooms/add", $"{room}/book", $"{room}/settings", button])
        {
            using var page = await it.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, false), (page.StatusCode, (await TellAsync(app, machine, status)).IsWatched));
        }

        using var looked = await it.GetAsync(room);
        Assert.True((await TellAsync(app, machine, status)).IsWatched);
    }

    [Fact]
    public async Task Rooms_and_their_pictures_are_the_operators_alone()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var stranger = app.NewBrowser();
        using var machine = await Machine.InNewRoomAsync(app);
        using var kept = await machine.SendAsync(HttpMethod.Put, $"{CapturePaths.Pictures}/slides", new ByteArrayContent(s_jpeg) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } });
        var room = $"/admin/rooms/{machine.Room}";

        foreach (var path in (string[])["/admin/rooms", "/admin/rooms?handler=Wall", "/admin/rooms/add", "/admin/rooms/alerts", "/admin/rooms/removed", room, $"{room}/alerts", $"{room}?handler=Live", $"{room}/remove", $"{room}/settings", $"{room}/book", $"{room}/pictures/slides"])
        {
            using var closed = await stranger.GetAsync(path);
            using var open = await it.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (closed.StatusCode, open.StatusCode));
            Assert.Equal("/admin/sign-in", closed.Headers.Location!.AbsolutePath);
        }

        using var picture = await it.GetAsync($"{room}/pictures/slides");
        using var none = await it.GetAsync($"{room}/pictures/presenter");
        using var climbs = await it.GetAsync($"{room}/pictures/..%2f..%2fslides");
        using var unknown = await it.GetAsync($"/admin/rooms/{Guid.CreateVersion7()}");
        using var forged = await it.PostFormAsync($"{room}?handler=Invite");
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(s_jpeg, await picture.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest], new[] { none, climbs, unknown, forged }.Select(response => response.StatusCode));
    }

    private static Task<HttpResponseMessage> SendLogAsync(Machine machine, Guid order, byte[] log) =>
        machine.SendAsync(HttpMethod.Put, CapturePaths.LogOf(order), new ByteArrayContent(log) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } });

    private static Booking PastOf(Guid room, DateTimeOffset start, DateTimeOffset? cancelled) =>
        new() { RoomId = room, Title = "Algorithms", StartsAt = start, EndsAt = start.AddHours(1), BookedAt = start.AddDays(-1), CancelledAt = cancelled };

    private static async Task<Guid> RecordAsync(Machine machine, Guid? booking)
    {
        var part = await RecordedPartOf.BeginAsync(machine, booking);
        await part.SendAllAsync();
        Assert.True(await part.EndAsync(part.End));
        return part.Recording;
    }

    private static async Task BookAsync(LecternApp app, Guid room, DateTimeOffset start) =>
        await app.Get<BookRoom>().RunAsync(room, new BookingWish("Algorithms", new BookedTime(start, start.AddHours(1))), null, "operator", Stop);

    private static async Task<StatusAnswer> TellAsync(LecternApp app, Machine machine, AgentStatus status)
    {
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(status, CaptureJson.Default.AgentStatus));
        return await Machine.ReadAsync(response, CaptureJson.Default.StatusAnswer);
    }

    private static IElement Card(AngleSharp.Html.Dom.IHtmlDocument page, Guid room) => page.GetElementById($"room-{room:n}")!;

    private static string Text(IElement element) => Spaces().Replace(element.TextContent, " ").Trim();

    private static async Task<string> FaultAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await Html.ReadAsync(response)).QuerySelector(".notice.bad[role=alert]")!.TextContent;
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
