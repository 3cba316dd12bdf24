using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Signals;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Looking;

public sealed class LookJudgeTests
{
    [Theory]
    [InlineData(-70, 60, false)]
    [InlineData(-88, 60, false)]
    [InlineData(-91, 4, false)]
    [InlineData(-91, 7, true)]
    [InlineData(double.NegativeInfinity, 7, true)]
    public void A_room_in_which_nobody_speaks_is_not_one_whose_microphone_is_out(double level, int seconds, bool isDead)
    {
        Assert.Equal(isDead, After(SourceRole.Sound, new SignalReading { Level = level, Peak = level }, seconds).Contains(SourceNote.DigitalSilence));
    }

    [Theory]
    [InlineData(SourceRole.Slides, 16, 0, 7, SourceNote.Black)]
    [InlineData(SourceRole.Presenter, 16, 0, 130, SourceNote.Black)]
    [InlineData(SourceRole.Presenter, 120, 0, 121, SourceNote.Frozen)]
    [InlineData(SourceRole.Presenter, 120, 0, 100, null)]
    [InlineData(SourceRole.Presenter, 120, 1, 130, null)]
    [InlineData(SourceRole.Slides, 120, 0, 130, null)]
    public void A_picture_is_noted_to_be_black_or_a_camera_to_stand_still(SourceRole role, double bright, double change, int seconds, SourceNote? note)
    {
        Assert.Equal(note is { } one ? [one] : [], After(role, new SignalReading { Bright = bright, Change = change }, seconds));
    }

    [Fact]
    public void Sound_that_is_cut_off_is_noted()
    {
        Assert.Equal([SourceNote.Clipping], After(SourceRole.Sound, new SignalReading { Level = -3, Peak = 0 }, 5));
    }

    [Theory]
    [InlineData("alsa_input.usb.analog-stereo", true)]
    [InlineData("alsa_output.pci.analog-stereo.monitor", false)]
    public void A_machine_that_plays_nothing_has_no_dead_microphone(string device, bool isNoted)
    {
        Assert.Equal(isNoted, After(SourceRole.Sound, new SignalReading { Level = -120 }, 6, device).Contains(SourceNote.DigitalSilence));
    }

    private static IReadOnlyList<SourceNote> After(SourceRole role, SignalReading reading, int seconds, string? device = null)
    {
        var judge = new LookJudge(new SourceSettings { Name = "source", Role = role, Profile = "pulse", Device = device });
        return Enumerable.Range(0, seconds).Select(second => judge.Judge(reading, second)).ToList()[^1];
    }
}
