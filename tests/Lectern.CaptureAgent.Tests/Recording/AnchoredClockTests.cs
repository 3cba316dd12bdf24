using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Tests.Scheduling;
using Lectern.CaptureAgent.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class AnchoredClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider time = new(Plan.Ten);
    private readonly MovedClock wall;
    private readonly AnchoredClock clock;

    public AnchoredClockTests()
    {
        wall = new MovedClock(time);
        clock = new AnchoredClock(wall, () => wall.Uptime);
    }

    public static TheoryData<double> Jumps { get; } = [3600, -3600, 3, -3];

    private TimeSpan Off => clock.GetUtcNow() - wall.True;

    [Theory, MemberData(nameof(Jumps))]
    public void A_wall_clock_that_is_set_within_a_recording_is_not_followed_until_it_is_over(double seconds)
    {
        clock.Look(isRecording: true);

        Set(seconds);
        var moved = clock.Look(isRecording: true);
        time.Advance(Second);
        var within = Off;
        clock.Look(isRecording: false);

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(seconds)), (moved, within, Off));
        Assert.False(clock.IsWallWrong);
    }

    [Theory, MemberData(nameof(Jumps))]
    public void A_wall_clock_that_is_put_right_within_a_recording_is_followed_when_the_tool_says_the_same(double seconds)
    {
        Set(seconds);
        clock.Look(isRecording: false);
        Set(0);
        clock.Look(isRecording: true);
        var before = Off;

        Tell(wall.True);
        var moved = clock.Look(isRecording: true);

        Assert.Equal((TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(-seconds), TimeSpan.Zero), (before, moved, Off));
        Assert.False(clock.IsWallWrong);
    }

    [Theory, MemberData(nameof(Jumps))]
    public void A_wall_clock_that_the_tool_contradicts_rings_and_is_not_followed_by_day_or_night(double seconds)
    {
        Tell(wall.True);
        clock.Look(isRecording: true);

        Set(seconds);
        Assert.Equal(TimeSpan.Zero, clock.Look(isRecording: true));
        Assert.True(clock.IsWallWrong);
        Tell(wall.True);
        Assert.Equal(TimeSpan.Zero, clock.Look(isRecording: false));
        time.Advance(TimeSpan.FromHours(1));
        clock.Look(isRecording: false);

        Assert.Equal(TimeSpan.Zero, Off);
        Set(0);
        Assert.False(clock.IsWallWrong);
    }

    [Theory]
    [InlineData(3600, false)]
    [InlineData(-3600, true)]
    [InlineData(3, true)]
    [InlineData(-3, false)]
    public void A_clock_that_was_wrong_when_the_machine_started_gives_way_to_the_tools(double seconds, bool isRecording)
    {
        Set(seconds);
        clock.Look(isRecording: false);
        clock.Look(isRecording);

        Tell(wall.True, TimeSpan.FromSeconds(1.6));
        clock.Look(isRecording);

        Assert.InRange(Off, -Second, Second);
        Assert.True(clock.IsWallWrong);
    }

    [Fact]
    public void Nobody_moves_for_a_second_nor_for_an_answer_that_took_long()
    {
        Set(0.9);
        clock.Look(isRecording: false);

        Tell(wall.True);
        Assert.Equal(TimeSpan.Zero, clock.Look(isRecording: true));
        Assert.False(clock.IsWallWrong);
        Tell(wall.True.AddSeconds(3), TimeSpan.FromSeconds(2.5));
        Assert.Equal(TimeSpan.Zero, clock.Look(isRecording: true));
        Assert.False(clock.IsWallWrong);
    }

    [Fact]
    public void A_tool_that_contradicts_itself_moves_no_recording()
    {
        Tell(wall.True);
        clock.Look(isRecording: true);

        Tell(wall.True.AddHours(1));

        Assert.Equal(TimeSpan.Zero, clock.Look(isRecording: true));
        Assert.True(clock.IsWallWrong);
    }

    [Fact]
    public void Time_goes_on_while_the_machine_sleeps()
    {
        clock.Look(isRecording: true);

        wall.Slept += TimeSpan.FromMinutes(20);

        Assert.Equal(Plan.Ten.AddMinutes(20), clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.Look(isRecording: true));
    }

    private void Set(double seconds) => wall.By = TimeSpan.FromSeconds(seconds);

    /// <summary>The tool is asked and answers with a time.</summary>
    private void Tell(DateTimeOffset told, TimeSpan took = default)
    {
        var asked = clock.Up;
        time.Advance(took);
        clock.Hear(asked, told);
    }
}
