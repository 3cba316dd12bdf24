using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Storage;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using static Lectern.Web.Tests.Capture.PageText;

namespace Lectern.Web.Tests.Capture;

/// <summary>What the operator does on a room's pages with what goes wrong or goes away.</summary>
public sealed class RoomCarePagesTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly byte[] s_zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]];

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

    private static Task<HttpResponseMessage> SendLogAsync(Machine machine, Guid order, byte[] log) =>
        machine.SendAsync(HttpMethod.Put, CapturePaths.LogOf(order), new ByteArrayContent(log) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } });

    private static async Task BookAsync(LecternApp app, Guid room, DateTimeOffset start) =>
        await app.Get<BookRoom>().RunAsync(room, new BookingWish("Algorithms", new BookedTime(start, start.AddHours(1))), null, "operator", Stop);
}
