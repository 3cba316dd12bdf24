namespace Lectern.TestSupport.Clips;

/// <summary>The kinds of recordings people upload, a few seconds each.</summary>
public static class Recipes
{
    private static readonly string[] Speech = ["-f", "lavfi", "-i", "sine=frequency=300:sample_rate=48000:duration=6"];
    private static readonly string[] H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
    private static readonly string[] Aac = ["-c:a", "aac", "-b:a", "96k"];

    /// <summary>What browsers play as it is: H.264, AAC, key frames each 2 s.</summary>
    public static Clip Lecture { get; } = new(".mp4", [.. Picture("640x360", 25, 6), .. Speech, .. H264, "-g", "50", .. Aac, "-ac", "2", "-shortest"]);

    /// <summary>The same at 720p, for ladders.</summary>
    public static Clip Hd { get; } = new(".mp4", [.. Picture("1280x720", 25, 6), .. Speech, .. H264, "-crf", "40", "-g", "50", .. Aac, "-ac", "1", "-shortest"]);

    /// <summary>Shot with a phone held upright: stored lying, with a display matrix. ffmpeg writes one only when it copies.</summary>
    public static Clip Phone { get; } = new(".mp4", "-c", "copy", "-metadata:s:v:0", "rotate=90") { From = Lecture };

    /// <summary>Upright pixels.</summary>
    public static Clip Portrait { get; } = new(".mp4", [.. Picture("720x1280", 25, 3), .. H264]);

    /// <summary>A width that 4:2:0 cannot hold, as RGB screen recorders write.</summary>
    public static Clip OddSize { get; } = new(".mkv", [.. Picture("641x361", 25, 3), "-c:v", "ffv1", "-pix_fmt", "bgr0"]);

    /// <summary>10 bits, HEVC, with the tags of an HLG phone video.</summary>
    public static Clip Hlg { get; } = new(".mp4",
    [
        .. Picture("640x360", 30, 3), "-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1",
        "-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc", "-x265-params", "log-level=error",
    ]);

    /// <summary>A browser's own recording: no length in its header.</summary>
    public static Clip BrowserRecording { get; } = new(".webm",
        [.. Picture("640x360", 30, 4), .. Speech, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-shortest", "-f", "webm", "-live", "1"]);

    /// <summary>VP9 and Opus in Matroska.</summary>
    public static Clip Vp9 { get; } = new(".mkv",
        [.. Picture("640x360", 25, 3), .. Speech, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus", "-shortest"]);

    /// <summary>An editing program's export.</summary>
    public static Clip ProRes { get; } = new(".mov", [.. Picture("640x360", 25, 3), .. Speech, "-c:v", "prores_ks", "-c:a", "pcm_s16le", "-shortest"]);

    /// <summary>Six channels.</summary>
    public static Clip Surround { get; } = new(".mkv",
        [.. Picture("640x360", 25, 3), "-f", "lavfi", "-i", "sine=300:d=3,aformat=channel_layouts=mono,pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0", .. H264, "-c:a", "ac3"]);

    /// <summary>Sound alone, with a cover that is no video.</summary>
    public static Clip PodcastWithCover { get; } = new(".m4a",
    [
        .. Speech, "-f", "lavfi", "-i", "color=red:s=600x600:d=1:r=1", "-map", "0:a", "-map", "1:v", .. Aac,
        "-frames:v", "1", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic",
    ]);

    /// <summary>Sound alone, uncompressed.</summary>
    public static Clip Wav { get; } = new(".wav", [.. Speech, "-c:a", "pcm_s16le", "-ac", "1"]);

    /// <summary>Pictures alone.</summary>
    public static Clip Silent { get; } = new(".mp4", [.. Picture("640x360", 25, 3), .. H264]);

    /// <summary>60 frames a second.</summary>
    public static Clip Fast { get; } = new(".mkv", [.. Picture("640x360", 60, 3), "-c:v", "mpeg4", "-q:v", "5"]);

    /// <summary>Two fields a frame, as cameras with tape wrote.</summary>
    public static Clip Interlaced { get; } = new(".ts",
        [.. Picture("720x576", 50, 3), "-vf", "tinterlace=interleave_top,setsar=64/45", "-c:v", "mpeg2video", "-flags", "+ilme+ildct", "-q:v", "3"]);

    /// <summary>A rate that varies between 5 and 30.</summary>
    public static Clip Varying { get; } = new(".mkv",
        [.. Picture("640x360", 30, 6), .. Speech, "-vf", "select='if(lt(mod(t\\,2)\\,1)\\,1\\,not(mod(n\\,6)))'", "-vsync", "vfr", .. H264, .. Aac]);

    /// <summary>One second.</summary>
    public static Clip OneSecond { get; } = new(".mp4", [.. Picture("640x360", 25, 1), "-f", "lavfi", "-i", "sine=300:d=1", .. H264, .. Aac]);

    /// <summary>One key frame in 20 seconds.</summary>
    public static Clip FarKeyFrames { get; } = new(".mp4", [.. Picture("320x180", 25, 20), .. H264, "-g", "9999"]);

    /// <summary>Key frames that are only I pictures: what follows them looks back past them.</summary>
    public static Clip OpenGroups { get; } = new(".mp4",
        [.. Picture("320x180", 25, 12), "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-x264-params", "keyint=50:open-gop=1:bframes=3:scenecut=0"]);

    /// <summary>Black for its first half.</summary>
    public static Clip DarkStart { get; } = new(".mp4",
        ["-f", "lavfi", "-i", "color=black:s=640x360:r=25:d=3", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=3", "-filter_complex", "[0][1]concat", .. H264]);

    private static string[] Picture(string size, int rate, int seconds) => ["-f", "lavfi", "-i", $"testsrc2=s={size}:r={rate}:d={seconds}"];
}
