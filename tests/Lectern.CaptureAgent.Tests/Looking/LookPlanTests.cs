using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Recording;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Looking;

public sealed class LookPlanTests
{
    [Theory]
    [InlineData("v4l2", SourceRole.Presenter, "/dev/video2", "-lowres 2 -f v4l2 -thread_queue_size 64 -framerate 25 -video_size 1280x720 -i /dev/video2 -map 0:v:0 -vf select=")]
    [InlineData("x11", SourceRole.Slides, ":1.0", "-threads 1 -f x11grab -framerate 1 -draw_mouse 1 -i :1.0 -map 0:v:0 -vf select=")]
    [InlineData("kms", SourceRole.Slides, "/dev/dri/card0", "-vf hwdownload,format=bgr0,select=")]
    [InlineData("alsa", SourceRole.Sound, "hw:1", "-threads 1 -f alsa -thread_queue_size 512 -i hw:1 -map 0:a:0 -af asetnsamples=")]
    public void A_device_is_opened_as_a_recording_would_and_nothing_of_it_is_encoded_but_small_pictures(string profile, SourceRole role, string device, string expected)
    {
        var settings = new SourceSettings { Name = "one", Role = role, Profile = profile, Device = device, Width = 1280, Height = 720, FrameRate = 25 };

        Assert.True(LookPlan.TryMake(settings, Platforms.Linux, out var arguments, out _));

        var line = string.Join(' ', arguments);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("libx264", line, StringComparison.Ordinal);
        Assert.DoesNotContain("aac", line, StringComparison.Ordinal);
        Assert.EndsWith(role == SourceRole.Sound ? "-f null -" : "-c:v mjpeg -q:v 6 -flush_packets 1 -f image2pipe pipe:1", line, StringComparison.Ordinal);
    }

    [Theory, InlineData(1920, "2"), InlineData(1280, "2"), InlineData(3840, "3"), InlineData(640, "1"), InlineData(320, null)]
    public void A_cameras_pictures_are_decoded_no_larger_than_they_are_looked_at(int width, string? lowres)
    {
        var settings = new SourceSettings { Name = "one", Role = SourceRole.Presenter, Profile = "v4l2", Width = width, Height = 240 };

        Assert.True(LookPlan.TryMake(settings, Platforms.Linux, out var arguments, out _));

        var at = arguments.ToList().IndexOf("-lowres");
        Assert.Equal(lowres, at < 0 ? null : arguments[at + 1]);
    }

    [Theory, InlineData("x11", "elsewhere; rm -rf"), InlineData("dshow", "Camera"), InlineData("nothing", null)]
    public void What_cannot_be_recorded_cannot_be_looked_at(string profile, string? device)
    {
        Assert.False(LookPlan.TryMake(new SourceSettings { Name = "one", Role = SourceRole.Slides, Profile = profile, Device = device }, Platforms.Linux, out _, out var problem));
        Assert.NotEmpty(problem!);
    }
}
