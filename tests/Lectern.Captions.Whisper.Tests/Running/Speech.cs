using System.Text.RegularExpressions;

namespace Lectern.Captions.Whisper.Tests.Running;

/// <summary>Real speech with its words: Debian's pocketsphinx-testdata, public-domain readings.</summary>
internal static partial class Speech
{
    public const int SampleRate = 16_000;
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";

    public static string? WhyMissing => File.Exists(Path.Combine(Folder, "transcription")) ? null : "Debian's pocketsphinx-testdata is not installed.";

    /// <summary>Sentences with pauses until the sound is that long; returns what is said and when the voice ends.</summary>
    public static (string Words, double VoiceEnd) Write(string wav, double seconds, double silenceAfter = 0)
    {
        var sentences = Sentences();
        double[] pauses = [0.8, 1.6, 0.6, 3.2, 1.1, 2.4, 0.9];
        var samples = new List<short>();
        var words = new List<string>();
        var voiceEnd = 0.0;
        for (var i = 0; samples.Count < seconds * SampleRate; i++)
        {
            var (text, sound) = sentences[(i * 3) % sentences.Count];
            samples.AddRange(sound);
            voiceEnd = (double)samples.Count / SampleRate;
            samples.AddRange(new short[(int)(pauses[i % pauses.Length] * SampleRate)]);
            words.Add(text);
        }

        samples.AddRange(new short[(int)(silenceAfter * SampleRate)]);
        Sound.Write(wav, [.. samples]);
        return (string.Join(' ', words), voiceEnd);
    }

    private static List<(string Text, short[] Sound)> Sentences()
    {
        var texts = File.ReadLines(Path.Combine(Folder, "transcription")).Select(line => Line().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        return [.. File.ReadLines(Path.Combine(Folder, "fileids")).Select(id => (texts[id.Trim()], Sound.Read(Path.Combine(Folder, id.Trim() + ".wav"))))];
    }

    [GeneratedRegex(@"<s> (.*) </s> \((.*)\)")]
    private static partial Regex Line();
}
