using System.Net;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Keys;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>The address that panels in the room call.</summary>
public sealed class ButtonTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_press_orders_what_the_address_ends_in_and_tells_what_the_room_does(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        using var panel = app.NewBrowser();
        var address = await AddressAsync(app, machine.Room);

        using var status = await panel.GetAsync($"{address}/status");
        var answers = new List<HttpStatusCode>();
        foreach (var act in (string[])["start", "pause", "resume", "extend", "extend?minutes=5", "stop"])
        {
            using var pressed = await panel.PostFormAsync($"{address}/{act}");
            answers.Add(pressed.StatusCode);
        }

        var orders = (await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders)).Waiting;
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal("ready", (await Json.ReadAsync(status))["state"]!.GetValue<string>());
        Assert.Equal(
            [(OrderKind.Start, null), (OrderKind.Pause, null), (OrderKind.Resume, null), (OrderKind.Extend, 15), (OrderKind.Extend, 5), (OrderKind.Stop, null)],
            orders.Select(order => (order.Kind, order.Minutes)));
        await using var rows = app.Rows();
        Assert.Equal(6, await rows.Audit.CountAsync(a => a.Act == "room.order" && a.Actor == "button" && a.Subject == machine.Room.ToString(), Stop));
    }

    [Theory, DatabaseData]
    [Shows("CAP-008")]
    public async Task Only_the_rooms_own_secret_opens_and_only_until_there_is_another(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var panel = app.NewBrowser();
        var (room, other) = (await Machine.NewRoomAsync(app), await Machine.NewRoomAsync(app));
        var (old, otherAddress) = (await AddressAsync(app, room), await AddressAsync(app, other));
        var address = await AddressAsync(app, room);

        foreach (var wrong in (string[])[old, $"/room/{room:n}/{otherAddress[^43..]}", $"/room/{room:n}/{Secret.Create()}", $"/room/{await Machine.NewRoomAsync(app):n}/{Secret.Create()}", $"/room/{Guid.CreateVersion7():n}/{address[^43..]}"])
        {
            using var refused = await panel.GetAsync($"{wrong}/status");
            await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-008", refused);
        }

        using var unknownAct = await panel.GetAsync($"{address}/explode");
        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-008", unknownAct);
        await app.Get<RoomButton>().RemoveAsync(room, "operator", Stop);
        using var removed = await panel.GetAsync($"{address}/start");
        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-008", removed);
        await using var rows = app.Rows();
        Assert.False(await rows.RoomOrders.AnyAsync(o => o.RoomId == room, Stop));
    }

    [Fact]
    [Shows("CAP-009")]
    public async Task A_panel_that_went_wild_is_not_heard_for_a_minute_and_others_are()
    {
        await using var app = await LecternApp.StartAsync();
        using var panel = app.NewBrowser();
        var (address, other) = (await AddressAsync(app, await Machine.NewRoomAsync(app)), await AddressAsync(app, await Machine.NewRoomAsync(app)));
        for (var press = 0; press < 30; press++)
        {
            using var heard = await panel.GetAsync($"{address}/pause");
            Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
        }

        using var refused = await panel.GetAsync($"{address}/pause");
        using var status = await panel.GetAsync($"{address}/status");
        using var elsewhere = await panel.GetAsync($"{other}/pause");
        app.Leap(TimeSpan.FromMinutes(1));
        using var later = await panel.GetAsync($"{address}/pause");

        await Refused.ByProblemAsync(HttpStatusCode.TooManyRequests, "CAP-009", refused);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], new[] { status, elsewhere, later }.Select(response => response.StatusCode));
    }

    [Fact]
    public async Task A_light_may_ask_every_two_seconds_and_one_that_went_wild_is_refused()
    {
        await using var app = await LecternApp.StartAsync();
        using var panel = app.NewBrowser();
        var address = await AddressAsync(app, await Machine.NewRoomAsync(app));
        for (var asked = 0; asked < 60; asked++)
        {
            using var heard = await panel.GetAsync($"{address}/status");
            Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
        }

        using var refused = await panel.GetAsync($"{address}/status");
        using var press = await panel.GetAsync($"{address}/stop");

        await Refused.ByProblemAsync(HttpStatusCode.TooManyRequests, "CAP-009", refused);
        Assert.Equal(HttpStatusCode.OK, press.StatusCode);
    }

    [Fact]
    public async Task The_rooms_page_shows_the_address_once()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var panel = app.NewBrowser();
        var page = $"/admin/rooms/{await Machine.NewRoomAsync(app)}";

        using var made = await Form.SendAsync(it, page, $"{page}?handler=Button");
        var address = (await Html.ReadAsync(made)).GetElementById("button-address")!.GetAttribute("value")!;
        using var after = await it.GetAsync(page);
        using var pressed = await panel.GetAsync(new Uri(address).AbsolutePath);

        Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
        Assert.Null((await Html.ReadAsync(after)).GetElementById("button-address"));
    }

    private static async Task<string> AddressAsync(LecternApp app, Guid room) => $"/room/{room:n}/{await app.Get<RoomButton>().MakeAsync(room, "operator", Stop)}";
}
