using Lectern.CaptureAgent.Recording;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class ClockWatchTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 9, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1, 1, false, false)]
    [InlineData(3600, 1, 1, true, false)]
    [InlineData(-3600, 1, 1, true, false)]
    [InlineData(600, 1, 600, false, true)]
    [InlineData(4200, 1, 600, true, true)]
    [InlineData(30, 30, 30, false, false)]
    [InlineData(1.5, 1, 1, false, false)]
    public void A_jump_of_the_clock_is_told_from_sleep(double wall, double awake, double uptime, bool jumped, bool slept)
    {
        var watch = new ClockWatch();
        watch.Look(new(s_start, 100, 200));

        watch.Look(new(s_start.AddSeconds(wall), 100 + awake, 200 + uptime));

        Assert.Equal((jumped, slept), (watch.HasJumped, watch.HasSlept));
    }

    [Fact]
    public void What_happened_long_ago_rings_no_more()
    {
        var watch = new ClockWatch();
        watch.Look(new(s_start, 0, 0));
        watch.Look(new(s_start.AddHours(1), 1, 1));
        var early = watch.HasJumped;

        watch.Look(new(s_start.AddHours(1).AddMinutes(11), 661, 661));

        Assert.True(early);
        Assert.False(watch.HasJumped);
    }
}
