using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>Boxes that speak Opencast, in the order in which they ask.</summary>
public sealed partial class BoxTests(Apps apps) : IClassFixture<Apps>
{
    private static readonly DateTimeOffset Starts = new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_box_finds_its_schedule_tells_how_it_is_and_brings_a_lecture(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        var booking = await BookAsync(app, box.Room);
        foreach (var (service, path) in new[] { ("capture.admin", "/capture-admin"), ("scheduler", "/recordings"), ("ingest", "/ingest") })
        {
            using var services = JsonDocument.Parse(await box.GetAsync($"/services/available.json?serviceType=org.opencastproject.{service}"));
            var found = services.RootElement.GetProperty("services").GetProperty("service");
            Assert.Equal((path, true, true), (found.GetProperty("path").GetString(), found.GetProperty("online").GetBoolean(), found.GetProperty("active").GetBoolean()));
            Assert.False(found.GetProperty("host").GetString()!.EndsWith('/'));
        }

        await box.PostAsync("/capture-admin/agents/hall-b", ("address", "http://localhost"), ("state", "capturing"));
        var calendar = (await box.GetAsync($"/recordings/calendars?agentid=hall-b&cutoff={Starts.AddDays(1).ToUnixTimeMilliseconds()}")).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains($"UID:{booking.Id}\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260907T090000Z\r\n", calendar, StringComparison.Ordinal);
        var properties = Regex.Match(calendar, "X-APPLE-FILENAME=org.opencastproject.capture.agent.properties:(.*)\r\n").Groups[1].Value;
        Assert.Contains("org.opencastproject.workflow.definition=", Encoding.UTF8.GetString(Convert.FromBase64String(properties)), StringComparison.Ordinal);
        await box.PostAsync($"/capture-admin/recordings/{booking.Id}", ("state", "capturing"));

        var package = await box.GetAsync("/ingest/createMediaPackage");
        package = await box.AddTrackAsync(package, "presenter/source", "who speaks");
        package = await box.AddTrackAsync(package, "presentation/source", "the slides");
        await box.PostAsync("/ingest/ingest", ("mediaPackage", package), ("workflowDefinitionId", "lectern"), ("workflowInstanceId", booking.Id.ToString()));
        await box.PostAsync("/ingest/ingest", ("mediaPackage", package), ("workflowInstanceId", booking.Id.ToString()));

        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Sources).Include(row => row.Parts).SingleAsync(row => row.BookingId == booking.Id, Stop);
        Assert.Equal(["presenter-1", "slides-2"], recording.Sources.Select(source => source.Name).Order());
        Assert.Equal(["the slides", "who speaks"], recording.Parts.Select(part => Held(app, part)).Order());
        Assert.Equal(1, await rows.Videos.CountAsync(video => video.Id == recording.VideoId && video.Title == $"{booking.Title} 2026-09-07", Stop));
        Assert.NotNull((await rows.Devices.SingleAsync(device => device.Id == box.Key.Device, Stop)).LastSeenAt);
    }

    [Theory, DatabaseData]
    public async Task A_box_reaches_its_own_room_alone_and_nothing_once_it_is_revoked(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        using var other = await BoxAsync(app);
        var booking = await BookAsync(app, other.Room);
        var package = await other.AddTrackAsync(await other.GetAsync("/ingest/createMediaPackage"), "presenter/source", "theirs");

        Assert.DoesNotContain(booking.Id.ToString(), await box.GetAsync("/recordings/calendars?agentid=hall-b"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await box.TryPostAsync($"/capture-admin/recordings/{booking.Id}", ("state", "capturing")));
        Assert.Equal(HttpStatusCode.NotFound, await box.TryPostAsync("/ingest/ingest", ("mediaPackage", package)));
        await box.AddTrackAsync(package, "presenter/source", "ours");
        Assert.Equal(HttpStatusCode.BadRequest, await box.TryPostAsync("/ingest/ingest", ("mediaPackage", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")));
        await app.Get<RevokeDevice>().RunAsync(box.Room, box.Key.Device, Actors.Operator, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, await box.TryPostAsync("/capture-admin/agents/hall-b", ("state", "idle")));
        await using var rows = app.Rows();
        Assert.Equal(["theirs"], (await rows.RecordingParts.Where(part => rows.Recordings.Any(row => row.Id == part.RecordingId && row.DeviceId == other.Key.Device)).ToListAsync(Stop)).Select(part => Held(app, part)));
        using var stranger = new Box(app, box.Room, new BoxKey(other.Key.Device, box.Key.Key));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.TryPostAsync("/capture-admin/agents/hall-b", ("state", "idle")));
    }

    [Theory, DatabaseData]
    public async Task A_track_that_is_sent_again_is_kept_once_and_many_at_once_are_all_kept(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        var booking = await BookAsync(app, box.Room);
        var empty = await box.GetAsync("/ingest/createMediaPackage");

        await box.AddTrackAsync(empty, "presenter/source", "the answer to this was lost");
        var once = await box.AddTrackAsync(empty, "presenter/source", "sent again");
        await box.PostAsync("/ingest/ingest", ("mediaPackage", once), ("workflowInstanceId", booking.Id.ToString()));
        await box.AddTrackAsync(once, "presenter/source", "too late", HttpStatusCode.NotFound);
        var crowded = await box.GetAsync("/ingest/createMediaPackage");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => box.AddTrackAsync(crowded, n % 2 == 0 ? "presenter/source" : "presentation/source", $"track {n}")));
        await box.PostAsync("/ingest/ingest", ("mediaPackage", crowded));

        await using var rows = app.Rows();
        var recordings = await rows.Recordings.Include(row => row.Sources).Include(row => row.Parts).Where(row => row.DeviceId == box.Key.Device).OrderBy(row => row.Parts.Count).ToListAsync(Stop);
        Assert.Equal(["sent again"], recordings[0].Parts.Select(part => Held(app, part)));
        Assert.Equal("presenter-2", Assert.Single(recordings[0].Sources).Name);
        Assert.Equal(Enumerable.Range(0, 6).Select(n => $"track {n}"), recordings[1].Parts.Select(part => Held(app, part)).Order());
    }

    [Theory, DatabaseData]
    public async Task What_is_of_no_booking_of_the_room_waits_there_under_the_time_at_which_it_was_recorded(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        using var other = await BoxAsync(app);
        var theirs = await BookAsync(app, other.Room);
        var began = app.Time.GetUtcNow().AddHours(-30);
        var catalog = $"<dublincore xmlns='http://www.opencastproject.org/xsd/1.0/dublincore/' xmlns:dcterms='http://purl.org/dc/terms/'><dcterms:temporal>start={began:yyyy-MM-ddTHH:mm:ss}Z; end={began.AddMinutes(45):yyyy-MM-ddTHH:mm:ss}Z; scheme=W3C-DTF;</dcterms:temporal></dublincore>";

        var package = await box.GetAsync("/ingest/createMediaPackage");
        package = await box.ReadPostAsync("/ingest/addDCCatalog", ("mediaPackage", package), ("flavor", "dublincore/episode"), ("dublinCore", catalog));
        package = await box.AddTrackAsync(package, "presenter/source", "by hand");
        await box.PostAsync("/ingest/ingest", ("mediaPackage", package), ("workflowInstanceId", theirs.Id.ToString()));

        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Booking).SingleAsync(row => row.DeviceId == box.Key.Device, Stop);
        Assert.Null(recording.VideoId);
        Assert.NotEqual(theirs.Id, recording.BookingId);
        Assert.Equal((box.Room, true), (recording.Booking!.RoomId, recording.Booking.CourseId is null));
        Assert.Equal(45, (recording.Booking.EndsAt - recording.Booking.StartsAt).TotalMinutes);
        Assert.InRange(recording.StartedAt, began.AddSeconds(-1), began);
    }

    [Theory, DatabaseData]
    public async Task What_a_box_never_ended_waits_on_its_rooms_page_after_a_day(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        await box.AddTrackAsync(await box.GetAsync("/ingest/createMediaPackage"), "presenter/source", "all there is");

        await app.Get<EndGivenUpRecordings>().RunAsync(Stop);
        var early = (await app.Get<ReadRoom>().RunAsync(box.Room, "operator", Stop))!.Waiting;
        app.Leap(TimeSpan.FromHours(25));
        await app.Get<EndGivenUpRecordings>().RunAsync(Stop);

        // The other tests' lectures are still to come.
        app.Leap(TimeSpan.FromHours(-25));
        Assert.Empty(early);
        Assert.False(Assert.Single((await app.Get<ReadRoom>().RunAsync(box.Room, "operator", Stop))!.Waiting).HasCourse);
    }

    [Fact]
    public async Task A_boxs_password_opens_nothing_of_an_agents_and_its_rooms_page_offers_no_orders()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Admin.Operator.SignInAsync(app);
        using var box = await BoxAsync(app);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{box.Key.Device:n}.{box.Key.Key}");

        using var settings = await http.GetAsync(Contracts.CapturePaths.Settings, Stop);
        using var page = await it.GetAsync($"/admin/rooms/{box.Room}");

        Assert.Equal(HttpStatusCode.Unauthorized, settings.StatusCode);
        var orders = (await Html.ReadAsync(page)).QuerySelector("[aria-labelledby=orders]")!;
        Assert.Empty(orders.QuerySelectorAll("button"));
        Assert.Contains("takes no orders", orders.TextContent, StringComparison.Ordinal);
    }

    private static string Held(LecternApp app, RecordingPart part) =>
        File.ReadAllText(CaptureFiles.PartOf(app.Get<Microsoft.Extensions.Options.IOptions<Core.Storage.StorageOptions>>().Value, part.UploadId));

    [Theory, DatabaseData]
    public async Task A_box_that_says_that_it_can_t_record_or_failed_to_rings_and_one_that_goes_on_does_not(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        var booking = await BookAsync(app, box.Room);
        var next = new Booking { Title = "Next", StartsAt = app.Time.GetUtcNow().AddMinutes(5), EndsAt = app.Time.GetUtcNow().AddHours(1) };

        async Task<string> AfterAsync(string path, string state)
        {
            await box.PostAsync(path, ("state", state));
            await using var rows = app.Rows();
            var open = await rows.RoomAlarms.Where(a => a.RoomId == box.Room && a.Until == null).Select(a => a.Kind).ToListAsync(Stop);
            var faults = JudgeRoom.Preflight((await app.Get<ReadRooms>().FindAsync(box.Room, Stop))!, next, app.Time.GetUtcNow());
            return $"{string.Join(' ', open)}, {(faults.Count == 0 ? "ready" : "not ready")}";
        }

        const string Agent = "/capture-admin/agents/hall-b";
        var recording = $"/capture-admin/recordings/{booking.Id}";
        Assert.Equal("Fault, not ready", await AfterAsync(Agent, "error"));
        Assert.Equal("Fault, not ready", await AfterAsync(Agent, "offline"));
        Assert.Equal("Fault, not ready", await AfterAsync(Agent, "unknown"));
        Assert.Equal(", ready", await AfterAsync(Agent, "idle"));
        Assert.Equal("RecordingFailed, ready", await AfterAsync(recording, "capture_error"));
        Assert.Equal("RecordingFailed, ready", await AfterAsync(Agent, "idle"));
        Assert.Equal(", ready", await AfterAsync(recording, "uploading"));
        Assert.Equal("RecordingFailed, ready", await AfterAsync(recording, "upload_error"));

        var package = await box.AddTrackAsync(await box.GetAsync("/ingest/createMediaPackage"), "presenter/source", "after all");
        await box.PostAsync("/ingest/ingest", ("mediaPackage", package), ("workflowInstanceId", booking.Id.ToString()));
        await app.Get<RingFailedRecording>().SweepAsync(Stop);
        Assert.Equal(", ready", await AfterAsync(Agent, "idle"));
    }

    private static async Task<Box> BoxAsync(LecternApp app)
    {
        var room = await Machine.NewRoomAsync(app);
        return new Box(app, room, (await app.Get<AddBox>().RunAsync(room, Actors.Operator, Stop))!);
    }

    private static async Task<Booking> BookAsync(LecternApp app, Guid room)
    {
        var visit = app.Teacher();
        await app.NewBrowser().LaunchAsync(visit);
        await using var rows = app.Rows();
        var course = await rows.Courses.SingleAsync(row => row.ContextId == visit.Course, Stop);
        var booking = new Booking { RoomId = room, StartsAt = Starts, EndsAt = Starts.AddMinutes(90), Title = Visit.Unique("Vektoren; Größen, Räume"), CourseId = course.Id, BookedAt = Starts.AddDays(-1) };
        await app.Database.AddAsync([booking], Stop);
        return booking;
    }

    private sealed class Box : IDisposable
    {
        private readonly HttpClient _http;

        public Box(LecternApp app, Guid room, BoxKey key)
        {
            (Room, Key) = (room, key);
            _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Url) };
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key.Device:n}:{key.Key}")));
        }

        public Guid Room { get; }

        public BoxKey Key { get; }

        public Task<string> GetAsync(string path) => _http.GetStringAsync(path, Stop);

        public async Task PostAsync(string path, params (string Name, string Value)[] fields) => Assert.Equal(HttpStatusCode.OK, await TryPostAsync(path, fields));

        public async Task<HttpStatusCode> TryPostAsync(string path, params (string Name, string Value)[] fields)
        {
            using var form = FormOf(fields);
            using var response = await _http.PostAsync(path, form, Stop);
            return response.StatusCode;
        }

        public async Task<string> ReadPostAsync(string path, params (string Name, string Value)[] fields)
        {
            using var form = FormOf(fields);
            using var response = await _http.PostAsync(path, form, Stop);
            return await response.Content.ReadAsStringAsync(Stop);
        }

        public async Task<string> AddTrackAsync(string package, string flavor, string bytes, HttpStatusCode expected = HttpStatusCode.OK)
        {
            using var form = FormOf(("mediaPackage", package), ("flavor", flavor));
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(bytes)), "BODY1", "recording.webm");
            using var response = await _http.PostAsync("/ingest/addTrack", form, Stop);
            Assert.Equal(expected, response.StatusCode);
            return await response.Content.ReadAsStringAsync(Stop);
        }

        public async Task<string> PutAsync(string path)
        {
            using var response = await _http.PutAsync(path, null, Stop);
            return await response.Content.ReadAsStringAsync(Stop);
        }

        public async Task<HttpStatusCode> TryZipAsync(string path, byte[] zip, params (string Name, string Value)[] fields)
        {
            using var form = FormOf(fields);
            form.Add(new ByteArrayContent(zip), "track", "package.zip");
            using var response = await _http.PostAsync(path, form, Stop);
            return response.StatusCode;
        }

        public Task<HttpResponseMessage> AskAsync(string path, string? version = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (version is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", version);
            }

            return _http.SendAsync(request, Stop);
        }

        public void Dispose() => _http.Dispose();

        private static MultipartFormDataContent FormOf(params (string Name, string Value)[] fields)
        {
            var form = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
            {
                form.Add(new StringContent(value), name);
            }

            return form;
        }
    }
}
