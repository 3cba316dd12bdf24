using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class PaceTests
{
    private readonly SourcePace pace = new(Room.Slides);

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public void An_encoder_that_is_slower_than_time_is_noticed_within_half_a_minute_and_asked_for_less(double speed)
    {
        Assert.InRange(Run(speed, 60)!.Value, 10, 30);
        Assert.Equal((1, true), (pace.Level, pace.IsOverloaded));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.001)]
    [InlineData(0.998)]
    public void One_that_keeps_up_is_left_alone_whatever_its_clock_is_off_by(double speed)
    {
        Assert.Null(Run(speed, 600));
        Assert.False(pace.IsOverloaded);
    }

    [Fact]
    public void A_moment_that_is_caught_up_with_is_no_overload()
    {
        pace.Begin(0);

        var asked = Enumerable.Range(1, 120).Select(second => pace.Take(second % 20 == 0 ? second + 2.5 : second % 20 == 1 ? second + 2 : second % 20 == 2 ? second + 1 : second, second));

        Assert.DoesNotContain(true, asked);
    }

    [Fact]
    public void Three_steps_are_all_and_what_was_too_much_stays_so_for_the_next_run()
    {
        var steps = Enumerable.Range(0, 5).Select(_ => Run(0.5, 40) is not null).ToList();

        Assert.Equal([true, true, true, false, false], steps);
        Assert.Null(Run(1, 60));
        Assert.Equal((EncoderPlan.Lightest, true), (pace.Level, pace.IsOverloaded));
    }

    [Fact]
    public void One_so_slow_that_it_is_taken_for_silent_is_asked_for_less_the_second_time()
    {
        var levels = new List<int>();
        for (var run = 0; run < 3; run++)
        {
            pace.Begin(0);
            pace.Take(5, 1);
            pace.End();
            levels.Add(pace.Level);
        }

        Assert.Equal([0, 1, 1], levels);
    }

    [Fact]
    public void A_device_that_is_slow_to_open_and_falls_silent_is_no_overload()
    {
        for (var run = 0; run < 4; run++)
        {
            pace.Begin(0);
            pace.Begin(8);
            pace.Take(9, 1);
            pace.Take(10, 2);
            pace.End();
        }

        Assert.Equal((0, false), (pace.Level, pace.IsOverloaded));
    }

    [Fact]
    public void Sound_is_never_asked_for_less()
    {
        var sound = new SourcePace(Room.Sound);
        sound.Begin(0);

        Assert.DoesNotContain(true, Enumerable.Range(1, 60).Select(second => sound.Take(second * 2, second)));
        Assert.False(sound.IsOverloaded);
    }

    // Seconds until less is asked for; null for never.
    private double? Run(double speed, int seconds)
    {
        pace.Begin(0);
        for (double media = 1; media / speed < seconds; media++)
        {
            if (pace.Take(media / speed, media))
            {
                return media / speed;
            }
        }

        return null;
    }
}
