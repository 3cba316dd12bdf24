namespace Lectern.Captions.Whisper.Speech;

/// <summary>Listens to the sound as it streams by and maps the speech in it.</summary>
internal sealed class SpeechScanner(SileroModel model)
{
    private static readonly SpeechRules Coarse = new();
    private static readonly SpeechRules Fine = new() { MinSilence = TimeSpan.FromMilliseconds(96), MinSpeech = TimeSpan.FromMilliseconds(32), MaxSpeech = TimeSpan.MaxValue };

    private readonly SpeechDetector stretches = new(Coarse);
    private readonly SpeechDetector voiced = new(Fine);
    private readonly short[] frame = new short[SileroModel.FrameLength];
    private int filled;
    private long length;

    public void Add(ReadOnlySpan<short> samples)
    {
        length += samples.Length;
        while (samples.Length > 0)
        {
            var taken = Math.Min(samples.Length, frame.Length - filled);
            samples[..taken].CopyTo(frame.AsSpan(filled));
            filled += taken;
            samples = samples[taken..];
            if (filled == frame.Length)
            {
                Listen();
            }
        }
    }

    public SpeechMap Finish()
    {
        if (filled > 0)
        {
            Listen();
        }

        return new SpeechMap(Clip(stretches.Finish()), Clip(voiced.Finish()), length);
    }

    private void Listen()
    {
        var probability = model.Next(frame.AsSpan(0, filled));
        stretches.Add(probability);
        voiced.Add(probability);
        filled = 0;
    }

    // The last frame may be longer than what was left of the sound.
    private IReadOnlyList<SpeechSpan> Clip(IReadOnlyList<SpeechSpan> spans) =>
        [.. spans.Select(span => span with { End = Math.Min(span.End, length) }).Where(span => span.Length > 0)];
}
