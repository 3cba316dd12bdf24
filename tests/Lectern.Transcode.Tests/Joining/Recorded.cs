using System.Globalization;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Fragments;
using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Tests.Joining;

/// <summary>Parts as an encoder leaves them, made as fast as it can, with the clock that a device would have had.</summary>
internal static class Recorded
{
    public static readonly DateTimeOffset Wall = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Pictures that count their own frames in brightness, so that each tells when it is of.</summary>
    public static Task<RecordedPart> PicturesAsync(string folder, string name, double seconds, double clock, string size = "160x90", string boot = "boot", double wallAhead = 0) => MakeAsync(
        folder, name, ["-f", "lavfi", "-i", Invariant($"testsrc2=size={size}:rate=25:duration={seconds}"), "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-bf", "0"], clock, 1, boot, wallAhead);

    /// <summary>A click at each full second of the sound's own clock.</summary>
    /// <param name="rate">Seconds of the device's clock that a second of this sound takes.</param>
    /// <param name="silentFrom">When the microphone dies, by the sound's own clock.</param>
    /// <param name="silentTo">When it is back.</param>
    public static Task<RecordedPart> ClicksAsync(
        string folder, string name, double seconds, double clock, double rate = 1, string boot = "boot", double wallAhead = 0, double silentFrom = -1, double silentTo = -1) => MakeAsync(
        folder, name, ["-f", "lavfi", "-i", Invariant($"aevalsrc='if(lt(mod(t,1),0.01)*not(between(t,{silentFrom},{silentTo})),0.9*sin(2*PI*1000*t),0)':s=48000:d={seconds}"), "-c:a", "aac", "-b:a", "96k", "-frag_duration", "1000000"], clock, rate, boot, wallAhead);

    /// <summary>Where clicks begin in the sound of a file, in seconds of its clock.</summary>
    public static async Task<IReadOnlyList<double>> ClicksOfAsync(string file, int stream = 0, double apart = 0.5)
    {
        using var samples = new MemoryStream();
        var command = Machine.Tool.Ffmpeg(["-i", file, "-map", Invariant($"0:a:{stream}"), "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", "8000", "-f", "s16le", "pipe:1"], TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        await Machine.Tool.Runner.RunAsync(command, new ChildPipes { Output = samples }, TestContext.Current.CancellationToken);
        var bytes = samples.ToArray();
        var clicks = new List<double>();
        for (var n = 0; n < bytes.Length / 2; n++)
        {
            if (Math.Abs((int)BitConverter.ToInt16(bytes, n * 2)) > 6000 && (clicks.Count == 0 || n / 8000.0 - clicks[^1] > apart))
            {
                clicks.Add(n / 8000.0);
            }
        }

        return clicks;
    }

    private static async Task<RecordedPart> MakeAsync(string folder, string name, string[] arguments, double clock, double rate, string boot, double wallAhead)
    {
        using var output = new MemoryStream();
        var command = Machine.Tool.Ffmpeg([.. arguments, "-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_keyframe", "pipe:1"], TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        await Machine.Tool.Runner.RunAsync(command, new ChildPipes { Output = output }, TestContext.Current.CancellationToken);
        var path = Path.Combine(folder, name);
        await using var file = File.Create(path);
        var reader = new FragmentReader();
        var (head, fragments) = (0, new List<RecordedFragment>());
        foreach (var piece in reader.Append(output.ToArray()))
        {
            // Now and then a fragment comes late, as from a busy machine.
            var at = clock + rate * (piece.Time + piece.Duration) + (fragments.Count % 7 == 3 ? 0.2 : 0.01);
            if (piece.IsHead)
            {
                head = piece.Bytes.Length;
            }
            else
            {
                fragments.Add(new RecordedFragment(file.Length, piece.Bytes.Length, piece.Time, piece.Duration, at, Wall.AddSeconds(at + wallAhead)));
            }

            await file.WriteAsync(piece.Bytes);
        }

        Assert.Null(reader.Fault);
        return new RecordedPart(path, boot, head, fragments);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
