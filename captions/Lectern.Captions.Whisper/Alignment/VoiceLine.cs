using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper.Alignment;

/// <summary>A window's clock in seconds, and how much has been spoken up to each moment of it.</summary>
internal sealed class VoiceLine
{
    private readonly double[] starts;
    private readonly double[] ends;
    private readonly double[] before;

    public VoiceLine(IReadOnlyList<SpeechSpan> voiced)
    {
        starts = [.. voiced.Select(span => Seconds(span.Start))];
        ends = [.. voiced.Select(span => Seconds(span.End))];
        before = new double[starts.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            before[i] = before[i - 1] + ends[i - 1] - starts[i - 1];
        }
    }

    public bool IsSilent => starts.Length == 0;

    public double Start => starts[0];

    public double End => ends[^1];

    /// <summary>The pauses, in order.</summary>
    public IEnumerable<Seam> Pauses => Enumerable.Range(0, Math.Max(0, starts.Length - 1)).Select(i => new Seam(ends[i], starts[i + 1]));

    /// <summary>Seconds spoken between two moments.</summary>
    public double Spoken(double from, double to) => Math.Max(0, SpokenUntil(to) - SpokenUntil(from));

    /// <summary>The moment by which so much has been spoken since another; at a pause, its beginning.</summary>
    public double After(double from, double spoken, bool skipPause)
    {
        var target = SpokenUntil(from) + spoken;
        for (var i = 0; i < starts.Length; i++)
        {
            var here = before[i] + ends[i] - starts[i];
            if (target < here - 1e-6 || (!skipPause && target < here + 1e-6))
            {
                return starts[i] + Math.Max(0, target - before[i]);
            }
        }

        return End;
    }

    private static double Seconds(long samples) => (double)samples / Pcm.SampleRate;

    private double SpokenUntil(double time)
    {
        double spoken = 0;
        for (var i = 0; i < starts.Length && starts[i] < time; i++)
        {
            spoken = before[i] + Math.Min(time, ends[i]) - starts[i];
        }

        return spoken;
    }
}
