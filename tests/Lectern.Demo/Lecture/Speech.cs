using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace Lectern.Demo.Lecture;

/// <summary>Readings put together with the pauses a speaker makes.</summary>
internal static partial class Speech
{
    private const string Source = "/usr/share/pocketsphinx/test/data/librivox";
    private const int Rate = 16_000;
    private static readonly double[] Pauses = [0.8, 1.4, 0.6, 2.6, 1.1, 1.9, 0.9];

    /// <summary>A wave file of exactly this length, and what is said in it.</summary>
    public static (byte[] Wav, IReadOnlyList<string> Sentences) Fill(TimeSpan length)
    {
        var readings = Readings();
        var total = (int)(length.TotalSeconds * Rate) * 2;
        var sound = new MemoryStream(total);
        var sentences = new List<string>();
        Silence(sound, 1);
        for (var k = 0; ; k++)
        {
            // Each round of five begins one reading later, so that no order repeats at once.
            var (text, samples) = readings[((k * 3) + (k / readings.Count)) % readings.Count];
            if (sound.Length + samples.Length + (2 * Rate) > total)
            {
                break;
            }

            sound.Write(samples);
            sentences.Add(text);
            Silence(sound, Pauses[k % Pauses.Length]);
        }

        sound.SetLength(total);
        return (Wave(sound.ToArray()), sentences);
    }

    private static List<(string Text, byte[] Samples)> Readings()
    {
        var transcription = Path.Combine(Source, "transcription");
        if (!File.Exists(transcription))
        {
            throw new DemoFailure($"The readings for the practice lecture are not at {Source}. Debian's package pocketsphinx-testdata has them.");
        }

        return [.. File.ReadLines(transcription)
            .Select(line => LinePattern().Match(line))
            .Where(line => line.Success)
            .Select(line => (line.Groups[1].Value, Samples(Path.Combine(Source, line.Groups[2].Value + ".wav"))))];
    }

    /// <summary>The samples of a 16 kHz mono 16-bit wave file.</summary>
    private static byte[] Samples(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            if (bytes.AsSpan(at, 4).SequenceEqual("data"u8))
            {
                return bytes[(at + 8)..Math.Min(bytes.Length, at + 8 + size)];
            }

            at += 8 + size + (size & 1);
        }

        throw new DemoFailure($"{path} has no sound.");
    }

    private static void Silence(MemoryStream sound, double seconds) => sound.Write(new byte[(int)(seconds * Rate) * 2]);

    private static byte[] Wave(byte[] samples)
    {
        using var wave = new MemoryStream();
        using var writer = new BinaryWriter(wave);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
        return wave.ToArray();
    }

    [GeneratedRegex(@"^<s> (.*) </s> \((.*)\)$")]
    private static partial Regex LinePattern();
}
