using System.Diagnostics;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>Twenty seconds of slides and of a person who reads (public-domain LibriVox recordings of Debian's pocketsphinx-testdata).</summary>
internal static class Lecture
{
    private const string Speech = "/usr/share/pocketsphinx/test/data/librivox";

    public static bool CanBeMade => Directory.Exists(Speech);

    public static async Task<string> MakeAsync(string folder)
    {
        var path = Path.Combine(folder, "week-10-lecture.mp4");
        var voices = Directory.GetFiles(Speech, "*.wav").Order().Take(3).ToArray();
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-y",
            "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25",
            .. voices.SelectMany(voice => (string[])["-i", voice]),
            "-filter_complex", $"{string.Concat(voices.Select((_, index) => $"[{index + 1}:a]"))}concat=n={voices.Length}:v=0:a=1,aresample=48000[speech]",
            "-map", "0:v", "-map", "[speech]", "-shortest",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a", "aac", path,
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
