using Lectern.Ffmpeg.Probing;

namespace Lectern.Ffmpeg.Tests.Probing;

public sealed class ProbeParserTests
{
    // Shortened from what ffprobe 5.1 wrote for a phone's HLG video.
    private const string PhoneVideo = """
        { "streams": [
          { "index": 0, "codec_name": "hevc", "profile": "Main 10", "codec_type": "video", "width": 1920, "height": 1080,
            "sample_aspect_ratio": "1:1", "pix_fmt": "yuv420p10le", "level": 123, "color_transfer": "arib-std-b67",
            "r_frame_rate": "30/1", "avg_frame_rate": "28800/961", "start_time": "0.000000", "duration": "9.610000", "bit_rate": "9041216",
            "disposition": { "default": 1, "attached_pic": 0 }, "tags": { "language": "und" },
            "side_data_list": [ { "side_data_type": "DOVI configuration record" }, { "side_data_type": "Display Matrix", "rotation": -90 } ] },
          { "index": 1, "codec_name": "aac", "profile": "LC", "codec_type": "audio", "sample_rate": "44100", "channels": 1,
            "bit_rate": "95000", "start_time": "0.000000", "disposition": { "default": 1 }, "tags": { "language": "deu" } },
          { "index": 2, "codec_type": "data", "codec_tag_string": "mebx" } ],
          "format": { "format_name": "mov,mp4,m4a,3gp,3g2,mj2", "start_time": "0.000000", "duration": "9.613333", "bit_rate": "9200000", "probe_score": 100 } }
        """;

    // What it wrote for a podcast with a cover and for a browser's recording.
    private const string Podcast = """
        { "streams": [
          { "index": 0, "codec_name": "mjpeg", "codec_type": "video", "width": 600, "height": 600, "disposition": { "default": 0, "attached_pic": 1 } },
          { "index": 1, "codec_name": "mp3", "codec_type": "audio", "sample_rate": "44100", "channels": 2, "disposition": { "default": 0 } } ],
          "format": { "format_name": "mp3", "duration": "6.03", "probe_score": 51 } }
        """;

    private const string BrowserRecording = """
        { "streams": [ { "index": 0, "codec_name": "vp8", "codec_type": "video", "width": 640, "height": 360, "r_frame_rate": "1000/1", "avg_frame_rate": "0/0" } ],
          "format": { "format_name": "matroska,webm", "start_time": "0.000000", "probe_score": 100 } }
        """;

    [Fact]
    public void A_phone_video_is_upright_high_dynamic_range_and_has_one_sound_track()
    {
        var media = ProbeParser.Parse(PhoneVideo);

        Assert.Equal((1080, 1920), (media.Video!.DisplayWidth, media.Video.DisplayHeight));
        Assert.Equal(90, media.Video.Rotation);
        Assert.True(media.Video.IsHighDynamicRange);
        Assert.Equal("Main 10", media.Video.Profile);
        Assert.Equal(9041216, media.Video.BitRate);
        Assert.Equal(29.968, media.Video.AverageFrameRate!.Value.Value, 0.001);
        Assert.Equal(("aac", "LC", 1, 44100, "deu"), (media.Audio!.Codec, media.Audio.Profile, media.Audio.Channels, media.Audio.SampleRate, media.Audio.Language));
        Assert.Equal(TimeSpan.FromSeconds(9.613333), media.Duration);
    }

    [Fact]
    public void A_cover_is_no_video()
    {
        var media = ProbeParser.Parse(Podcast);

        Assert.Null(media.Video);
        Assert.Equal(1, media.Audio!.Index);
        Assert.Equal(51, media.Certainty);
    }

    [Fact]
    public void What_a_header_does_not_tell_is_unknown()
    {
        var media = ProbeParser.Parse(BrowserRecording);

        Assert.Null(media.Duration);
        Assert.Null(media.Video!.AverageFrameRate);
        Assert.Equal(1000, media.Video.RealFrameRate!.Value.Value);
    }

    [Theory]
    [InlineData("""{ "tags": { "rotate": "270" } }""", 270)]
    [InlineData("""{ "side_data_list": [ { "rotation": 90 } ] }""", 270)]
    [InlineData("""{ "side_data_list": [ { "rotation": -180 } ] }""", 180)]
    [InlineData("""{ "side_data_list": [ { "rotation": -89 } ] }""", 90)]
    [InlineData("{}", 0)]
    public void Rotation_is_read_from_matrix_or_tag(string fields, int expected)
    {
        var stream = """{ "index": 0, "codec_type": "video", "codec_name": "h264", "width": 4, "height": 2, """ + fields.TrimStart('{');

        var media = ProbeParser.Parse($$"""{ "streams": [ {{(fields == "{}" ? stream.Replace(", }", "}", StringComparison.Ordinal) : stream)}} ], "format": {} }""");

        Assert.Equal(expected, media.Video!.Rotation);
    }

    [Fact]
    public void Wide_pixels_are_shown_wide()
    {
        var media = ProbeParser.Parse("""{ "streams": [ { "codec_type": "video", "codec_name": "mpeg2video", "width": 720, "height": 576, "sample_aspect_ratio": "64:45", "field_order": "tt" } ] }""");

        Assert.Equal((1024, 576), (media.Video!.DisplayWidth, media.Video.DisplayHeight));
        Assert.True(media.Video.IsInterlaced);
    }

    [Fact]
    public void Matroskas_own_stream_length_counts_when_the_file_has_none()
    {
        var media = ProbeParser.Parse("""{ "streams": [ { "codec_type": "audio", "tags": { "DURATION": "00:01:05.023000000" } } ], "format": {} }""");

        Assert.Equal(TimeSpan.FromSeconds(65.023), media.Duration);
    }
}
