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
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Lectern.Web.Tests.Capture.PageText;

namespace Lectern.Web.Tests.Capture;

/// <summary>The operator's pages of rooms.</summary>
public sealed partial class RoomPagesTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]];

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
    public async Task What_the_machine_could_record_from_is_offered_where_sources_are_chosen(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var (page, empty) = ($"/admin/rooms/{machine.Room}/settings", $"/admin/rooms/{await Machine.NewRoomAsync(app)}/settings");
        FoundInput camera = new("v4l2", true, "/dev/video0", "HD Pro Webcam <C920>", "1920x1080 1280x720");

        using var before = await it.GetAsync(page);
        using var told = await TellInputsAsync(machine, [camera, new FoundInput("pulse", false, "mic", "Lectern desk")]);
        using var withMachine = await it.GetAsync(page);
        using var refused = await Form.SendAsync(it, page, page, ("Name", " "), ("TimeZone", "Europe/Vienna"));
        using var without = await it.GetAsync(empty);

        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        foreach (var shown in (HttpResponseMessage[])[before, without])
        {
            Assert.Empty((await Html.ReadAsync(shown)).QuerySelectorAll("#found option, details.found"));
        }

        foreach (var shown in (HttpResponseMessage[])[withMachine, refused])
        {
            var html = await Html.ReadAsync(shown);
            Assert.Equal(["/dev/video0", "mic"], html.QuerySelectorAll("#found option").Select(option => option.GetAttribute("value")));
            Assert.Equal("HD Pro Webcam <C920> · v4l2 · 1920x1080 1280x720", html.QuerySelector("#found option")!.GetAttribute("label"));
            Assert.All(html.QuerySelectorAll("input[name$='.Device']"), input => Assert.Equal("found", input.GetAttribute("list")));
            Assert.Contains("What the machine could record from: 2", Text(html.QuerySelector("details.found")!), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_no_machine_has_is_not_kept()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        FoundInput good = new("v4l2", true, "/dev/video0", "Camera");
        FoundInput[][] bad =
        [
            [good with { Profile = "v4l2 <x>" }], [good with { Profile = "" }], [good with { Device = "" }], [good with { Device = "/dev/video0\n-i" }], [good with { Device = new string('d', FoundInputs.LongestDevice + 1) }],
            [good with { Name = new string('n', FoundInputs.LongestName + 1) }], [good with { Sizes = "1\u0007" }], [.. Enumerable.Repeat(good, FoundInputs.Most + 1)], [null!],
        ];

        foreach (var inputs in bad)
        {
            using var refused = await TellInputsAsync(machine, inputs);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var large = await TellInputsAsync(machine, [.. Enumerable.Range(0, FoundInputs.Most).Select(i => good with { Name = new string('n', FoundInputs.LongestName), Device = new string('d', FoundInputs.LongestDevice), Sizes = $"{i}" })]);
        await using var rows = app.Rows();
        Assert.Equal(HttpStatusCode.NoContent, large.StatusCode);
        Assert.InRange((await rows.Devices.SingleAsync(d => d.Id == machine.Id, Stop)).FoundInputs!.Length, 20_000, Device.LongestFoundInputs);
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
        await TellAsync(app, silent, new AgentStatus { At = app.Time.GetUtcNow().AddSeconds(30), Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0 });

        using var page = await it.GetAsync("/admin/rooms");
        using var part = await it.GetAsync("/admin/rooms?handler=Wall");
        var html = await Html.ReadAsync(page);

        var (card, missing, lost, plain) = (Card(html, recording.Room), Card(html, silent.Room), Card(html, away.Room), Card(html, empty));
        Assert.Contains("Recording 00:13:00", Text(card), StringComparison.Ordinal);
        Assert.Contains("412 GB", Text(card), StringComparison.Ordinal);
        Assert.Contains("9 s behind", Text(card), StringComparison.Ordinal);
        Assert.Equal("-23", card.QuerySelector("meter")!.GetAttribute("value"));
        Assert.DoesNotContain("Its clock is", Text(card), StringComparison.Ordinal);
        Assert.Contains("Should be recording", Text(missing), StringComparison.Ordinal);
        Assert.Matches(@"Its clock is \d+\.\d s ahead", Text(missing));
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
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var unwatched = await it.GetAsync($"{room}/pictures/slides");
        Assert.Equal(HttpStatusCode.NotFound, unwatched.StatusCode);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(s_jpeg, await picture.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest], new[] { none, climbs, unknown, forged }.Select(response => response.StatusCode));
    }

    private static async Task BookAsync(LecternApp app, Guid room, DateTimeOffset start) =>
        await app.Get<BookRoom>().RunAsync(room, new BookingWish("Algorithms", new BookedTime(start, start.AddHours(1))), null, "operator", Stop);

    private static async Task<StatusAnswer> TellAsync(LecternApp app, Machine machine, AgentStatus status)
    {
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(status, CaptureJson.Default.AgentStatus));
        return await Machine.ReadAsync(response, CaptureJson.Default.StatusAnswer);
    }

    private static IElement Card(AngleSharp.Html.Dom.IHtmlDocument page, Guid room) => page.GetElementById($"room-{room:n}")!;

    private static Booking PastOf(Guid room, DateTimeOffset start, DateTimeOffset? cancelled) =>
        new() { RoomId = room, Title = "Algorithms", StartsAt = start, EndsAt = start.AddHours(1), BookedAt = start.AddDays(-1), CancelledAt = cancelled };

    private static async Task<Guid> RecordAsync(Machine machine, Guid? booking)
    {
        var part = await RecordedPartOf.BeginAsync(machine, booking);
        await part.SendAllAsync();
        Assert.True(await part.EndAsync(part.End));
        return part.Recording;
    }

    private static Task<HttpResponseMessage> TellInputsAsync(Machine machine, IReadOnlyList<FoundInput> inputs) =>
        machine.SendAsync(HttpMethod.Put, CapturePaths.Inputs, JsonContent.Create(new FoundInputs(inputs), CaptureJson.Default.FoundInputs));
}
