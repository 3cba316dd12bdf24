using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Tests.Planning;

public sealed class TranscodePlanTests
{
    private static readonly VideoTrack Compatible = new()
    {
        Index = 0, Codec = "h264", Profile = "High", Level = 40, PixelFormat = "yuv420p", Width = 1920, Height = 1080, FieldOrder = "progressive",
        AverageFrameRate = new(25, 1), RealFrameRate = new(25, 1), BitRate = 2_000_000, StartTime = TimeSpan.Zero,
    };

    private static readonly AudioTrack Aac = new() { Index = 1, Codec = "aac", Profile = "LC", Channels = 2, SampleRate = 48_000, BitRate = 128_000, StartTime = TimeSpan.Zero };

    private readonly TranscodeOptions options = new();

    public static TheoryData<string, CopyRefusal> Refused => new()
    {
        { "hevc", CopyRefusal.Codec },
        { "high 4:4:4", CopyRefusal.Codec },
        { "10 bit", CopyRefusal.PixelFormat },
        { "level 5.1", CopyRefusal.Level },
        { "interlaced", CopyRefusal.Interlaced },
        { "turned", CopyRefusal.Rotated },
        { "varying", CopyRefusal.UnsteadyFrameRate },
        { "120 fps", CopyRefusal.UnsteadyFrameRate },
        { "late sound", CopyRefusal.StartsApart },
        { "avi", CopyRefusal.Container },
        { "20 Mbit/s", CopyRefusal.BitRate },
        { "unknown rate", CopyRefusal.BitRate },
    };

