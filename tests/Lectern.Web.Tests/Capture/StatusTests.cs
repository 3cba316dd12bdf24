using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed class StatusTests(Apps apps) : IClassFixture<Apps>
{
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[1000]];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task What_a_device_tells_is_kept_and_answered_with_what_is_wanted_now(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var told = StatusOf(app);

        using var response = await TellAsync(machine, told);
        var answer = await Machine.ReadAsync(response, CaptureJson.Default.StatusAnswer);
        var settings = await machine.GetAsync(CapturePaths.Settings, CaptureJson.Default.AgentSettings);
        var schedule = await machine.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule);

        Assert.Equal((app.Time.GetUtcNow(), settings.Version, schedule.Version, false), (answer.At, answer.Settings, answer.Schedule, answer.IsWatched));
        await using var rows = app.Rows();
        var device = await rows.Devices.SingleAsync(d => d.Id == machine.Id, Stop);
        Assert.Equal((app.Time.GetUtcNow(), "1.2.3"), (device.LastSeenAt, device.Agent));
        var kept = JsonSerializer.Deserialize(device.LastStatus!, CaptureJson.Default.AgentStatus)!;
        Assert.Equal(JsonSerializer.Serialize(told, CaptureJson.Default.AgentStatus), JsonSerializer.Serialize(kept, CaptureJson.Default.AgentStatus));
    }

    [Theory]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"sources":[{"name":"slides","state":"recording"}]}""", HttpStatusCode.OK)]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"sources":[{"name":"slides","state":"Recording"}]}""", HttpStatusCode.OK)]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"new":{}}""", HttpStatusCode.OK)]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"sources":[{"name":"slides","state":"sleeping"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"sources":[null]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"recordings":[null]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"at":"2026-09-07T09:30:00Z","agent":"1","freeBytes":1,"diskBytes":2,"queuedBytes":0,"alarms":[null]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"agent":"1"}""", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task Names_are_read_however_they_are_written_and_what_is_no_status_is_refused(string json, HttpStatusCode expected)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);

        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Status, new StringContent(json, Encoding.UTF8, "application/json"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_schedule_is_sent_once_and_as_iCalendar_to_whoever_asks_for_that()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        var start = app.Time.GetUtcNow().AddHours(1);
        var booking = (await app.Get<BookRoom>().RunAsync(machine.Room, new BookingWish("Graphs, trees; and more", new BookedTime(start, start.AddHours(1))), null, "operator", Stop)).Bookings[0];

        var schedule = await machine.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule);
        using var again = await machine.GetAsync(CapturePaths.Schedule, knows: schedule.Version);
        using var request = new HttpRequestMessage(HttpMethod.Get, CapturePaths.Schedule);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{machine.Id:n}.{machine.Key}");
        request.Headers.Accept.ParseAdd("text/calendar");
        using var response = await machine.Http.SendAsync(request, Stop);
        var calendar = Ical.Net.Calendar.Load(await response.Content.ReadAsStringAsync(Stop))!;

        Assert.Equal((booking.Id, start, start.AddHours(1), "Graphs, trees; and more"), Assert.Single(schedule.Bookings) switch { var one => (one.Id, one.Start, one.End, one.Title) });
        Assert.Equal((HttpStatusCode.NotModified, "text/calendar"), (again.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var happens = Assert.Single(calendar.Events);
        Assert.Equal((booking.Id.ToString(), "Graphs, trees; and more", start.UtcDateTime), (happens.Uid, happens.Summary, happens.Start!.AsUtc));
    }

    [Fact]
    [Shows("CAP-005")]
    [Shows("CAP-006")]
    [Shows("CAP-007")]
    public async Task Only_pictures_that_the_settings_ask_for_are_kept()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        var pictures = app.Get<RoomPictures>();

        using var kept = await ShowAsync(machine, "slides", s_jpeg);
        using var noJpeg = await ShowAsync(machine, "slides", Encoding.ASCII.GetBytes("<svg onload=alert(1)>"));
        using var tooLarge = await ShowAsync(machine, "slides", [.. s_jpeg, .. new byte[RoomPictures.Largest]]);
        using var unknown = await ShowAsync(machine, "camera-9", s_jpeg);
        using var sound = await ShowAsync(machine, "sound", s_jpeg);
        using var climbs = await ShowAsync(machine, "..%2f..%2fslides", s_jpeg);
        await using var rows = app.Rows();
        await rows.Rooms.Where(r => r.Id == machine.Room).ExecuteUpdateAsync(set => set.SetProperty(r => r.SendsPictures, false), Stop);
        using var unwanted = await ShowAsync(machine, "presenter", s_jpeg);

        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "CAP-005", noJpeg);
        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "CAP-005", tooLarge);
        foreach (var nowhere in (HttpResponseMessage[])[unknown, sound, climbs])
        {
            await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-007", nowhere);
        }

        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "CAP-006", unwanted);
        await using (var picture = (await pictures.OpenAsync(machine.Room, "slides", Stop))!)
        {
            Assert.Equal(s_jpeg.Length, picture.Length);
        }

        Assert.Null(await pictures.SeenAtAsync(machine.Room, "presenter", Stop));
    }

    [Theory]
    [InlineData("recordings/{0}", """{"startedAt":"2026-09-07T09:30:00Z","sources":[null]}""")]
    [InlineData("recordings/{0}/slides/1/fragments", """{"lines":[null]}""")]
    [InlineData("recordings/{0}/manifest", """{"endedAt":"2026-09-07T09:30:00Z","parts":[null]}""")]
    [InlineData("recordings/{0}/manifest", """{"endedAt":"2026-09-07T09:30:00Z","parts":[],"pauses":[null]}""")]
    public async Task Nothing_stands_in_a_list_where_something_should(string path, string json)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        await part.SendAllAsync();
        var address = "/capture/" + path.Replace("{0}", part.Recording.ToString("n"), StringComparison.Ordinal);
        var method = path.EndsWith("fragments", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Put;

        using var response = await machine.SendAsync(method, address, new StringContent(json, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static AgentStatus StatusOf(LecternApp app) => new()
    {
        At = app.Time.GetUtcNow(),
        Agent = "1.2.3",
        FreeBytes = 412_000_000_000,
        DiskBytes = 512_000_000_000,
        QueuedBytes = 7,
        BehindSeconds = 9.5,
        Sources = [new SourceStatus("slides", SourceState.Lost), new SourceStatus("sound", SourceState.Recording, -23.5, -6), new SourceStatus("presenter", SourceState.Idle, Notes: [SourceNote.Black])],
        Recordings = [new RecordingStatus(Guid.CreateVersion7(), null, RecordingState.Degraded, app.Time.GetUtcNow(), app.Time.GetUtcNow().AddHours(1), 7)],
        Alarms = [new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow())],
    };

    private static Task<HttpResponseMessage> TellAsync(Machine machine, AgentStatus status) =>
        machine.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(status, CaptureJson.Default.AgentStatus));

    private static Task<HttpResponseMessage> ShowAsync(Machine machine, string source, byte[] picture) =>
        machine.SendAsync(HttpMethod.Put, $"{CapturePaths.Pictures}/{source}", new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } });
}
