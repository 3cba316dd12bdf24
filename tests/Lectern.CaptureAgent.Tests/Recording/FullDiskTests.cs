using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class FullDiskTests
{
    private const long MiB = 1 << 20;

    [Fact]
    public async Task On_a_disk_that_fills_pictures_go_first_and_nothing_ends_the_recording()
    {
        await using var room = new Room();
        var disk = new SmallDisk(new SpoolDisk(room.Folder));
        await room.StartAsync(disk: disk);
        room.Order(OrderKind.Start, 10);
        await room.UntilWrittenAsync(2);
        Assert.Empty(room.Recorder.View.Alarms);

        disk.FreeBytes = 300 * MiB;
        await Room.UntilAsync(() => room.Recorder.View.Alarms is [{ Kind: AlarmKind.DiskSpace, Source: null }]);
        await room.UntilWrittenAsync(1, "sound");
        var slides = room.Lines("slides");
        await room.UntilWrittenAsync(2, "sound");
        Assert.Equal(slides, room.Lines("slides"));

        disk.IsFull = true;
        await Room.UntilAsync(() => room.Spool.Recordings[0].Parts.All(part => part.IsEnded));
        Assert.Single(room.Recorder.View.Recordings);

        disk.IsFull = false;
        disk.FreeBytes = 1L << 40;
        await room.UntilWrittenAsync(2);
        await Room.UntilAsync(() => room.Recorder.View.Alarms.Count == 0);
        room.Order(OrderKind.Stop);
        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }]);

        Assert.All(room.Spool.Recordings[0].Parts, SpoolFolder.IsWhole);
        Assert.Equal([("slides", 1), ("slides", 2), ("sound", 1), ("sound", 2)], room.Spool.Recordings[0].Parts.Select(part => (part.Source, part.Part)).Order());
    }

    [Fact]
    public async Task A_disk_that_has_no_room_for_what_is_booked_next_rings_while_there_is_time()
    {
        await using var room = new Room();
        var disk = new SmallDisk(new SpoolDisk(room.Folder)) { FreeBytes = 4000 * MiB };
        room.Book(Room.Booking(3600, 3600 + 5400));
        await room.StartAsync(disk: disk);
        await Room.UntilAsync(() => room.Recorder.View.Schedule is not null);
        Assert.Empty(room.Recorder.View.Alarms);

        room.Book(Room.Booking(3600, 3600 + 3 * 5400));
        await Room.UntilAsync(() => room.Recorder.View.Alarms is [{ Kind: AlarmKind.DiskSpace, Source: null }]);

        disk.FreeBytes = 16_000 * MiB;
        await Room.UntilAsync(() => room.Recorder.View.Alarms.Count == 0);
    }

    [Fact]
    public async Task A_recording_that_ends_on_a_full_disk_is_said_to_have_ended_when_there_is_room()
    {
        await using var room = new Room(Room.Sound);
        var disk = new SmallDisk(new SpoolDisk(room.Folder));
        await room.StartAsync(disk: disk);
        room.Order(OrderKind.Start, 10);
        await room.UntilWrittenAsync(1, "sound");

        disk.IsFull = true;
        room.Order(OrderKind.Stop);
        await Room.UntilAsync(() => room.Recorder.View.Sources is [{ State: SourceState.Idle }]);
        Assert.False(room.Spool.Recordings[0].IsEnded);
        disk.IsFull = false;

        await Room.UntilAsync(() => room.Spool.Recordings[0].IsEnded);
    }
}
