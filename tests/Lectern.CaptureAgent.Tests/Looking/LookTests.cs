using System.Globalization;
using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Looking;

/// <summary>A room in which nothing is recorded, with real test sources.</summary>
public sealed class LookTests
{
    private static readonly SourceSettings s_missing = new() { Name = "camera", Role = SourceRole.Presenter, Profile = "v4l2", Device = "/dev/video99" };

    // A sine of 0 Hz: zeros, as a card gives whose cable is out.
    private static readonly SourceSettings s_dead = Room.Sound with { Name = "dead", Device = "0" };

    [Fact]
    public async Task Before_a_booking_each_source_tells_how_it_does_and_nothing_is_recorded_nor_rings()
    {
        await using var room = new Room(Room.Slides, Room.Sound, s_dead, s_missing);
        room.Book(Room.Booking(600, 1200));
        await room.StartAsync();

        await Room.UntilAsync(() => Of(room, "slides").Notes is not null && Of(room, "sound").Level is not null && Of(room, "dead").Notes is [SourceNote.DigitalSilence] && Of(room, "camera").State == SourceState.Lost, 40);

        var view = room.Recorder.View;
        Assert.Equal([SourceState.Idle, SourceState.Idle, SourceState.Idle, SourceState.Lost], view.Sources.Select(source => source.State));
        Assert.Empty(Of(room, "slides").Notes!);
        Assert.Empty(Of(room, "sound").Notes!);
        Assert.InRange(Of(room, "sound").Level!.Value, -30, -10);
        Assert.Equal(-120, Of(room, "dead").Level);
        Assert.Equal([0xFF, 0xD8, 0xFF], room.Get<SignalBoard>().PictureOf("slides")!.Jpeg.Take(3));
        Assert.True(view is { IsLookedAt: true, IsWatched: false, Alarms: [], Recordings: [] });
        Assert.Empty(room.Spool.Recordings);
        Assert.Empty(Directory.EnumerateFileSystemEntries(room.Folder.Spool));
    }

    [Fact]
    public async Task A_booking_that_comes_near_has_its_sources_for_itself_and_loses_nothing_of_its_first_second()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var room = new Room();
        var booking = Room.Booking(32, 36);
        room.Book(booking);
        await room.StartAsync();
        await Room.UntilAsync(() => room.Recorder.View.IsLookedAt && Children(room).Count == 2);

        await Room.UntilAsync(() => Children(room).Count == 0, 40);
        var free = Room.Now;
        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }], 60);

        Assert.InRange(booking.Start - free, TimeSpan.FromSeconds(6), LookTimes.Clear);
        Assert.All(room.Spool.Recordings[0].Parts, part => Assert.InRange(part.ReadLines(1, 1)[0].At, booking.Start, booking.Start.AddSeconds(2)));
    }

    [Fact]
    public async Task Who_watches_sees_until_they_go_and_a_recording_that_somebody_starts_meanwhile_gets_the_sources_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var room = new Room();
        await room.StartAsync();
        var watchers = room.Get<Watchers>();
        await Room.UntilAsync(() =>
        {
            watchers.Hear(true);
            return Of(room, "sound").Level is not null && room.Recorder.View is { IsLookedAt: true, IsWatched: true };
        });
        // One of them hears nothing any more: it is killed, and keeps nobody from recording.
        AgentProcess.Signal("-STOP", Children(room)[0]);

        watchers.Hear(true);
        Assert.Null(room.Order(OrderKind.Start, 10));
        await room.UntilWrittenAsync(1);
        var recording = Assert.Single(room.Spool.Recordings);
        Assert.All(recording.Parts, part => Assert.InRange((part.ReadLines(1, 1)[0].At - recording.File.StartedAt).TotalSeconds, 0, 6));
        Assert.False(room.Recorder.View.IsLookedAt);
        watchers.Hear(true);
        room.Order(OrderKind.Stop);
        await Room.UntilAsync(() => room.Recorder.View.IsLookedAt && Of(room, "sound").Level is not null);

        await Room.UntilAsync(() => Children(room).Count == 0, 15);

        Assert.True(room.Recorder.View is { IsLookedAt: false, IsWatched: false });
    }

    [Fact]
    public async Task A_look_that_hangs_is_begun_anew_and_says_meanwhile_that_nothing_comes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var room = new Room(Room.Sound);
        room.Book(Room.Booking(600, 1200));
        await room.StartAsync();
        await Room.UntilAsync(() => Of(room, "sound").Level is not null);

        AgentProcess.Signal("-STOP", Assert.Single(Children(room)));
        await Room.UntilAsync(() => Of(room, "sound").State == SourceState.Lost);

        await Room.UntilAsync(() => Of(room, "sound") is { State: SourceState.Idle, Level: not null });
    }

    [Fact]
    public async Task Settings_that_change_are_looked_at_as_they_are_now()
    {
        await using var room = new Room(Room.Sound, s_missing);
        room.Book(Room.Booking(600, 1200));
        await room.StartAsync();
        await Room.UntilAsync(() => Of(room, "camera").State == SourceState.Lost);

        room.Set(Room.Sound, Room.Slides with { Name = "camera" });

        await Room.UntilAsync(() => Of(room, "camera") is { State: SourceState.Idle, Notes: [] });
    }

    private static SourceStatus Of(Room room, string source) => room.Recorder.View.Sources.FirstOrDefault(one => one.Name == source) ?? new SourceStatus(source, SourceState.Idle);

    private static IReadOnlyList<int> Children(Room room) => File.Exists(room.Folder.Children)
        ? [.. File.ReadAllLines(room.Folder.Children).Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))]
        : [];
}
