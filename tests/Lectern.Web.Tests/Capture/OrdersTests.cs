using System.Net;
using System.Net.Http.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed class OrdersTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task An_order_ends_the_wait_at_once_and_stays_until_it_is_reported(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        using var other = await Machine.InNewRoomAsync(app);
        var waiting = machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders);
        await Task.Delay(200, Stop);
        var waited = !waiting.IsCompleted;

        await app.Get<GiveOrder>().RunAsync(machine.Room, OrderKind.Start, 45, "Guest lecture", "operator", Stop);
        var order = Assert.Single((await waiting.WaitAsync(TimeSpan.FromSeconds(5), Stop)).Waiting);
        var again = await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders);
        await ReportAsync(other, new OrderResult(order.Id, "Not mine"));
        await ReportAsync(machine, new OrderResult(order.Id));
        await ReportAsync(machine, new OrderResult(order.Id, "Twice"));

        Assert.True(waited);
        Assert.Equal((OrderKind.Start, 45, "Guest lecture"), (order.Kind, order.Minutes, order.Title));
        Assert.Equal([order], again.Waiting);
        await using var rows = app.Rows();
        var row = await rows.RoomOrders.SingleAsync(o => o.Id == order.Id, Stop);
        Assert.Equal((true, null), (row.DoneAt is not null, row.Problem));
    }

    [Theory, DatabaseData]
    public async Task Who_knows_the_last_answer_waits_for_another_one_and_misses_none_in_between(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        await app.Get<GiveOrder>().RunAsync(machine.Room, OrderKind.Start, null, null, "operator", Stop);
        using var first = await machine.GetAsync(CapturePaths.Orders);
        var tag = first.Headers.ETag!.Tag.Trim('"');
        var (orders, waiting) = (await Machine.ReadAsync(first, CaptureJson.Default.Orders), machine.GetAsync(CapturePaths.Orders, knows: tag));
        await Task.Delay(200, Stop);
        var waited = !waiting.IsCompleted;

        var now = app.Time.GetUtcNow();
        await app.Get<BookRoom>().RunAsync(machine.Room, new BookingWish("Algorithms", new BookedTime(now, now.AddHours(1))), null, "operator", Stop);
        using var changed = await waiting.WaitAsync(TimeSpan.FromSeconds(5), Stop);
        using var late = await machine.GetAsync(CapturePaths.Orders, knows: tag);

        Assert.True(waited);
        var news = await Machine.ReadAsync(changed, CaptureJson.Default.Orders);
        Assert.Equal(orders.Waiting, news.Waiting);
        Assert.NotEqual(orders.Schedule, news.Schedule);
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
    }

    [Fact]
    public async Task Nothing_new_is_answered_after_25_seconds_and_another_servers_change_within_some()
    {
        await using var app = await LecternApp.StartAsync();
        using var machine = await Machine.InNewRoomAsync(app);
        using var known = await WaitedAsync(app, machine.GetAsync(CapturePaths.Orders), 25);
        var tag = known.Headers.ETag!.Tag.Trim('"');
        using var nothing = await WaitedAsync(app, machine.GetAsync(CapturePaths.Orders, knows: tag), 25);

        var waiting = machine.GetAsync(CapturePaths.Orders, knows: tag);
        await Task.Delay(200, Stop);
        await using var rows = app.Rows();
        await rows.Rooms.ExecuteUpdateAsync(set => set.SetProperty(r => r.ScheduleVersion, r => r.ScheduleVersion + 1), Stop);
        using var elsewhere = await WaitedAsync(app, waiting, 3);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (known.StatusCode, nothing.StatusCode, elsewhere.StatusCode));
    }

    [Theory, DatabaseData]
    public async Task An_order_that_nobody_took_in_time_is_not_carried_out_any_more(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var give = app.Get<GiveOrder>();
        await give.RunAsync(machine.Room, OrderKind.Start, null, null, "operator", Stop);

        var noMinutes = await give.RunAsync(machine.Room, OrderKind.Extend, null, null, "operator", Stop);
        var tooMany = await give.RunAsync(machine.Room, OrderKind.Extend, 1441, null, "operator", Stop);
        app.Leap(TimeSpan.FromMinutes(5));
        await give.RunAsync(machine.Room, OrderKind.Stop, null, null, "operator", Stop);
        var orders = await machine.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders);

        Assert.Equal((false, false), (noMinutes, tooMany));
        Assert.Equal([OrderKind.Stop], orders.Waiting.Select(order => order.Kind));
    }

    [Theory, DatabaseData]
    public async Task A_machine_whose_place_another_took_is_ordered_nothing_and_has_nothing_booked(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var old = await Machine.InNewRoomAsync(app);
        var now = app.Time.GetUtcNow();
        await app.Get<BookRoom>().RunAsync(old.Room, new BookingWish("Algorithms", new BookedTime(now, now.AddHours(1))), null, "operator", Stop);
        var before = await old.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule);
        using var machine = new Machine(app);
        await machine.EnrolAsync(old.Room);
        await app.Get<GiveOrder>().RunAsync(old.Room, OrderKind.Pause, null, null, "operator", Stop);

        var (mine, theirs) = (await machine.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule), await old.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule));
        using var told = await old.GetAsync(CapturePaths.Orders, knows: "before");

        Assert.Equal((1, 1, 0), (before.Bookings.Count, mine.Bookings.Count, theirs.Bookings.Count));
        Assert.NotEqual(before.Version, theirs.Version);
        Assert.Empty((await Machine.ReadAsync(told, CaptureJson.Default.Orders)).Waiting);
    }

    private static async Task ReportAsync(Machine machine, OrderResult result)
    {
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(result, CaptureJson.Default.OrderResult));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    // Sets the clock on until the answer is there, and asserts that it took so long.
    private static async Task<HttpResponseMessage> WaitedAsync(LecternApp app, Task<HttpResponseMessage> waiting, int seconds)
    {
        var since = app.Time.GetUtcNow();
        while (!waiting.IsCompleted)
        {
            await Task.Delay(50, Stop);
            app.Time.Advance(waiting.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(500));
        }

        Assert.InRange((app.Time.GetUtcNow() - since).TotalSeconds, seconds - 1, seconds + 5);
        return await waiting;
    }
}
