using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Devices;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>Real agents on folders that were copied, and put back as they were.</summary>
public sealed class ClonedDiskTests(UnwatchedApps apps) : IClassFixture<UnwatchedApps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clone_that_speaks_beside_its_original_is_found()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        await using var original = Assert.Single(await RealAgent.EnrolAsync(app, 1));
        await using var clone = original.Copy();
        await WatchAsync(app, original);

        await original.StartAsync();
        await clone.StartAsync();

        await UntilAsync(app, original, [RoomAlarmKind.TwoMachines]);
    }

    [Fact]
    public async Task A_folder_that_is_as_it_was_before_the_last_run_is_found()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        await using var original = Assert.Single(await RealAgent.EnrolAsync(app, 1));
        await using var restored = original.Copy();
        await WatchAsync(app, original);
        await original.StartAsync();
        await HeardAsync(app, original, null);
        var before = await RunAsync(app, original);
        await original.StopAsync();

        await restored.StartAsync();
        await HeardAsync(app, original, before);
        app.Time.Advance(TimeSpan.FromSeconds(61));
        await WatchAsync(app, original);

        await UntilAsync(app, original, [RoomAlarmKind.DiskForgets]);
    }

    // As if somebody looked at the room: it tells each second.
    private static async Task WatchAsync(LecternApp app, RealAgent agent)
    {
        await using var rows = app.Rows();
        await rows.Rooms.Where(room => room.Id == agent.Room.Id).ExecuteUpdateAsync(set => set.SetProperty(room => room.WatchedUntil, app.Time.GetUtcNow().AddDays(1)), Stop);
    }

    private static async Task<Guid?> RunAsync(LecternApp app, RealAgent agent)
    {
        await using var rows = app.Rows();
        return HeardRuns.Read(await rows.Devices.Where(device => device.RoomId == agent.Room.Id).Select(device => device.Runs).SingleAsync(Stop))?.Run;
    }

    private static Task<string> HeardAsync(LecternApp app, RealAgent agent, Guid? before) => Eventually.FindAsync(async () => await RunAsync(app, agent) is { } run && run != before ? "heard" : null);

    // Its clock is none of the tool's, whose time stands still here: that rings too.
    private static Task<string> UntilAsync(LecternApp app, RealAgent agent, RoomAlarmKind[] kinds) => Eventually.FindAsync(async () =>
    {
        await using var rows = app.Rows();
        var open = await rows.RoomAlarms.Where(alarm => alarm.RoomId == agent.Room.Id && alarm.Until == null && alarm.Kind != RoomAlarmKind.Clock).Select(alarm => alarm.Kind).ToListAsync(Stop);
        return open.SequenceEqual(kinds) ? "rings" : null;
    });
}
