using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed partial class RoomPagesTests
{
    [Theory, DatabaseData]
    public async Task Who_watches_a_room_is_noted_once_and_its_cameras_are_wanted_no_longer_than_that(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var names = new[] { await NameAsync(machine.Room), await NameAsync(await Machine.NewRoomAsync(app)) };
        async Task<string> NameAsync(Guid room)
        {
            await using var rows = app.Rows();
            var found = await rows.Rooms.SingleAsync(row => row.Id == room, Stop);
            return $"{found.Building} {found.Name}".Trim();
        }

        async Task<bool> IsWatchedAsync() => (await TellAsync(app, machine, new AgentStatus { At = app.Time.GetUtcNow(), Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0 })).IsWatched;
        async Task<List<(string?, string?)>> WatchesAsync()
        {
            await using var rows = app.Rows();
            return [.. (await rows.Audit.AsNoTracking().Where(entry => entry.Act == Acts.WatchRoom).OrderBy(entry => entry.At).ToListAsync(Stop)).Select(entry => (entry.Subject, entry.Detail))];
        }

        async Task<bool> IsToldToWhoWaitsAsync()
        {
            await using var rows = app.Rows();
            return (await app.Get<ReadOrders>().RunAsync(await rows.Devices.AsNoTracking().SingleAsync(device => device.Id == machine.Id, Stop), Stop)).IsWatched;
        }

        var before = await IsWatchedAsync();
        Assert.False(await IsToldToWhoWaitsAsync());
        foreach (var second in Enumerable.Range(0, 20))
        {
            using var live = await it.GetAsync($"/admin/rooms/{machine.Room}?handler=Live");
            Assert.True(await IsWatchedAsync());
            Assert.True(await IsToldToWhoWaitsAsync());
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        app.Time.Advance(TimeSpan.FromSeconds(12));
        var gone = await IsWatchedAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var back = await it.GetAsync("/admin/rooms");
        var (once, wall) = (await WatchesAsync(), await IsWatchedAsync());
        app.Leap(TimeSpan.FromMinutes(10));
        using var again = await it.GetAsync("/admin/rooms");

        Assert.False(before);
        Assert.False(gone);
        Assert.True(wall);
        // The wall shows the other room too, which nobody had watched.
        Assert.Equal([(machine.Room.ToString(), names[0]), (null, names[1])], once);
        Assert.Equal((null, string.Join(", ", names.Order(StringComparer.Ordinal))), (await WatchesAsync())[^1]);
    }
}
