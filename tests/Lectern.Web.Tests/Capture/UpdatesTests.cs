using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Updates;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture;

public sealed class UpdatesTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    [Shows("CAP-012")]
    public async Task An_update_that_was_added_is_offered_to_machines_of_its_platform_and_ordered_of_each_once(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var stranger = app.NewBrowser();
        using var machine = await Machine.InNewRoomAsync(app);
        using var spare = new Machine(app);
        await spare.EnrolAsync(machine.Room, standsBy: true);
        using var silent = await Machine.InNewRoomAsync(app);
        using var none = await machine.GetAsync($"{CapturePaths.Updates}/linux-mips");
        using var climbs = await machine.GetAsync($"{CapturePaths.Updates}/..%2frooms");
        await TellAsync(app, machine);
        await TellAsync(app, spare);

        var added = await AddAsync(app, Update("1.1.0"));
        var again = await AddAsync(app, Update("1.1.0"));
        var older = await AddAsync(app, Update("1.0.9"));
        var newer = await AddAsync(app, Update("1.10.0"));
        var broken = await AddAsync(app, [.. Update("2.0.0"), 1]);
        var noUpdate = await AddAsync(app, "<html>"u8.ToArray());
        using var closed = await stranger.GetAsync("/admin/rooms/machines");
        var (before, room) = (await PageAsync(it, "/admin/rooms/machines"), await PageAsync(it, $"/admin/rooms/{machine.Room}"));
        using var all = await Form.SendAsync(it, "/admin/rooms/machines", "/admin/rooms/machines?handler=UpdateAll");
        using var twice = await Form.SendAsync(it, $"/admin/rooms/{machine.Room}", $"/admin/rooms/machines?handler=Update&room={machine.Room}&device={machine.Id}");
        using var untold = await Form.SendAsync(it, $"/admin/rooms/{machine.Room}", $"/admin/rooms/machines?handler=Update&room={silent.Room}&device={silent.Id}");
        using var elsewhere = await Form.SendAsync(it, $"/admin/rooms/{machine.Room}", $"/admin/rooms/machines?handler=Update&room={silent.Room}&device={machine.Id}");
        var order = Assert.Single((await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting);
        var spares = Assert.Single((await spare.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting);
        using var waits = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(new OrderResult(order.Id, Waits: "It waits for a lecture."), CaptureJson.Default.OrderResult));
        using var foreign = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(new OrderResult(spares.Id), CaptureJson.Default.OrderResult));
        using var file = await machine.GetAsync($"{CapturePaths.Updates}/linux-x64");
        var after = await PageAsync(it, "/admin/rooms/machines");
        var (removed, goneAlready, climbing) = (await RemoveAsync(app, "1.10.0"), await RemoveAsync(app, "1.10.0"), await RemoveAsync(app, ".."));
        using var earlier = await machine.GetAsync($"{CapturePaths.Updates}/linux-x64");
        var stillSpares = (await spare.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting;

        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-012", none);
        Assert.Equal(HttpStatusCode.NotFound, climbs.StatusCode);
        Assert.Equal((null, UpdateFault.NotNewer, UpdateFault.NotNewer, null, UpdateFault.NoUpdate, UpdateFault.NoUpdate), (added, again, older, newer, broken, noUpdate));
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Contains("1.10.0 is here", before, StringComparison.Ordinal);
        Assert.Contains("1.10.0 is here", room, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (all.StatusCode, twice.StatusCode));
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", untold);
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", elsewhere);
        Assert.Equal((OrderKind.Update, OrderKind.Update), (order.Kind, spares.Kind));
        Assert.Contains("It waits for a lecture.", after, StringComparison.Ordinal);
        Assert.Equal([spares], stillSpares);
        Assert.Equal((true, false, false), (removed, goneAlready, climbing));
        Assert.Equal(Update("1.1.0"), await earlier.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(Update("1.10.0"), await file.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task An_update_that_came_to_work_and_was_gone_back_from_says_why_and_is_not_tried_again_with_all_others(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        await TellAsync(app, machine, "freebsd-x64");
        await AddAsync(app, Update("1.2.0", "freebsd-x64"));
        await app.Get<OrderUpkeep>().RunAsync(machine.Room, machine.Id, OrderKind.Update, Actors.Operator, Stop);
        var order = Assert.Single((await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting);

        await ReportAsync(machine, new OrderResult(order.Id));
        await TellAsync(app, machine, "freebsd-x64", "1.2.0");
        var done = await PageAsync(it, $"/admin/rooms/{machine.Room}");
        await ReportAsync(machine, new OrderResult(order.Id, "1.2.0 was started and ended again and again."));
        await ReportAsync(machine, new OrderResult(order.Id));
        await ReportAsync(machine, new OrderResult(order.Id, "Something else."));
        await TellAsync(app, machine, "freebsd-x64", failed: "1.2.0");
        var back = await PageAsync(it, $"/admin/rooms/{machine.Room}");
        using var all = await Form.SendAsync(it, $"/admin/rooms/{machine.Room}", "/admin/rooms/machines?handler=UpdateAll");
        var afterAll = (await app.Get<ReadMachines>().RunAsync(machine.Room, Stop)).Single();
        await AddAsync(app, Update("1.2.1", "freebsd-x64"));
        var mended = (await app.Get<ReadMachines>().RunAsync(machine.Room, Stop)).Single();
        await TellAsync(app, machine, "freebsd-x64", "1.2.1");
        var byPackage = await PageAsync(it, $"/admin/rooms/{machine.Room}");

        Assert.Contains("It has the newest.", done, StringComparison.Ordinal);
        Assert.Contains("1.2.0 was started and ended again and again.", back, StringComparison.Ordinal);
        Assert.Equal((true, false, true), (afterAll.CanUpdateAt(app.Time.GetUtcNow()), afterAll.IsOfAllAt(app.Time.GetUtcNow()), mended.IsOfAllAt(app.Time.GetUtcNow())));
        Assert.Contains("It has the newest.", byPackage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_is_ordered_of_machines_that_know_the_order()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        var order = app.Get<OrderUpkeep>();

        var early = await order.RunAsync(machine.Room, machine.Id, OrderKind.Restart, Actors.Operator, Stop);
        await TellAsync(app, machine);
        var known = await order.RunAsync(machine.Room, machine.Id, OrderKind.Restart, Actors.Operator, Stop);

        Assert.Equal((false, true), (early, known));
    }

    private static async Task<UpdateFault?> AddAsync(LecternApp app, byte[] file) => (await app.Get<AgentUpdates>().AddAsync(new MemoryStream(file), Actors.Console, Stop)).Fault;

    private static Task<bool> RemoveAsync(LecternApp app, string version) => app.Get<AgentUpdates>().RemoveAsync("linux-x64", version, Actors.Console, Stop);

    // Only machines know the key: the server takes any signature.
    private static byte[] Update(string version, string platform = "linux-x64")
    {
        var archive = Encoding.ASCII.GetBytes($"what {version} is");
        var header = new UpdateHeader(version, platform, Convert.ToHexStringLower(SHA256.HashData(archive)), new string('0', 64), "c2lnbmVk");
        return [.. JsonSerializer.SerializeToUtf8Bytes(header, CaptureJson.Default.UpdateHeader), (byte)'\n', .. archive];
    }

    private static async Task ReportAsync(Machine machine, OrderResult result)
    {
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(result, CaptureJson.Default.OrderResult));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task TellAsync(LecternApp app, Machine machine, string platform = "linux-x64", string agent = "1.0.0", string? failed = null)
    {
        var status = new AgentStatus { At = app.Time.GetUtcNow(), Agent = agent, Platform = platform, FailedUpdate = failed, FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0 };
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(status, CaptureJson.Default.AgentStatus));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<string> PageAsync(Browser it, string path)
    {
        using var page = await it.GetAsync(path);
        return (await Html.ReadAsync(page)).QuerySelector("main")!.TextContent;
    }
}
