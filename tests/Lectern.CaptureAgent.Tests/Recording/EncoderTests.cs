using System.Globalization;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class EncoderTests
{
    [Theory, InlineData("-KILL"), InlineData("-STOP")]
    public async Task An_encoder_that_dies_or_hangs_is_replaced_and_the_others_go_on(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Encoders are looked for in /proc.");
        await using var room = new Room();
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);
        await room.UntilWrittenAsync(2);

        AgentProcess.Signal(signal, PidOf(room, "testsrc2"));
        if (signal == "-STOP")
        {
            await Room.UntilAsync(() => room.Recorder.View.Alarms.Any(alarm => alarm is { Kind: AlarmKind.NoSignal, Source: "slides" }));
            Assert.Equal(RecordingState.Degraded, Assert.Single(room.Recorder.View.Recordings).State);
        }

        await Room.UntilAsync(() => room.Spool.Recordings[0].Find("slides", 2)?.Mark.Lines > 2);
        await Room.UntilAsync(() => room.Recorder.View.Alarms.Count == 0);
        room.Order(OrderKind.Stop);
        await Room.UntilAsync(() => room.Spool.Recordings[0].IsEnded);

        var parts = room.Spool.Recordings[0].Parts;
        Assert.Equal([("slides", 1), ("slides", 2), ("sound", 1)], parts.Select(part => (part.Source, part.Part)).Order());
        foreach (var part in parts)
        {
            Assert.NotEmpty(await Media.FramesAsync(part));
        }

        // How long a busy machine takes to start ffmpeg is not the agent's: its first start tells.
        var (before, after) = (parts.Single(part => part is { Source: "slides", Part: 1 }).ReadLines(1, 100), parts.Single(part => part is { Source: "slides", Part: 2 }).ReadLines(1, 1)[0]);
        var toStart = (before[0].At - room.Spool.Recordings[0].File.StartedAt).TotalSeconds - before[0].Duration;
        Assert.InRange(after.Clock - after.Duration - before[^1].Clock, 0, 5 + Math.Max(0, toStart));

        var sound = parts.Single(part => part.Source == "sound").ReadLines(1, 100);
        Assert.All(sound.Zip(sound.Skip(1)), pair => Assert.Equal(pair.First.Time + pair.First.Duration, pair.Second.Time, 4));
    }

    [Fact]
    public async Task A_source_that_this_machine_does_not_have_leaves_the_others_alone_and_rings()
    {
        await using var room = new Room(Room.Sound, Room.Slides with { Profile = "v4l2", Device = "/dev/video99" });
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);

        await room.UntilWrittenAsync(2, "sound");
        await Room.UntilAsync(() => room.Recorder.View.Alarms is [{ Kind: AlarmKind.NoSignal, Source: "slides" }]);

        Assert.Equal([SourceState.Recording, SourceState.Lost], room.Recorder.View.Sources.Select(source => source.State));
    }

    [Fact]
    public async Task Settings_that_change_reach_a_running_recording()
    {
        await using var room = new Room(Room.Sound);
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);
        await room.UntilWrittenAsync(1, "sound");

        room.Set(Room.Sound, Room.Slides);
        await room.UntilWrittenAsync(1, "slides");

        Assert.Equal(["slides", "sound"], room.Spool.Recordings[0].File.Sources.Select(source => source.Name).Order());
        Assert.Equal(1, room.Spool.Recordings[0].Parts.Count(part => part.Source == "sound"));
    }

    private static int PidOf(Room room, string input) => File.ReadAllLines(room.Folder.Children)
        .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))
        .Single(pid => File.ReadAllText($"/proc/{pid}/cmdline").Contains(input, StringComparison.Ordinal));
}
