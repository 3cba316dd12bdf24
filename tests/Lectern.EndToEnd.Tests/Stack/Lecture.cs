using System.Diagnostics;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>Files that people upload, made on the spot.</summary>
internal static class Lecture
{
    // Public-domain LibriVox recordings.
    private const string Speech = "/usr/share/pocketsphinx/test/data/librivox";

    public static bool CanBeMade => Directory.Exists(Speech);

    /// <summary>Twenty-five seconds of a slide, cheap to encode, and of a person who reads.</summary>
    public static Task<string> MakeAsync(string folder)
    {
        var voices = Directory.GetFiles(Speech, "*.wav").Order().ToArray();
        return MakeAsync(Path.Combine(folder, "week-10-lecture.mp4"),
        [
            "-f", "lavfi", "-i", "smptehdbars=size=1280x720:rate=10",
            .. voices.SelectMany(voice => (string[])["-i", voice]),
            "-filter_complex", $"{string.Concat(voices.Select((_, index) => $"[{index + 1}:a]"))}concat=n={voices.Length}:v=0:a=1,aresample=48000[speech]",
            "-map", "0:v", "-map", "[speech]", "-shortest",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "20", "-c:a", "aac",
        ]);
    }

    /// <summary>Some seconds without a sound: there is nothing in them to be captioned.</summary>
    public static Task<string> MakeMuteClipAsync(string folder, string name, int seconds = 2) => MakeAsync(Path.Combine(folder, name),
    [
        "-f", "lavfi", "-i", $"testsrc2=size=320x180:rate=25:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
    ]);

    /// <summary>Two seconds in which nobody speaks, of about 200 kB.</summary>
    public static Task<string> MakeClipAsync(string folder, string name) => MakeAsync(Path.Combine(folder, name),
    [
        "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=2", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-shortest",
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
    ]);

    /// <summary>Two seconds in many bytes: a file that takes its time on a slow line.</summary>
    public static Task<string> MakeHeavyClipAsync(string folder, string name) => MakeAsync(Path.Combine(folder, name),
    [
        "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=2,noise=alls=60:allf=t", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-shortest",
        "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "12M", "-minrate", "12M", "-bufsize", "12M", "-pix_fmt", "yuv420p", "-c:a", "aac",
    ]);

    /// <summary>Two seconds of a slide with a title, which is the file's name too.</summary>
    public static Task<string> MakeSlideAsync(string folder, string title) => MakeAsync(Path.Combine(folder, title + ".mp4"),
    [
        "-f", "lavfi", "-i", $"color=c=0x1f3a5f:size=640x360:rate=10:duration=2,drawtext=text='{title}':fontcolor=white:fontsize=48:x=48:y=(h-text_h)/2",
        "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-shortest",
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
    ]);

    private static async Task<string> MakeAsync(string path, IEnumerable<string> arguments)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", .. arguments, path]))!;
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
