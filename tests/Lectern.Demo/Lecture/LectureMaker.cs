using System.Globalization;
using System.Text;

namespace Lectern.Demo.Lecture;

/// <summary>
/// Makes a two-minute lecture: slides that build up, and human speech (public-domain readings of Debian's
/// pocketsphinx-testdata). The same machine makes the same bytes each time.
/// </summary>
internal static class LectureMaker
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    public static async Task MakeAsync(FileInfo lecture, FileInfo transcript, CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("lectern-lecture-");
        try
        {
            var speech = Speech.Fill(Length);
            var sound = Path.Combine(work.FullName, "speech.wav");
            await File.WriteAllBytesAsync(sound, speech.Wav, cancellation);
            var list = await DrawAsync(work, cancellation);
            Directory.CreateDirectory(lecture.DirectoryName!);
            var making = lecture.FullName + ".new.mp4";
            await EncodeAsync(list, sound, making, cancellation);
            await File.WriteAllTextAsync(transcript.FullName, string.Join('\n', speech.Sentences) + "\n", cancellation);
            File.Move(making, lecture.FullName, overwrite: true);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>Draws each state of each slide once; gives the list that says how long each stays.</summary>
    private static async Task<string> DrawAsync(DirectoryInfo work, CancellationToken cancellation)
    {
        var states = LectureSlides.States;
        var seconds = Length.TotalSeconds / states.Count;
        var list = new StringBuilder();
        for (var i = 0; i < states.Count; i++)
        {
            var picture = Path.Combine(work.FullName, $"slide{i:00}.png");
            var filter = Path.Combine(work.FullName, $"slide{i:00}.txt");
            await File.WriteAllTextAsync(filter, states[i].Filter(work.FullName, i), cancellation);
            await Child.RunAsync("ffmpeg",
                [.. Quiet, "-f", "lavfi", "-i", "color=c=0xFBFAF6:s=1280x720", "-filter_script:v", filter, "-frames:v", "1", picture], cancellation);
            list.AppendLine(CultureInfo.InvariantCulture, $"file '{picture}'").AppendLine(CultureInfo.InvariantCulture, $"duration {seconds:0.###}");
        }

        // The concat reader needs the last picture once more, or its duration counts for nothing.
        list.AppendLine(CultureInfo.InvariantCulture, $"file '{Path.Combine(work.FullName, $"slide{states.Count - 1:00}.png")}'");
        var path = Path.Combine(work.FullName, "slides.txt");
        await File.WriteAllTextAsync(path, list.ToString(), cancellation);
        return path;
    }

    private static Task<string> EncodeAsync(string list, string sound, string target, CancellationToken cancellation) => Child.RunAsync("ffmpeg",
    [
        .. Quiet, "-f", "concat", "-safe", "0", "-i", list, "-i", sound,
        "-vf", "fps=25,format=yuv420p", "-t", Length.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        // One thread each: what x264 writes depends on their number.
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-profile:v", "high", "-g", "125", "-threads", "1",
        "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "1",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", target,
    ], cancellation);

    private static readonly string[] Quiet = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"];
}
