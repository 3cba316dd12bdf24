using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Tests.Packaging;

public sealed class PlaylistTests
{
    private static readonly Rendition Video = new()
    {
        Name = "720", Width = 1280, Height = 720, FrameRate = new Rational(30000, 1001), Codecs = "avc1.64001f", Bytes = 1, PeakBandwidth = 900, AverageBandwidth = 500, Duration = TimeSpan.FromSeconds(9),
    };

    private static readonly Rendition Audio = new()
    {
        Name = "audio", Codecs = "mp4a.40.2", Channels = 2, Bytes = 1, PeakBandwidth = 100, AverageBandwidth = 90, Duration = TimeSpan.FromSeconds(9),
    };

    [Fact]
    public void A_media_playlist_is_read()
    {
        var playlist = MediaPlaylist.Parse("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MAP:URI=\"init_0.mp4\"\n#EXTINF:6.016,\n00000.m4s\n#EXTINF:2.5,\n00001.m4s\n#EXT-X-ENDLIST\n");

        Assert.Equal("init_0.mp4", playlist.InitSegment);
        Assert.Equal([new("00000.m4s", 6.016), new PlaylistSegment("00001.m4s", 2.5)], playlist.Segments);
        Assert.True(playlist.IsComplete);
        Assert.Equal(8.516, playlist.Duration.TotalSeconds, 0.001);
    }

    [Fact]
    public void A_playlist_without_its_end_is_not_complete()
    {
        Assert.False(MediaPlaylist.Parse("#EXTM3U\n#EXTINF:6,\n00000.m4s\n").IsComplete);
    }

    [Fact]
    public void Bandwidth_counts_pictures_and_sound_together()
    {
        var text = MultivariantPlaylist.Write([Video], Audio, "de");

        Assert.Contains("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Sound\",LANGUAGE=\"de\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"audio/index.m3u8\"\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "#EXT-X-STREAM-INF:BANDWIDTH=1000,AVERAGE-BANDWIDTH=590,CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO=\"audio\"\n720/index.m3u8\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_alone_is_a_variant_of_its_own()
    {
        var text = MultivariantPlaylist.Write([], Audio, null);

        Assert.EndsWith("#EXT-X-STREAM-INF:BANDWIDTH=100,AVERAGE-BANDWIDTH=90,CODECS=\"mp4a.40.2\"\naudio/index.m3u8\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("EXT-X-MEDIA", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_that_is_no_tag_stays_out_of_the_playlist()
    {
        var text = MultivariantPlaylist.Write([Video], Audio, "de\"\n#EXT-X-ENDLIST");

        Assert.DoesNotContain("LANGUAGE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ENDLIST", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tiny_last_segment_does_not_make_a_peak()
    {
        var bandwidth = Bandwidth.Measure([(6, 6000), (6, 12000), (0.1, 5000)]);

        Assert.Equal(Math.Ceiling(17000 * 8 / 6.1), bandwidth.Peak);
        Assert.Equal(Math.Ceiling(23000 * 8 / 12.1), bandwidth.Average);
    }

    [Fact]
    public void A_single_short_segment_is_its_own_peak()
    {
        var bandwidth = Bandwidth.Measure([(0.3, 300)]);

        Assert.Equal((8000, 8000), (bandwidth.Peak, bandwidth.Average));
    }
}
