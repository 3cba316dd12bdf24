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
        var (slides, sound) = (parts.Where(part => part.Source == "slides").OrderBy(part => part.Part).ToList(), parts.Where(part => part.Source == "sound").ToList());
        Assert.Equal(Enumerable.Range(1, slides.Count), slides.Select(part => part.Part));
        foreach (var part in parts)
        {
            Assert.NotEmpty(await Media.FramesAsync(part));
        }

        // Only on a machine that has time: one that stands still for seconds starts ffmpeg late, and looks to the agent as an encoder that hangs does.
        var (before, after) = (slides[0].ReadLines(1, 100), slides[1].ReadLines(1, 1)[0]);
        Assert.InRange(after.Clock - after.Duration - before[^1].Clock, 0, IsLong ? 5 : double.MaxValue);
        Assert.InRange(sound.Count, 1, IsLong ? 1 : int.MaxValue);
        Assert.All(sound.Select(part => part.ReadLines(1, 100)), lines =>
            Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.Equal(pair.First.Time + pair.First.Duration, pair.Second.Time, 4)));
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

    private static bool IsLong => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 };

    private static int PidOf(Room room, string input) => File.ReadAllLines(room.Folder.Children)
        .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))
        .Single(pid => File.ReadAllText($"/proc/{pid}/cmdline").Contains(input, StringComparison.Ordinal));
}
