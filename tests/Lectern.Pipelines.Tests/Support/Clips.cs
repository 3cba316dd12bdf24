using System.Diagnostics;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>Small media files, made once a test run by ffmpeg.</summary>
internal static class Clips
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("lectern-clips-").FullName;
    private static readonly Lazy<Task<string>> SilentPicture = new(() => MakeAsync("silent.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-pix_fmt", "yuv420p"));
    private static readonly Lazy<Task<string>> Tone = new(() => MakeAsync(
        "tone.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-f", "lavfi", "-i", "sine=f=440:d=4", "-pix_fmt", "yuv420p", "-c:a", "aac"));

    private static readonly Lazy<Task<string>> Spoken = new(() => MakeAsync(
        "spoken.mp4", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=9", "-i", Sentence, "-af", "adelay=1000,apad", "-t", "9",
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-ar", "48000"));

    // Public-domain reading that Debian ships for speech recognisers (package pocketsphinx-testdata).
    private const string Sentence = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav";

    static Clips() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    /// <summary>4 s, 320×180, H.264, no sound.</summary>
    public static Task<string> SilentAsync() => SilentPicture.Value;

    /// <summary>4 s, 320×180, H.264, with a tone.</summary>
    public static Task<string> WithToneAsync() => Tone.Value;

    /// <summary>9 s, 640×360, in which a sentence about Mr John Dashwood is read. Skips the test where the reading is not installed.</summary>
    public static Task<string> SpokenAsync()
    {
        Assert.SkipUnless(File.Exists(Sentence), $"No recorded speech: {Sentence} is missing (Debian package pocketsphinx-testdata).");
        return Spoken.Value;
    }

    public static string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The first part of a file, as an upload of a half-copied recording leaves it.</summary>
    public static async Task<string> CutAsync(string file, double share)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        return Write("cut-" + Path.GetFileName(file), bytes[..(int)(bytes.Length * share)]);
    }

    public static async Task<string> MakeAsync(string name, params string[] arguments)
    {
        var path = Path.Combine(Folder, name);
        await RunAsync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", .. arguments, path]);
        return path;
    }

    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var words = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {words}");
    }
}
