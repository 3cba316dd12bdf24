using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed partial class BoxTests
{
    [Fact]
    public async Task What_boxes_ask_before_they_record_has_an_answer_that_they_read()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var box = await BoxAsync(app);

        async Task<JsonElement> ReadAsync(string path)
        {
            using var json = JsonDocument.Parse(await box.GetAsync(path));
            return json.RootElement.Clone();
        }

        Assert.Equal(box.Key.Device.ToString("n"), (await ReadAsync("/info/me.json")).GetProperty("user").GetProperty("username").GetString());
        Assert.True(Version.Parse((await ReadAsync("/info/components.json")).GetProperty("rest")[0].GetProperty("version").GetString()!) >= new Version(2, 3));
        Assert.True(Version.Parse((await ReadAsync("/info/health")).GetProperty("releaseId").GetString()!) >= new Version(6, 0));
        Assert.True((await ReadAsync("/sysinfo/bundles/version")).GetProperty("consistent").GetBoolean());
        Assert.True((await ReadAsync("/services/hosts.json")).GetProperty("hosts").GetProperty("host").GetProperty("online").GetBoolean());
        Assert.Equal("/ingest", (await ReadAsync("/services/services.json?serviceType=org.opencastproject.ingest")).GetProperty("services").GetProperty("service").GetProperty("path").GetString());
        Assert.Equal("0", await box.GetAsync("/series/count"));
        Assert.Equal(0, (await ReadAsync("/admin-ng/series/series.json?offset=0&limit=500")).GetProperty("results").GetArrayLength());
        Assert.Equal("lectern", (await ReadAsync("/workflow/definitions.json")).GetProperty("definitions").GetProperty("definition")[0].GetProperty("id").GetString());
    }

    [Theory, DatabaseData]
    public async Task The_inputs_that_a_box_tells_of_are_told_back_and_named_in_its_schedule(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        await BookAsync(app, box.Room);
        const string Properties = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                                         <!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
                                         <properties version="1.0"><entry key="capture.device.names">camera,screen</entry><entry key="capture.error.subject">&quot;%hostname&quot;</entry></properties>
            """;

        using var before = await box.AskAsync("/recordings/calendars?agentid=hall-b");
        var told = await box.ReadPostAsync("/capture-admin/agents/hall-b/configuration", ("configuration", Properties));
        using var after = await box.AskAsync("/recordings/calendars?agentid=hall-b", before.Headers.ETag!.ToString());
        using var same = await box.AskAsync("/recordings/calendars?agentid=hall-b", after.Headers.ETag!.ToString());

        Assert.Contains("<item key=\"capture.device.names\"><value>camera,screen</value></item>", told, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (after.StatusCode, same.StatusCode));
        var calendar = (await after.Content.ReadAsStringAsync(Stop)).Replace("\r\n ", "", StringComparison.Ordinal);
        var properties = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(calendar, "capture.agent.properties:(.*)\r\n").Groups[1].Value));
        Assert.Contains("capture.device.names=camera,screen\n", properties, StringComparison.Ordinal);
        Assert.Equal("""{"capture.device.names":"defaults"}""", await box.ReadPostAsync("/capture-admin/agents/hall-b/configuration", ("configuration", """{"capture.device.names": "defaults"}""")));
        foreach (var broken in new[] { "", "{", "[1]", "{\"a\": {}}", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><properties><entry key=\"a\">&e;</entry></properties>" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await box.TryPostAsync("/capture-admin/agents/hall-b/configuration", ("configuration", broken)));
        }
    }

    [Fact]
    public async Task A_recording_that_is_started_at_the_box_books_its_room_if_it_is_free_and_is_found_in_its_schedule()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var box = await BoxAsync(app);
        var now = app.Time.GetUtcNow();

        async Task<HttpStatusCode> StartAsync(DateTimeOffset start, string form)
        {
            var catalog = $"<dublincore xmlns='http://www.opencastproject.org/xsd/1.0/dublincore/' xmlns:dcterms='http://purl.org/dc/terms/'><dcterms:temporal>start={start:yyyy-MM-ddTHH:mm:ss}Z; end={start.AddMinutes(30):yyyy-MM-ddTHH:mm:ss}Z; scheme=W3C-DTF;</dcterms:temporal><dcterms:title>Office hour</dcterms:title></dublincore>";
            var package = await box.ReadPostAsync("/ingest/addDCCatalog", ("mediaPackage", await box.GetAsync("/ingest/createMediaPackage")), ("flavor", "dublincore/episode"), ("dublinCore", catalog));
            return await box.TryPostAsync(form, ("mediaPackage", package));
        }

        Assert.Equal(HttpStatusCode.Created, await StartAsync(now.AddSeconds(10), "/ingest/schedule"));
        Assert.Equal(HttpStatusCode.Conflict, await StartAsync(now.AddSeconds(20), "/ingest/schedule"));
        Assert.Equal(HttpStatusCode.BadRequest, await StartAsync(now.AddHours(2), "/ingest/schedule/fast"));
        Assert.Equal(HttpStatusCode.BadRequest, await StartAsync(now.AddHours(-2), "/ingest/schedule"));
        await using var rows = app.Rows();
        var booking = await rows.Bookings.SingleAsync(row => row.RoomId == box.Room, Stop);
        Assert.Equal(("Office hour", null, PublishRule.Draft), (booking.Title, booking.CourseId, booking.Publish));
        Assert.Contains(booking.Id.ToString(), await box.GetAsync("/recordings/calendars?agentid=hall-b"), StringComparison.Ordinal);
        Assert.Equal(Actors.OfDevice(box.Key.Device), (await rows.Audit.SingleAsync(row => row.Subject == box.Room.ToString() && row.Act == Acts.Book, Stop)).Actor);
    }
}
