using Lectern.Captions.Layout;
using Lectern.Captions.Quality;

namespace Lectern.Captions.Tests.Layout;

public sealed class CueLayoutTests
{
    [Fact]
    public void A_short_sentence_is_one_cue_of_one_line()
    {
        var cue = Assert.Single(new CueLayout("en").Arrange(Spoken.Of("The leader keeps a log.", start: 2)));

        Assert.Equal(["The leader keeps a log."], cue.Lines);
        Assert.Equal(TimeSpan.FromSeconds(2), cue.Start);
    }

    [Fact]
    public void Cues_end_where_sentences_end()
    {
        var words = Spoken.Of("The leader keeps a log of everything it hears. It copies the log to all the others, and then it commits.");

        var cues = new CueLayout("en").Arrange(words);

        Assert.Equal("The leader keeps a log of everything it hears.", string.Join(' ', cues[0].Lines));
        Assert.All(cues, cue => Assert.True(ClauseWords.EndsSentence(cue.Lines[^1]) || ClauseWords.EndsClause(cue.Lines[^1])));
    }

    [Fact]
    public void A_title_or_an_initial_ends_no_sentence()
    {
        var words = Spoken.Of("And Mr. John Dashwood had then leisure to consider. The theorem is due to J. Nash and others, e.g. Debreu.");

        var cues = new CueLayout("en").Arrange(words);

        Assert.DoesNotContain(cues, cue => cue.Text.EndsWith("Mr.", StringComparison.Ordinal) || cue.Text.EndsWith("J.", StringComparison.Ordinal) || cue.Text.EndsWith("e.g.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_breaks_at_a_clause_rather_than_in_the_middle()
    {
        var cue = new CueLayout("en").Arrange(Spoken.Of("He might have been made still more respectable than he was."))[0];

        Assert.Equal(["He might have been made still", "more respectable than he was."], [cue.Lines[0], cue.Lines[1]]);
    }

    [Fact]
    public void A_pause_ends_a_cue_that_no_punctuation_ends_and_stays_visible()
    {
        var words = Spoken.Of("we take the derivative |0.6 zero follows directly here");

        var cues = new CueLayout("en", new CueRules { MaxLines = 1, MaxLineLength = 30 }).Arrange(words);

        Assert.Equal(["we take the derivative", "zero follows directly here"], cues.Select(cue => cue.Text));
        Assert.True(cues[1].Start - cues[0].End >= TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public void A_single_short_word_stands_for_a_second()
    {
        var cue = Assert.Single(new CueLayout("en").Arrange(Spoken.Of("Yes.", start: 5)));

        Assert.Equal(TimeSpan.FromSeconds(1), cue.Duration);
    }

    [Fact]
    public void A_cue_that_has_no_time_after_it_comes_earlier()
    {
        var words = Spoken.Of("Good morning to all of you. |2 Yes. It is a fine day for a lecture about the sea and its fish.", lettersPerSecond: 18);

        var cues = new CueLayout("en").Arrange(words);

        Assert.Equal(CueFaults.None, CueQuality.Measure(new CaptionDocument(cues, "en")).Faults.Aggregate((a, b) => a | b));
    }

    [Fact]
    public void Chinese_is_cut_after_its_punctuation_and_lines_are_half_as_many_letters()
    {
        var cues = new CueLayout("zh").Arrange(Spoken.Letters("今天我们讨论分布式系统中的一致性问题，首先看一个简单的例子。然后我们证明这个算法是正确的，最后讨论它的性能。"));

        Assert.All(cues, cue => Assert.True("，。".Contains(cue.Lines[^1][^1], StringComparison.Ordinal), cue.Text));
        Assert.All(cues.SelectMany(cue => cue.Lines), line => Assert.InRange(line.Length, 1, 21));
        Assert.DoesNotContain(' ', string.Concat(cues.Select(cue => cue.Text)));
    }

    [Fact]
    public void An_Arabic_line_that_opens_with_a_foreign_word_is_marked_right_to_left()
    {
        var cue = Assert.Single(new CueLayout("ar").Arrange(Spoken.Of("HTTP هو بروتوكول.")));

        Assert.Equal("\u200FHTTP هو بروتوكول.", cue.Text);
        Assert.Equal("هو بروتوكول.", Assert.Single(new CueLayout("ar").Arrange(Spoken.Of("هو بروتوكول."))).Text);
    }

    [Fact]
    public void A_word_wider_than_a_line_is_cut()
    {
        var cues = new CueLayout("en").Arrange(Spoken.Of("https://example.org/a/very/long/path/that/no/line/can/hold/at/all.html"));

        Assert.All(cues.SelectMany(cue => cue.Lines), line => Assert.InRange(line.Length, 1, 42));
    }

    [Fact]
    public void No_words_make_no_cues()
    {
        Assert.Empty(new CueLayout().Arrange([]));
        Assert.Empty(new CueLayout().Arrange([new TimedWord("  ", TimeSpan.Zero, TimeSpan.Zero)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_speech_at_all_keeps_order_words_and_the_screen(int round)
    {
        var seed = (Environment.TickCount * 31) + round;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var i = 0; i < 60; i++)
        {
            var words = SomeSpeech(random, wild: true);

            var cues = new CueLayout("en").Arrange(words);

            var report = CueQuality.Measure(new CaptionDocument(cues, "en"));
            Assert.Equal(0, report.CountOf(CueFaults.LineTooLong | CueFaults.LineCount | CueFaults.Overlap | CueFaults.TooLong));
            Assert.Equal(string.Concat(words.Select(word => word.Text)), string.Concat(cues.SelectMany(cue => cue.Lines)).Replace(" ", "", StringComparison.Ordinal));
            Assert.All(cues, cue => Assert.True(cue.End > cue.Start, $"seed {seed}"));
        }
    }

    [Fact]
    public void Ordinary_speech_keeps_every_rule_nearly_always()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);

        var faults = Enumerable.Range(0, 100).SelectMany(_ => CueQuality.Measure(new CaptionDocument(new CueLayout("en").Arrange(SomeSpeech(random, wild: false)), "en")).Faults).ToList();

        Assert.True(faults.Count(fault => fault == CueFaults.None) >= 0.95 * faults.Count, $"seed {seed}: {string.Join(", ", faults.Where(fault => fault != CueFaults.None).CountBy(fault => fault))} of {faults.Count}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Cues_given_out_as_words_arrive_never_overlap_and_hold_every_word(int portion)
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var words = SomeSpeech(new Random(seed), wild: false);
        var flow = new CueFlow("en");

        var cues = words.Chunk(portion).SelectMany(chunk => flow.Add(chunk)).ToList();
        cues.AddRange(flow.Finish());

        Assert.Equal(words.Select(word => word.Text), cues.SelectMany(cue => cue.Lines).SelectMany(line => line.Split(' ')));
        Assert.Equal(0, CueQuality.Measure(new CaptionDocument(cues, "en")).CountOf(CueFaults.Overlap | CueFaults.Flicker));
    }

    private static List<TimedWord> SomeSpeech(Random random, bool wild)
    {
        string[] bag = ["the", "sea", "and", "which", "of", "respectable", "he", "was", "considering", "to", "young", "man", "a", "with", "internationalisation"];
        var words = new List<TimedWord>();
        var at = 0.0;
        var sinceEnd = 0;
        for (var i = random.Next(2, 120); i > 0; i--)
        {
            var ends = ++sinceEnd > 5 && random.Next(6) == 0;
            var text = bag[random.Next(bag.Length)] + (ends ? "." : random.Next(9) == 0 ? "," : "");
            var length = wild ? random.NextDouble() * 0.5 : (text.Length + 1) / 15.0;
            words.Add(new TimedWord(text, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + length)));
            at += length + (ends ? 0.4 + random.NextDouble() : wild && random.Next(5) == 0 ? random.NextDouble() * 3 : 0);
            sinceEnd = ends ? 0 : sinceEnd;
        }

        return words;
    }
}
