using System.Runtime.InteropServices;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class ScreenAndSoundTests(ITestOutputHelper output)
{
    // Public-domain reading that Debian ships for speech recognisers (package pocketsphinx-testdata).
    private const string Sentence = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav";
    private const int FrameRate = 25;
    private const short Loud = 2500;

    [Fact]
    public async Task Slides_on_a_screen_and_a_voice_are_recorded_on_one_clock()
    {
        Assert.SkipUnless(File.Exists(Sentence), "pocketsphinx-testdata is not there.");
        using var screen = await Screen.StartAsync();
        await using var microphone = await Microphone.StartAsync();
        Environment.SetEnvironmentVariable("PULSE_SERVER", microphone.Server);
        var voice = await VoiceAsync();
        await using var room = new Room(
            new SourceSettings { Name = "slides", Role = SourceRole.Slides, Profile = "x11", Device = screen.Display, Width = Screen.Width, Height = Screen.Height, FrameRate = FrameRate },
            new SourceSettings { Name = "sound", Role = SourceRole.Sound, Profile = "pulse", Device = Microphone.Name });
        screen.Show(0);
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);
        await room.UntilWrittenAsync(2);

        var shown = new List<DateTimeOffset>();
        for (byte slide = 1; slide <= 4; slide++)
        {
            shown.Add(Room.Now);
            microphone.Say(voice);
            screen.Show((byte)(slide % 2 * 255));
            await Task.Delay(2300 + (slide * 170), TestContext.Current.CancellationToken);
        }

        room.Order(OrderKind.Stop);
        await Room.UntilAsync(() => room.Spool.Recordings is [{ IsEnded: true }]);

        var recording = room.Spool.Recordings[0];
        var seen = await SlidesOfAsync(recording.Find("slides", 1)!);
        var heard = await VoicesOfAsync(recording.Find("sound", 1)!);
        Assert.Equal((4, 4), (seen.Count, heard.Count));
        var lateSeen = Late(seen, shown);
        var lateHeard = Late(heard, shown);
        output.WriteLine($"A slide is seen {lateSeen:0.000} s and a voice heard {lateHeard:0.000} s after it was there.");
        Assert.InRange(lateSeen, -0.06, 0.25);
        Assert.InRange(Math.Abs(lateSeen - lateHeard), 0, 0.1);
    }

    private static double Late(IReadOnlyList<DateTimeOffset> found, IReadOnlyList<DateTimeOffset> truth) =>
        found.Zip(truth, (one, other) => (one - other).TotalSeconds).Order().ElementAt(1);

    /// <summary>When the brightness of the picture changed, by the wall clock.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> SlidesOfAsync(SpooledPart part)
    {
        var frames = await DecodeAsync(part.MediaPath, "-vf", "scale=1:1,format=gray", "-f", "rawvideo");
        return [.. Enumerable.Range(1, frames.Length - 1)
            .Where(frame => frames[frame] > 127 != frames[frame - 1] > 127)
            .Select(frame => At(part, frame / (double)FrameRate))];
    }

    /// <summary>When somebody began to speak after a second of silence, by the wall clock.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> VoicesOfAsync(SpooledPart part)
    {
        var samples = MemoryMarshal.Cast<byte, short>(await DecodeAsync(part.MediaPath, "-ac", "1", "-f", "s16le")).ToArray();
        var found = new List<DateTimeOffset>();
        for (int i = 0, quiet = 0; i < samples.Length; i++, quiet++)
        {
            if (Math.Abs((int)samples[i]) < Loud)
            {
                continue;
            }

            if (quiet > Microphone.Rate * 3 / 4)
            {
                found.Add(At(part, i / (double)Microphone.Rate));
            }

            quiet = 0;
        }

        return found;
    }

    // The stamp that came least late tells the truth best.
    private static DateTimeOffset At(SpooledPart part, double time) =>
        part.ReadLines(1, 1000).Min(line => line.At.AddSeconds(-line.Time - line.Duration)).AddSeconds(time);

    /// <summary>A second of a reader's voice, cut to begin loud.</summary>
    private static async Task<short[]> VoiceAsync()
    {
        var samples = MemoryMarshal.Cast<byte, short>(await DecodeAsync(Sentence, "-ac", "1", "-ar", "48000", "-af", "volume=6dB", "-f", "s16le")).ToArray();
        var start = Array.FindIndex(samples, sample => Math.Abs((int)sample) > Loud * 2);
        return samples[start..(start + Microphone.Rate)];
    }

    private static async Task<byte[]> DecodeAsync(string file, params string[] target)
    {
        using var bytes = new MemoryStream();
        await new ChildRunner().RunAsync(new ChildCommand("ffmpeg", ["-nostdin", "-v", "error", "-i", file, .. target, "pipe:1"]), new ChildPipes { Output = bytes });
        return bytes.ToArray();
    }
}
