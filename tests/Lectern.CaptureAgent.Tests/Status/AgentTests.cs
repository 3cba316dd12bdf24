using Lectern.CaptureAgent.Panel;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Contracts.Schedules;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Status;

/// <summary>The whole agent, with real encoders, against a tool: ordered, recorded, brought, forgotten.</summary>
public sealed class AgentTests : IAsyncLifetime
{
    private readonly TempFolder uploads = new();
    private readonly Room room = new();
    private readonly ToolMemory memory;
    private readonly ToolServer server;

    public AgentTests()
    {
        memory = new ToolMemory(uploads.Path) { Code = "K7QM-2XHB" };
        memory.Settings = new AgentSettings { Version = "settings-2", Room = "A 101", Sources = [Room.Slides, Room.Sound] };
        server = new ToolServer(memory);
    }

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        var key = DeviceKey.Create();
        memory.Keys.Add(DeviceKey.HashOf(key));
        new DeviceStore(room.Folder).Write(new DeviceFile
        {
            Server = server.Address, Device = memory.Device, Room = Guid.Empty, RoomName = "A 101", Key = key, KeySince = Room.Now,
        });
        await room.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        await server.DisposeAsync();
        uploads.Dispose();
    }

    [Fact]
    public async Task What_is_ordered_is_recorded_shown_and_brought_and_all_is_told()
    {
        var start = new Order(Guid.CreateVersion7(), OrderKind.Start, 30, "Ad hoc");
        memory.Orders.Add(start);
        await Room.UntilAsync(() => memory.Parts.Count == 2 && memory.Parts.Values.All(part => part.Lines.Count > 2), 40);
        var live = room.Recorder.View.Recordings.Single().Id;
        await Room.UntilAsync(() => memory.Pictures.ContainsKey("slides image/jpeg"), 30);

        var stop = new Order(Guid.CreateVersion7(), OrderKind.Stop);
        memory.Orders.Add(stop);
        await Room.UntilAsync(() => memory.Ended.Contains(live) && room.Spool.Recordings.Count == 0, 40);

        Assert.Equal("Ad hoc", memory.Recordings[live].Title);
        Assert.Equal([new OrderResult(start.Id), new OrderResult(stop.Id)], memory.Reported);
        Assert.Equal([0xFF, 0xD8], memory.Pictures.Values.Single()[..2]);
        Assert.All(memory.Verified, part => Assert.NotEmpty(part.Value));
    }

    [Fact]
    public async Task Who_comes_to_watch_a_room_in_which_nothing_is_recorded_sees_it_within_seconds_and_until_they_go()
    {
        await Room.UntilAsync(() => memory.Status is { Sources.Count: 2 }, 40);
        Assert.All(memory.Status!.Sources, source => Assert.Null(source.Notes));
        Assert.Empty(memory.Pictures);

        memory.IsWatched = true;
        await Room.UntilAsync(() => memory.Pictures.ContainsKey("slides image/jpeg") && memory.Status.Sources.Single(source => source.Name == "sound") is { State: SourceState.Idle, Notes: [], Level: > -30 }, 25);
        Assert.True(room.Recorder.View is { IsWatched: true, IsLookedAt: true });
        memory.IsWatched = false;

        await Room.UntilAsync(() => room.Recorder.View is { IsWatched: false, IsLookedAt: false } && memory.Status.Sources.All(source => source.Notes is null), 30);
        Assert.Empty(room.Spool.Recordings);
    }

    [Fact]
    public async Task A_machine_that_Lectern_takes_nothing_from_any_more_is_not_shown_as_ready()
    {
        PanelProblem? Problem() => PanelStatus.Of(room.Recorder.View, room.Get<Tool>(), 0, Room.Now).Problem;
        await Room.UntilAsync(() => memory.Status is not null && Problem() is null);

        memory.Keys.Clear();

        await Room.UntilAsync(() => Problem() == PanelProblem.Refused, 30);
    }

    [Fact]
    public async Task The_log_is_sent_when_it_is_asked_for()
    {
        var order = new Order(Guid.CreateVersion7(), OrderKind.Logs);
        server.Before = context => context.Request.Path.StartsWithSegments("/capture/logs", StringComparison.Ordinal) && server.Seen.Count(seen => seen.Contains("/logs/", StringComparison.Ordinal)) == 1 ? 503 : null;
        memory.Orders.Add(order);

        await Room.UntilAsync(() => !memory.Reported.IsEmpty);

        Assert.Equal([new OrderResult(order.Id)], memory.Reported);
        Assert.Equal("PK"u8.ToArray(), memory.Logs[order.Id][..2]);
    }

    [Fact]
    public async Task A_schedule_that_changes_reaches_a_running_agent_within_seconds()
    {
        memory.Schedule = new Schedule("schedule-2", [Room.Booking(-1, 600)]);
        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 1);

        memory.Schedule = new Schedule("schedule-3", []);

        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 0, 15);
    }

    [Fact]
    public async Task The_first_status_tells_who_the_agent_is_and_what_it_has_room_for()
    {
        await Room.UntilAsync(() => memory.Status is not null);

        var status = memory.Status!;
        Assert.InRange(status.FreeBytes, 1, status.DiskBytes);
        Assert.NotEqual("0", status.Agent);
        Assert.Equal((0, 0), (status.QueuedBytes, status.BehindSeconds));
        Assert.Empty(status.Recordings);
    }
}