    [Fact]
    public void A_compatible_recording_is_played_as_it_is()
    {
        var decision = TranscodePlan.Instant("a.mp4", Media(Compatible, Aac), options);

        Assert.True(decision.IsPossible);
        Assert.True(decision.Plan.CopiesVideo);
        Assert.Equal(AudioTreatment.Copy, decision.Plan.Audio);
        Assert.DoesNotContain("libx264", decision.Plan.Arguments(new MediaLimits(1, 1)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_browsers_cannot_play_or_cut_is_refused_with_its_reason(string kind, CopyRefusal expected)
    {
        var decision = TranscodePlan.Instant("a.mp4", Flawed(kind), options);

        Assert.Equal(expected, decision.Refusal);
    }

    [Fact]
    public void Sound_that_browsers_cannot_play_does_not_hinder_the_picture()
    {
        var decision = TranscodePlan.Instant("a.mkv", Media(Compatible, Aac with { Codec = "opus", Channels = 6 }), options);

        Assert.Equal(AudioTreatment.Encode, decision.Plan!.Audio);
        Assert.True(decision.Plan.CopiesVideo);
    }

    [Fact]
    public void A_copied_top_rung_saves_the_rung_next_to_it()
    {
        var plan = TranscodePlan.Renditions("a.mp4", Media(Compatible, Aac), options, mayCopy: true);

        Assert.Equal(["1080 copy", "720", "360"], plan.Rungs.Select(rung => rung.IsCopy ? $"{rung.Name} copy" : rung.Name));
    }

    [Fact]
    public void Without_a_passed_instant_run_all_rungs_are_encoded()
    {
        var plan = TranscodePlan.Renditions("a.mp4", Media(Compatible, Aac), options, mayCopy: false);

        Assert.Equal(["1080", "720", "480", "360"], plan.Rungs.Select(rung => rung.Name));
        Assert.False(plan.CopiesVideo);
        Assert.Equal(AudioTreatment.Encode, plan.Audio);
    }

    [Fact]
    public void A_generous_bit_rate_is_played_at_once_and_encoded_for_the_ladder()
    {
        var media = Media(Compatible with { BitRate = 9_000_000 }, Aac);

        Assert.True(TranscodePlan.Instant("a.mp4", media, options).IsPossible);
        Assert.False(TranscodePlan.Renditions("a.mp4", media, options, mayCopy: true).CopiesVideo);
    }

    [Fact]
    public void An_encode_is_one_decode_split_to_all_rungs()
    {
        var arguments = TranscodePlan.Renditions("a.mp4", Media(Compatible, Aac), options, mayCopy: false).Arguments(new MediaLimits(1, 1)).ToList();

        Assert.Equal(1, arguments.Count(argument => argument == "-i"));
        Assert.Equal(
            "[0:0]fps=25/1:start_time=0,format=yuv420p,setsar=1,split=4[r0][r1][r2][r3];[r0]null[v0];[r1]scale=1280:720:flags=bicubic,setsar=1[v1];"
            + "[r2]scale=854:480:flags=bicubic,setsar=1[v2];[r3]scale=640:360:flags=bicubic,setsar=1[v3]",
            arguments[arguments.IndexOf("-filter_complex") + 1]);
        Assert.Equal("expr:gte(t,n_forced*10)", arguments[arguments.IndexOf("-force_key_frames:v:3") + 1]);
        Assert.Contains("keyint=251:", arguments[arguments.IndexOf("-x264-params:v:0") + 1], StringComparison.Ordinal);
        Assert.Equal("v:0,agroup:a,name:1080 v:1,agroup:a,name:720 v:2,agroup:a,name:480 v:3,agroup:a,name:360 a:0,agroup:a,name:audio", arguments[arguments.IndexOf("-var_stream_map") + 1]);
        Assert.Equal("%v/index.m3u8", arguments[^1]);
    }

    [Fact]
    public void Rungs_below_a_copy_are_cut_where_the_source_is()
    {
        var arguments = TranscodePlan.Renditions("a.mp4", Media(Compatible, Aac), options, mayCopy: true).Arguments(new MediaLimits(1, 1)).ToList();

        Assert.Equal("copy", arguments[arguments.IndexOf("-c:v:0") + 1]);
        Assert.Equal("source", arguments[arguments.IndexOf("-force_key_frames:v:1") + 1]);
        Assert.Equal("passthrough", arguments[arguments.IndexOf("-fps_mode:v:2") + 1]);
        Assert.DoesNotContain("fps=", arguments[arguments.IndexOf("-filter_complex") + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_high_dynamic_range_and_4K_are_dealt_with_before_the_split()
    {
        var hdr = Compatible with { Codec = "hevc", Width = 3840, Height = 2160, ColorTransfer = "smpte2084", FieldOrder = "tt" };

        var arguments = TranscodePlan.Renditions("a.mov", Media(hdr, null), options, mayCopy: false).Arguments(new MediaLimits(1, 1)).ToList();

        Assert.Matches("^\\[0:0\\]yadif=.*,fps=.*,scale=1920:1080.*,zscale=.*tonemap.*,format=yuv420p,setsar=1,split=4", arguments[arguments.IndexOf("-filter_complex") + 1]);
        Assert.DoesNotContain("-c:a", arguments);
        Assert.Equal("v:0,name:1080 v:1,name:720 v:2,name:480 v:3,name:360", arguments[arguments.IndexOf("-var_stream_map") + 1]);
    }

    [Fact]
    public void Sound_alone_gives_one_audio_rendition()
    {
        var plan = TranscodePlan.Renditions("a.mp3", new MediaProbe { Container = "mp3", Audios = [Aac with { Codec = "mp3", Channels = 1 }] }, options, mayCopy: false);

        var arguments = plan.Arguments(new MediaLimits(1, 1)).ToList();

        Assert.Empty(plan.Rungs);
        Assert.Equal("a:0,name:audio", arguments[arguments.IndexOf("-var_stream_map") + 1]);
        Assert.Equal("1", arguments[arguments.IndexOf("-ac") + 1]);
        Assert.Equal("64000", arguments[arguments.IndexOf("-b:a") + 1]);
    }

    private static MediaProbe Media(VideoTrack video, AudioTrack? audio) =>
        new() { Container = "mov,mp4,m4a,3gp,3g2,mj2", Duration = TimeSpan.FromMinutes(1), Videos = [video], Audios = audio is null ? [] : [audio] };

    private static MediaProbe Flawed(string kind) => kind switch
    {
        "hevc" => Media(Compatible with { Codec = "hevc" }, Aac),
        "high 4:4:4" => Media(Compatible with { Profile = "High 4:4:4 Predictive" }, Aac),
        "10 bit" => Media(Compatible with { PixelFormat = "yuv420p10le" }, Aac),
        "level 5.1" => Media(Compatible with { Level = 51 }, Aac),
        "interlaced" => Media(Compatible with { FieldOrder = "tt" }, Aac),
        "turned" => Media(Compatible with { Rotation = 90 }, Aac),
        "varying" => Media(Compatible with { AverageFrameRate = new(20, 1), RealFrameRate = new(30, 1) }, Aac),
        "120 fps" => Media(Compatible with { AverageFrameRate = new(120, 1), RealFrameRate = new(120, 1) }, Aac),
        "late sound" => Media(Compatible, Aac with { StartTime = TimeSpan.FromSeconds(1) }),
        "avi" => Media(Compatible, Aac) with { Container = "avi" },
        "20 Mbit/s" => Media(Compatible with { BitRate = 20_000_000 }, Aac),
        "unknown rate" => Media(Compatible with { BitRate = null }, Aac),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
