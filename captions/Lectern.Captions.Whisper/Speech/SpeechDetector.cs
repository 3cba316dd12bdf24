using Lectern.Captions.Whisper.Audio;

namespace Lectern.Captions.Whisper.Speech;

/// <summary>Turns frame probabilities, as they come, into stretches of speech.</summary>
internal sealed class SpeechDetector(SpeechRules rules)
{
    private readonly List<SpeechSpan> spans = [];
    private readonly List<float> current = [];
    private readonly int minSilence = Frames(rules.MinSilence);
    private readonly int minSpeech = Frames(rules.MinSpeech);
    private readonly int maxSpeech = Frames(rules.MaxSpeech);
    private int quiet;
    private long frames;

    public void Add(float probability)
    {
        frames++;
        if (current.Count == 0 && probability < rules.Begin)
        {
            return;
        }

        current.Add(probability);
        quiet = probability < rules.End ? quiet + 1 : probability >= rules.Begin ? 0 : quiet + (quiet > 0 ? 1 : 0);
        if (quiet >= minSilence)
        {
            Close(current.Count - quiet);
        }
        else if (current.Count >= maxSpeech)
        {
            CutAtQuietest();
        }
    }

    /// <summary>The stretches found, once the sound has ended.</summary>
    public IReadOnlyList<SpeechSpan> Finish()
    {
        if (current.Count > 0)
        {
            Close(current.Count - quiet);
        }

        return spans;
    }

    private static int Frames(TimeSpan time) => (int)Math.Clamp(Pcm.ToSamples(time) / SileroModel.FrameLength, 1, int.MaxValue);

    private void Close(int length)
    {
        Keep(length);
        current.Clear();
        quiet = 0;
    }

    private void CutAtQuietest()
    {
        var from = maxSpeech / 2;
        var cut = from;
        for (var i = from; i < current.Count; i++)
        {
            cut = current[i] <= current[cut] ? i : cut;
        }

        Keep(cut);
        current.RemoveRange(0, cut);
        quiet = Math.Min(quiet, current.Count);
    }

    private void Keep(int length)
    {
        if (length >= minSpeech)
        {
            var start = frames - current.Count;
            spans.Add(new SpeechSpan(start * SileroModel.FrameLength, (start + length) * SileroModel.FrameLength));
        }
    }
}
