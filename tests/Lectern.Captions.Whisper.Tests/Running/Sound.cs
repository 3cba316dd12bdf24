using System.Runtime.InteropServices;
using System.Text;

namespace Lectern.Captions.Whisper.Tests.Running;

/// <summary>WAV files, 16 kHz mono 16 bit.</summary>
internal static class Sound
{
    private const int HeaderLength = 44;

    public static short[] Read(string path) => MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(path).AsSpan(HeaderLength)).ToArray();

    public static void Write(string path, short[] samples)
    {
        using var writer = new BinaryWriter(File.Create(path));
        var bytes = samples.Length * sizeof(short);
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(HeaderLength - 8 + bytes);
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Speech.SampleRate);
        writer.Write(Speech.SampleRate * sizeof(short));
        writer.Write((short)sizeof(short));
        writer.Write((short)16);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(bytes);
        writer.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
    }

    public static short[] Of(string kind, double seconds)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, (int)(seconds * Speech.SampleRate)).Select(i => kind switch
        {
            "silence" => (short)0,
            "noise" => (short)random.Next(-6000, 6000),
            "tone" => (short)(9000 * Math.Sin(2 * Math.PI * 440 * i / Speech.SampleRate)),
            "hum" => (short)((900 * Math.Sin(2 * Math.PI * 50 * i / Speech.SampleRate)) + random.Next(-60, 60)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        })];
    }
}
