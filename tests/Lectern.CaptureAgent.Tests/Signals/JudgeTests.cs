using Lectern.CaptureAgent.Signals;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Signals;

public sealed class JudgeTests
{
    [Theory, InlineData(-70, 19, false), InlineData(-70, 21, true), InlineData(double.NegativeInfinity, 21, true), InlineData(-40, 60, false)]
    public void Silence_rings_after_twenty_seconds(double level, int seconds, bool rings)
    {
        var judge = new SoundJudge();

        var found = Enumerable.Range(0, seconds).SelectMany(second => judge.Judge(new SignalReading { Level = level, Peak = -10 }, second).ToList()).ToList();

        Assert.Equal(rings, found.Contains((AlarmKind.Silence, true)));
    }

    [Fact]
    public void One_word_ends_a_silence()
    {
        var judge = new SoundJudge();
        for (var second = 0; second < 30; second++)
        {
            Assert.Equal(2, judge.Judge(new SignalReading { Level = -80, Peak = -70 }, second).Count());
        }

        Assert.Contains((AlarmKind.Silence, false), judge.Judge(new SignalReading { Level = -30, Peak = -20 }, 30));
    }

    [Theory, InlineData(1, false), InlineData(3, true)]
    public void Sound_that_is_cut_off_again_and_again_rings(int times, bool rings)
    {
        var judge = new SoundJudge();

        var found = Enumerable.Range(0, 10).SelectMany(second => judge.Judge(new SignalReading { Level = -9, Peak = second < times ? 0 : -3 }, second).ToList()).ToList();

        Assert.Equal(rings, found.Contains((AlarmKind.Clipping, true)));
    }

    [Theory, InlineData(16, 29, false), InlineData(16, 31, true), InlineData(120, 60, false)]
    public void A_black_picture_rings_after_half_a_minute(double bright, int seconds, bool rings)
    {
        var judge = new PictureJudge(SourceRole.Slides);

        var found = Enumerable.Range(0, seconds).SelectMany(second => judge.Judge(new SignalReading { Bright = bright, Change = 0 }, isHeard: true, second).ToList()).ToList();

        Assert.Equal(rings, found.Contains((AlarmKind.BlackPicture, true)));
    }

    [Theory]
    [InlineData(SourceRole.Presenter, true, 0, true)]
    [InlineData(SourceRole.Presenter, false, 0, false)]
    [InlineData(SourceRole.Presenter, true, 1, false)]
    [InlineData(SourceRole.Slides, true, 0, false)]
    public void A_camera_that_stands_still_while_somebody_speaks_rings(SourceRole role, bool isHeard, double change, bool rings)
    {
        var judge = new PictureJudge(role);

        var found = Enumerable.Range(0, 130).SelectMany(second => judge.Judge(new SignalReading { Bright = 120, Change = change }, isHeard, second).ToList()).ToList();

        Assert.Equal(rings, found.Contains((AlarmKind.FrozenPicture, true)));
    }

    [Fact]
    public void Readings_are_taken_from_what_ffmpeg_prints()
    {
        string[] lines =
        [
            "frame:0    pts:0       pts_time:0", "lavfi.astats.Overall.Peak_level=-16.314872", "lavfi.astats.Overall.RMS_level=-21.159792",
            "frame:1    pts:48000   pts_time:1", "lavfi.astats.Overall.Peak_level=-inf", "lavfi.astats.Overall.RMS_level=-inf",
            "frame:2    pts:30720   pts_time:2", "lavfi.signalstats.YMIN=4", "lavfi.signalstats.YHIGH=226", "lavfi.signalstats.YDIF=1.5", "lavfi.signalstats.UDIF=2",
            "[mov @ 0x1] something else = 3",
        ];
        var parser = new ReadingParser();

        var readings = lines.Select(parser.Take).OfType<SignalReading>();

        Assert.Equal(
            [
                new SignalReading { Peak = -16.314872, Level = -21.159792 },
                new SignalReading { Peak = double.NegativeInfinity, Level = double.NegativeInfinity },
                new SignalReading { Bright = 226, Change = 1.5 },
            ],
            readings);
    }
}
