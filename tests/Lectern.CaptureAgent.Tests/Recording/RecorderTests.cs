using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class RecorderTests
{
    [Fact]
    public async Task A_booking_is_recorded_from_each_source_and_plays_frame_by_frame()
    {
        await using var room = new Room();
        var booking = Room.Booking(4, 8);
        room.Book(booking);
        await room.StartAsync();

        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }]);

        var recording = room.Spool.Recordings[0];
        Assert.Equal((booking.Id, "Algebra", booking.End), (recording.File.Booking, recording.File.Title, recording.File.EndedAt));
        Assert.Equal([new RecordedSource("slides", SourceRole.Slides), new RecordedSource("sound", SourceRole.Sound)], recording.File.Sources.OrderBy(source => source.Name));
        Assert.Equal(2, recording.Parts.Count);
        foreach (var part in recording.Parts)
        {
            var lines = part.ReadLines(1, 100);
            Assert.InRange(lines.Sum(line => line.Duration), 4, 6);
            Assert.All(lines, line => Assert.InRange(line.Duration, 0.01, 1));
            Assert.InRange(lines[0].At, booking.Start, booking.Start.AddSeconds(1.2));
            Assert.InRange(lines[^1].At, booking.End, booking.End.AddSeconds(1.2));
            SpoolFolder.IsWhole(part);
        }

        var frames = await Media.FramesAsync(recording.Parts.Single(part => part.Source == "slides"));
        Assert.Equal(Enumerable.Range(0, frames.Count).Select(frame => frame / 10.0), frames.Select(time => Math.Round(time, 3)));
        Assert.All(room.Recorder.View.Sources, source => Assert.Equal(SourceState.Idle, source.State));
    }

    [Fact]
    public async Task A_machine_without_sources_does_not_say_that_it_records()
    {
        await using var room = new Room();
        room.Set([]);
        await room.StartAsync();

        Assert.NotNull(room.Order(OrderKind.Start, 10));
        room.Book(Room.Booking(0, 60));
        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 1);

        Assert.Equal(RecordingState.Degraded, room.Recorder.View.Recordings[0].State);
    }

    [Fact]
    public async Task Adjacent_bookings_share_the_encoders_run_and_lose_nothing()
    {
        await using var room = new Room();
        var first = Room.Booking(0, 5);
        var second = Room.Booking(0, 9) with { Start = first.End };
        room.Book(first, second);
        await room.StartAsync();

        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }, { IsEnded: true }]);

        foreach (var source in (string[])["slides", "sound"])
        {
            var (before, after) = (Part(first.Id), Part(second.Id));
            var (last, next) = (before.ReadLines(before.Mark.Lines - 1, 1)[0], after.ReadLines(1, 1)[0]);
            // Mostly one; two where a stamp came late and the next one in time.
            var (over, from) = (before.ReadLines(1, 100).Where(line => line.At > first.End), after.ReadLines(1, 100).Where(line => line.At.AddSeconds(-line.Duration) < first.End));
            Assert.Equal(over.Select(line => (line.Clock, line.Duration)), from.Select(line => (line.Clock, line.Duration)));
            if (last.At <= first.End)
            {
                // No fragment is around the border: it lies in the few milliseconds between the stamps of two that follow each other.
                Assert.InRange((next.At - last.At).TotalSeconds, next.Duration - 0.001, next.Duration + 0.2);
            }

            Assert.Equal(0, next.Time);
            await Media.FramesAsync(after);
            SpooledPart Part(Guid booking) => room.Spool.Recordings.Single(recording => recording.File.Booking == booking).Parts.Single(part => part.Source == source);
        }
    }

    [Theory, InlineData(1), InlineData(-1)]
    public async Task A_clock_that_jumps_an_hour_ends_no_lecture_and_a_machine_that_wakes_after_its_end_does(int hours)
    {
        await using var room = new Room(Room.Sound);
        var booking = Room.Booking(-60, 1800);
        room.Book(booking);
        var wall = new MovedClock(TimeProvider.System);
        await room.StartAsync(wall: wall);
        await room.UntilWrittenAsync(1, "sound");

        Assert.DoesNotContain(room.Recorder.View.Alarms, alarm => alarm.Kind == AlarmKind.Clock);
        wall.By = TimeSpan.FromHours(hours);
        await Room.UntilAsync(() => room.Recorder.View.Alarms.Any(alarm => alarm.Kind == AlarmKind.Clock));
        Assert.Null(room.Order(OrderKind.Extend, 1));
        await room.UntilWrittenAsync(2, "sound");
        Assert.Equal(RecordingState.Recording, Assert.Single(room.Recorder.View.Recordings).State);

        wall.Slept = TimeSpan.FromHours(1);
        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }]);

        Assert.Equal(booking.End.AddMinutes(1), room.Spool.Recordings[0].File.EndedAt);
        var lines = Assert.Single(room.Spool.Recordings[0].Parts).ReadLines(1, 100);
        Assert.All(lines, line => Assert.InRange(line.At, booking.Start, booking.End));
    }

    [Fact]
    public async Task A_machine_that_sleeps_within_a_lecture_goes_on_with_parts_of_another_run_so_that_the_time_between_is_a_gap()
    {
        await using var room = new Room(Room.Sound);
        room.Book(Room.Booking(-60, 7200));
        var wall = new MovedClock(TimeProvider.System);
        await room.StartAsync(wall: wall);
        await room.UntilWrittenAsync(2, "sound");

        wall.Slept = TimeSpan.FromMinutes(30);
        await Room.UntilAsync(() => room.Spool.Recordings is [{ Parts: [_, { Mark.Lines: > 2 }] }]);

        Assert.Contains(room.Recorder.View.Alarms, alarm => alarm.Kind == AlarmKind.Suspended);
        var parts = room.Spool.Recordings[0].Parts;
        var (before, after) = (parts[0].ReadLines(1, 1000), parts[1].ReadLines(1, 1000));
        Assert.NotEqual(parts[0].Boot, parts[1].Boot);
        Assert.InRange(after[0].Clock - before[^1].Clock, 0, 10);
        Assert.InRange((after[0].At - before[^1].At).TotalMinutes, 30, 30.2);
        // By either run's own clocks each of its fragments lies where it was recorded.
        Assert.All(new[] { before, after }, lines => Assert.All(lines, line => Assert.Equal(lines[0].Clock - line.Clock, (lines[0].At - line.At).TotalSeconds, 0.2)));
    }

    [Fact]
    public async Task An_agent_that_starts_anew_within_a_lecture_goes_by_the_time_that_it_went_by_while_the_wall_clock_is_wrong()
    {
        await using var room = new Room(Room.Sound);
        room.Book(Room.Booking(-60, 1800));
        var wall = new MovedClock(TimeProvider.System);
        await room.StartAsync(wall: wall);
        await room.UntilWrittenAsync(1, "sound");
        var recording = Assert.Single(room.Spool.Recordings).Id;
        wall.By = TimeSpan.FromHours(3);

        await room.StopAsync();
        await room.StartAsync(wall: wall);
        await room.UntilWrittenAsync(2, "sound");

        Assert.Equal((recording, RecordingState.Recording), Assert.Single(room.Recorder.View.Recordings) is var now ? (now.Id, now.State) : default);
        Assert.InRange(room.Get<AnchoredClock>().GetUtcNow() - wall.True, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_lecture_whose_recording_cannot_be_read_any_more_goes_on_as_another_one()
    {
        await using var room = new Room();
        var booking = Room.Booking(0, 60);
        room.Book(booking);
        await room.StartAsync();
        await room.UntilWrittenAsync(1);
        var before = Assert.Single(room.Spool.Recordings);
        await room.StopAsync();
        File.WriteAllText(Path.Combine(room.Folder.Spool, before.Id.ToString("n"), RecordingFile.Name), "{");
        var lengths = before.Parts.Select(part => new FileInfo(part.MediaPath).Length).ToList();

        await room.StartAsync();
        await room.UntilWrittenAsync(1);

        var after = Assert.Single(room.Spool.Recordings);
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal(booking.Id, after.File.Booking);
        Assert.Equal(lengths, before.Parts.Select(part => new FileInfo(part.MediaPath).Length));
    }

    [Fact]
    public async Task A_recording_of_an_earlier_run_whose_end_cannot_be_read_keeps_no_other_from_ending()
    {
        await using var room = new Room();
        var spool = new SpoolStore(room.Folder, new SpoolDisk(room.Folder), NullLogger<SpoolStore>.Instance);
        spool.Load();
        var parts = new List<SpooledPart>();
        foreach (var start in (RecordingStart[])[UploadBench.Start(0), UploadBench.Start(1)])
        {
            using var writer = UploadBench.Begin(spool, start);
            UploadBench.Write(writer, (await Pieces.SoundAsync()).Take(3));
            parts.Add(writer.Part);
        }

        // It is read once more when the agent starts; after that its lines are gone.
        File.AppendAllText(parts[0].MediaPath, "more");
        var disk = new SmallDisk(new SpoolDisk(room.Folder))
        {
            Opening = path =>
            {
                if (path == parts[0].MediaPath)
                {
                    File.WriteAllText(parts[0].JournalPath, "{");
                }
            },
        };
        await room.StartAsync(disk: disk);

        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: false }, { IsEnded: true }]);
        Assert.Equal("{", File.ReadAllText(parts[0].JournalPath));
    }

    [Fact]
    public async Task A_pause_writes_nothing_and_what_follows_is_the_next_part()
    {
        await using var room = new Room();
        await room.StartAsync();
        Assert.Null(room.Order(OrderKind.Start, 10));
        await room.UntilWrittenAsync(2);

        var from = Room.Now;
        Assert.Null(room.Order(OrderKind.Pause));
        await Room.UntilAsync(() => room.Recorder.View.Recordings is [{ State: RecordingState.Paused }]);
        // A fragment that comes within the pause ends its source's part.
        await Room.UntilAsync(() => room.Spool.Recordings[0].Parts.All(part => part.IsEnded));
        var lines = room.Spool.Recordings[0].Parts.Select(part => (part.Source, part.Part, part.Mark.Lines)).ToList();
        var to = Room.Now;
        Assert.Null(room.Order(OrderKind.Resume));
        await room.UntilWrittenAsync(2);
        Assert.Null(room.Order(OrderKind.Stop));
        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }]);

        var recording = room.Spool.Recordings[0];
        Assert.Equal(lines, recording.Parts.Where(part => part.Part == 1).Select(part => (part.Source, part.Part, part.Mark.Lines)));
        Assert.Equal([1, 1, 2, 2], recording.Parts.Select(part => part.Part));
        Assert.All(recording.Parts.SelectMany(part => part.ReadLines(1, 100)), line => Assert.True(line.At <= from || line.At.AddSeconds(-line.Duration) >= to));
        Assert.Equal(from, Assert.Single(recording.File.Pauses).From, TimeSpan.FromSeconds(0.3));
        Assert.All(recording.Parts.Where(part => part.Part == 2), part => Assert.Equal(0, part.ReadLines(1, 1)[0].Time));
    }
}
