using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Signals;

public sealed class RevivalTests
{
    [Theory]
    [InlineData(double.NegativeInfinity, false, 700, new[] { 20, 320, 620 })]
    [InlineData(-91, false, 25, new[] { 20 })]
    [InlineData(-80, false, 700, new int[0])]
    [InlineData(-30, true, 310, new[] { 0, 300 })]
    public void What_hangs_is_opened_again_once_and_then_every_five_minutes(double level, bool isFrozen, int seconds, int[] expected)
    {
        var revival = new Revival();

        var due = Enumerable.Range(0, seconds).Where(second => revival.IsDue(new SignalReading { Level = level }, isFrozen, second));

        Assert.Equal(expected, due);
    }

    [Fact]
    public async Task A_sound_card_that_gives_zeros_rings_and_is_opened_again_and_the_others_go_on()
    {
        // A sine of 0 Hz.
        await using var room = new Room(Room.Slides, Room.Sound with { Device = "0" });
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);

        await Room.UntilAsync(() => room.Spool.Recordings is [var recording] && recording.Find("sound", 2)?.Mark.Lines > 5, 60);

        Assert.Contains(room.Recorder.View.Alarms, alarm => alarm is { Kind: AlarmKind.Silence, Source: "sound" });
        var parts = Assert.Single(room.Spool.Recordings).Parts;
        Assert.Equal([("slides", 1), ("sound", 1), ("sound", 2)], parts.Select(part => (part.Source, part.Part)).Order());
        var (before, after) = (parts.Single(part => part is { Source: "sound", Part: 1 }).ReadLines(1, 100), parts.Single(part => part is { Source: "sound", Part: 2 }).ReadLines(1, 100));
        Assert.InRange(before.Sum(line => line.Duration), 18, 35);
        Assert.InRange(after[0].Clock - after[0].Duration - before[^1].Clock, 0, 5);
    }
}
