using Lectern.CaptureAgent.Recording;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class ProfileTests
{
    public static TheoryData<string, string, string> Inputs => new()
    {
        { "Linux", "x11 Slides", "-f x11grab -framerate 25 -draw_mouse 1 -i :0.0" },
        { "Linux", "x11 Slides :7", "-f x11grab -framerate 25 -draw_mouse 1 -i :7" },
        { "Linux", "kms Slides", "-device /dev/dri/card0 -framerate 25 -f kmsgrab -i -" },
        { "Linux", "v4l2 Presenter /dev/video2", "-f v4l2 -thread_queue_size 64 -framerate 25 -video_size 1280x720 -i /dev/video2" },
        { "Windows", "ddagrab Slides 1", "-f lavfi -i ddagrab=output_idx=1:framerate=25:draw_mouse=1" },
        { "Windows", "gdigrab Slides", "-f gdigrab -framerate 25 -draw_mouse 1 -i desktop" },
        { "Windows", "dshow Presenter HD Pro Webcam C920", "-f dshow -rtbufsize 256M -framerate 25 -video_size 1280x720 -i video=HD Pro Webcam C920" },
        { "Windows", "dshow Sound Mikrofon (USB)", "-f dshow -audio_buffer_size 50 -i audio=Mikrofon (USB)" },
        { "Linux", "pulse Sound cap.monitor", "-f pulse -fragment_size 3840 -i cap.monitor" },
        { "Linux", "alsa SpareSound hw:1,0", "-f alsa -thread_queue_size 512 -i hw:1,0" },
        { "Linux", "alsa Sound", "-f alsa -thread_queue_size 512 -i default" },
        { "Linux", "alsa Sound plughw:CARD=C920,DEV=0", "-f alsa -thread_queue_size 512 -i plughw:CARD=C920,DEV=0" },
        { "Windows", "test Slides", "-re -f lavfi -i testsrc2=size=1280x720:rate=25" },
        { "Linux", "test Sound 1000", "-re -f lavfi -i sine=frequency=1000:sample_rate=48000" },
        { "Linux", "rtsp Presenter rtsp://10.0.0.7/1", "-protocol_whitelist rtsp,rtp,udp,tcp,tls -rtsp_transport tcp -timeout 5000000 -use_wallclock_as_timestamps 1 -i rtsp://10.0.0.7/1" },
        { "Windows", "rtsp Sound rtsps://viewer:geheim@10.0.0.7:322/1?x=%20", "-protocol_whitelist rtsp,rtp,udp,tcp,tls -rtsp_transport tcp -timeout 5000000 -i rtsps://viewer:geheim@10.0.0.7:322/1?x=%20" },
    };

    public static TheoryData<string> Pictures => [.. Profiles.All.Where(profile => profile.Gives == MediaKind.Picture).Select(profile => profile.Name).Distinct()];

    [Theory, MemberData(nameof(Inputs))]
    public void A_profile_becomes_the_arguments_that_read_its_device(string here, string source, string input)
    {
        var arguments = Make(source, here);

        Assert.Contains($" {input} ", $" {string.Join(' ', arguments)} ", StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pictures))]
    public void A_picture_has_a_keyframe_each_second_and_no_frame_that_waits(string name)
    {
        var profile = Profiles.All.First(profile => profile.Name == name);
        var arguments = string.Join(' ', Make($"{name} Slides {profile.Default ?? (name == "rtsp" ? "rtsp://camera/" : "Camera")}", profile.Runs.HasFlag(Platforms.Linux) ? "Linux" : "Windows"));

        Assert.Contains("-tune zerolatency", arguments, StringComparison.Ordinal);
        Assert.Contains("-force_key_frames expr:gte(t,n_forced)", arguments, StringComparison.Ordinal);
        Assert.Contains("scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720", arguments, StringComparison.Ordinal);
        Assert.EndsWith("-f mp4 -movflags empty_moov+default_base_moof+frag_keyframe+skip_trailer pipe:1", arguments, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "scale=1280:720:", "fps=25,", "veryfast")]
    [InlineData(1, "scale=1280:720:", "fps=25,", "ultrafast")]
    [InlineData(2, "scale=1280:720:", "fps=12,", "ultrafast")]
    [InlineData(3, "scale=640:360:", "fps=12,", "ultrafast")]
    public void A_picture_is_made_lighter_and_its_device_read_as_before(int lighter, string size, string rate, string preset)
    {
        Assert.True(EncoderPlan.TryMake(Settings("v4l2 Presenter /dev/video2"), Platforms.Linux, lighter, out var arguments, out _));

        var line = string.Join(' ', arguments);
        Assert.Contains("-framerate 25 -video_size 1280x720 -i /dev/video2", line, StringComparison.Ordinal);
        Assert.All((string[])[size, rate, $"-preset {preset} -tune zerolatency"], part => Assert.Contains(part, line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Linux", "dshow Presenter Camera")]
    [InlineData("Windows", "x11 Slides")]
    [InlineData("Linux", "x11 Sound")]
    [InlineData("Linux", "pulse Slides")]
    [InlineData("Linux", "crystalball Slides")]
    [InlineData("Windows", "dshow Presenter")]
    public void What_this_machine_cannot_record_is_refused_with_a_reason(string here, string source)
    {
        Assert.False(EncoderPlan.TryMake(Settings(source), Enum.Parse<Platforms>(here), 0, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    // ffmpeg would read files, addresses or filters out of these.
    [Theory]
    [InlineData("Linux", "test Slides 0,movie=/etc/passwd")]
    [InlineData("Windows", "ddagrab Slides 0[a];movie=c")]
    [InlineData("Linux", "v4l2 Presenter /etc/passwd")]
    [InlineData("Linux", "v4l2 Presenter -")]
    [InlineData("Linux", "v4l2 Presenter /dev/../etc/passwd")]
    [InlineData("Linux", "rtsp Presenter http://10.0.0.1/")]
    [InlineData("Linux", "rtsp Presenter file:/etc/passwd")]
    [InlineData("Linux", "rtsp Sound concat:rtsp://10.0.0.7/1|/etc/passwd")]
    [InlineData("Linux", "alsa Sound -i")]
    [InlineData("Linux", "alsa Sound hw:0;file:/etc/passwd")]
    [InlineData("Windows", "dshow Presenter Camera:audio=Mic")]
    [InlineData("Linux", "x11 Slides -i")]
    [InlineData("Linux", "pulse Sound -i")]
    public void A_device_that_is_none_is_refused(string here, string source)
    {
        Assert.False(EncoderPlan.TryMake(Settings(source), Enum.Parse<Platforms>(here), 0, out _, out _));
    }

    [Theory, InlineData(0, 720, 25), InlineData(1281, 720, 25), InlineData(1280, 720, 0), InlineData(1280, 720, 1000)]
    public void A_size_or_rate_that_is_none_is_refused(int width, int height, int rate)
    {
        var settings = Settings("test Slides") with { Width = width, Height = height, FrameRate = rate };

        Assert.False(EncoderPlan.TryMake(settings, Platforms.Linux, 0, out _, out _));
    }

    [Fact]
    public void Settings_that_leave_something_out_have_its_default()
    {
        var settings = System.Text.Json.JsonSerializer.Deserialize(
            """{ "version": "1", "room": "A", "sources": [ { "name": "slides", "role": "Slides", "profile": "x11" } ] }""", Contracts.CaptureJson.Default.AgentSettings)!;

        Assert.Equal((1920, 1080, 30), (settings.Sources[0].Width, settings.Sources[0].Height, settings.Sources[0].FrameRate));
        Assert.True(settings.Pictures);
    }

    private static IReadOnlyList<string> Make(string source, string here)
    {
        Assert.True(EncoderPlan.TryMake(Settings(source), Enum.Parse<Platforms>(here), 0, out var arguments, out var problem), problem);
        return arguments;
    }

    private static SourceSettings Settings(string source)
    {
        var words = source.Split(' ', 3);
        return new SourceSettings
        {
            Name = "one", Profile = words[0], Role = Enum.Parse<SourceRole>(words[1]), Device = words.ElementAtOrDefault(2), Width = 1280, Height = 720, FrameRate = 25,
        };
    }
}
