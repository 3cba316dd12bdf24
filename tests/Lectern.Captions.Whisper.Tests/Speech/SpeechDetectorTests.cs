using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper.Tests.Speech;

public sealed class SpeechDetectorTests
{
    private const int FramesPerSecond = Pcm.SampleRate / SileroModel.FrameLength;

    [Fact]
    public void Silence_holds_no_speech()
    {
        Assert.Empty(Detect((0.1f, 300)));
        Assert.Empty(Detect());
    }

    [Fact]
    public void Speech_between_silences_is_one_stretch()
    {
        var span = Assert.Single(Detect((0, 10), (0.9f, 40), (0, 30)));

        Assert.Equal((10 * SileroModel.FrameLength, 50 * SileroModel.FrameLength), (span.Start, span.End));
    }

    [Fact]
    public void A_short_pause_or_a_wavering_frame_does_not_end_a_stretch()
    {
        Assert.Single(Detect((0.9f, 40), (0, 5), (0.9f, 40), (0.4f, 20), (0.9f, 10)));
    }

    [Fact]
    public void A_real_pause_does()
    {
        Assert.Equal(2, Detect((0.9f, 40), (0, 12), (0.9f, 40)).Count);
    }

    [Fact]
    public void A_click_is_no_speech()
    {
        Assert.Empty(Detect((0, 20), (0.9f, 3), (0, 20)));
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_where_it_is_quietest()
    {
        var spans = Detect((0.9f, 20 * FramesPerSecond), (0.6f, 2), (0.9f, 20 * FramesPerSecond));

        Assert.Equal(2, spans.Count);
        Assert.InRange(spans[0].End, 20 * FramesPerSecond * SileroModel.FrameLength, (20 * FramesPerSecond + 2) * SileroModel.FrameLength);
        Assert.Equal(spans[0].End, spans[1].Start);
    }

    [Fact]
    public void No_stretch_is_longer_than_a_window_whatever_is_heard()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);

        var spans = Detect([.. Enumerable.Range(0, 4000).Select(_ => ((float)random.NextDouble(), 1 + random.Next(random.Next(2) == 0 ? 3 : 60)))]);

        Assert.All(spans, span => Assert.InRange(span.Duration.TotalSeconds, 0.05, 28.1));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    private static IReadOnlyList<SpeechSpan> Detect(params (float Probability, int Frames)[] sound)
    {
        var detector = new SpeechDetector(new SpeechRules());
        foreach (var (probability, frames) in sound)
        {
            for (var i = 0; i < frames; i++)
            {
                detector.Add(probability);
            }
        }

        return detector.Finish();
    }
}
