using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper.Tests.Speech;

public sealed class WindowQueueTests
{
    [Fact]
    public void Silence_between_stretches_is_left_out_of_the_window()
    {
        var window = Assert.Single(Plan((1, 5), (60, 65), (120, 126)));

        Assert.Equal(3, window.Pieces.Count);
        Assert.InRange(window.Duration.TotalSeconds, 15, 16.5);
    }

    [Fact]
    public void A_moment_of_the_window_is_found_again_in_the_media()
    {
        var window = Assert.Single(Plan((10, 15), (60, 65)));

        // Margins of 0.25 s: the second piece begins in the window at 5.5 s, in the media at 59.75 s.
        Assert.Equal(12, Seconds(window.ToMedia(Samples(2.25), ends: false)));
        Assert.Equal(15.25, Seconds(window.ToMedia(Samples(5.5), ends: true)));
        Assert.Equal(59.75, Seconds(window.ToMedia(Samples(5.5), ends: false)));
        Assert.Equal(65.25, Seconds(window.ToMedia(Samples(99), ends: true)));
    }

    [Fact]
    public void A_full_window_ends_at_its_longest_late_pause()
    {
        var windows = Plan((0, 10), (10.4, 20), (20.4, 25), (27.5, 29), (29.4, 40));

        Assert.Equal(2, windows.Count);
        Assert.InRange(Seconds(windows[0].Pieces[^1].End), 25, 26);
    }

    [Fact]
    public void Every_window_fits_and_every_moment_of_speech_is_in_exactly_one()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var spans = new List<(double, double)>();
        for (var at = 0.0; spans.Count < 400;)
        {
            var start = at + 0.3 + (random.NextDouble() * random.Next(1, 20));
            at = start + 0.2 + (random.NextDouble() * 27.8);
            spans.Add((start, at));
        }

        var windows = Plan([.. spans]);

        Assert.All(windows, window => Assert.InRange(window.Duration.TotalSeconds, 0.2, 30));
        var pieces = windows.SelectMany(window => window.Pieces).ToList();
        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start, $"seed {seed}"));
        Assert.All(spans, span => Assert.Single(pieces, piece => piece.Start <= Samples(span.Item1) && piece.End >= Samples(span.Item2)));
    }

    [Fact]
    public void What_was_not_heard_comes_first_in_the_next_window()
    {
        var queue = new WindowQueue(Map((0, 12), (14, 26), (40, 50)));
        queue.Next();

        queue.PutBack(Samples(20));

        var next = queue.Next()!;
        Assert.Equal(20, Seconds(next.Pieces[0].Start));
        Assert.Equal(50.25, Seconds(next.Pieces[^1].End));
        Assert.Null(queue.Next());
        Assert.Equal(1, queue.Share);
    }

    [Fact]
    public void Putting_everything_back_changes_nothing_so_that_there_is_an_end()
    {
        var queue = new WindowQueue(Map((0, 12), (14, 26)));
        queue.Next();

        queue.PutBack(0);

        Assert.Null(queue.Next());
    }

    [Fact]
    public void No_speech_makes_no_window()
    {
        Assert.Empty(Plan());
    }

    private static IReadOnlyList<SpeechWindow> Plan(params (double Start, double End)[] spans)
    {
        return WindowQueue.All(Map(spans));
    }

    private static SpeechMap Map(params (double Start, double End)[] spans)
    {
        var speech = spans.Select(span => new SpeechSpan(Samples(span.Start), Samples(span.End))).ToList();
        return new SpeechMap(speech, speech, Samples(100_000));
    }

    private static long Samples(double seconds) => (long)Math.Round(seconds * Pcm.SampleRate);

    private static double Seconds(long samples) => (double)samples / Pcm.SampleRate;
}
