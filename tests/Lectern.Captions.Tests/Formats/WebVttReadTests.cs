using Lectern.Captions.Formats;

namespace Lectern.Captions.Tests.Formats;

public sealed class WebVttReadTests
{
    [Fact]
    public void A_plain_file_gives_its_cues_and_no_problems()
    {
        const string File = "WEBVTT\n\n00:01.000 --> 00:02.500\nHello\n\nintro\n01:00:03.250 --> 01:00:04.000 line:10% align:start\ntwo\nlines\n";

        var reading = WebVtt.Read(File);

        Assert.True(reading.IsClean);
        Assert.Equal(
            [
                Cue.Of(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), "Hello"),
                Cue.Of(new TimeSpan(0, 1, 0, 3, 250), new TimeSpan(1, 0, 4), "two\nlines") with { Id = "intro", Settings = "line:10% align:start" },
            ],
            reading.Document.Cues);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Every_kind_of_line_end_is_read(string lineEnd)
    {
        var file = "\uFEFFWEBVTT some title\n\n00:01.000 --> 00:02.000\none\ntwo\n".Replace("\n", lineEnd, StringComparison.Ordinal);

        var reading = WebVtt.Read(file);

        Assert.True(reading.IsClean);
        Assert.Equal(["one", "two"], Assert.Single(reading.Document.Cues).Lines);
    }

    [Fact]
    public void Tags_fall_away_and_references_become_letters()
    {
        const string File = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ann &amp; Bo><i>if</i> a &lt; b &amp;&amp; <00:01.500>c&nbsp;&gt; 1 < 2</v>\n";

        var cue = Assert.Single(WebVtt.Read(File).Document.Cues);

        Assert.Equal("if a < b && c\u00A0> 1 < 2", cue.Text);
        Assert.Equal("Ann & Bo", cue.Voice);
    }

    [Theory]
    [InlineData("WEBVTT\nLanguage: pt-BR\n\n")]
    [InlineData("WEBVTT\nKind: captions\nLanguage: pt-BR\n\n")]
    [InlineData("WEBVTT\n\nNOTE language: pt-BR\n\n")]
    public void The_language_is_found_where_writers_put_it(string head)
    {
        var document = WebVtt.Read(head + "00:01.000 --> 00:02.000\nOi\n").Document;

        Assert.Equal("pt-BR", document.Language);
        Assert.Single(document.Cues);
    }

    [Fact]
    public void Comments_styles_and_regions_are_no_text()
    {
        const string File = "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE\nnot shown\n\n00:01.000 --> 00:02.000\nshown\n\nNOTE the end";

        var reading = WebVtt.Read(File);

        Assert.True(reading.IsClean);
        Assert.Equal("shown", reading.Document.Transcript);
    }

    [Theory]
    [InlineData("00:01.000 --> 00:02.000\nno header", CaptionProblemCode.NoHeader, 1)]
    [InlineData("WEBVTTX\n\n00:01.000 --> 00:02.000\nno header", CaptionProblemCode.NoHeader, 1)]
    [InlineData("WEBVTT\n\n00:0x.000 --> 00:02.000\nlost", CaptionProblemCode.UnreadableTime, 0)]
    [InlineData("WEBVTT\n\n00:61.000 --> 01:02.000\nlost", CaptionProblemCode.UnreadableTime, 0)]
    [InlineData("WEBVTT\n\n00:01.000 -->\nlost", CaptionProblemCode.UnreadableTime, 0)]
    [InlineData("WEBVTT\n\n00:03.000 --> 00:02.000\nlost", CaptionProblemCode.EndsBeforeStart, 0)]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", CaptionProblemCode.NoText, 0)]
    [InlineData("WEBVTT\n\njust text\nand more", CaptionProblemCode.StrayText, 0)]
    [InlineData("WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na", CaptionProblemCode.OutOfOrder, 2)]
    [InlineData("", CaptionProblemCode.NoHeader, 0)]
    public void A_fault_is_named_and_the_rest_is_kept(string file, string code, int cues)
    {
        var reading = WebVtt.Read(file);

        Assert.Contains(reading.Problems, problem => problem.Code == code);
        Assert.Equal(cues, reading.Document.Cues.Count);
        Assert.Equal(reading.Document.Cues.OrderBy(cue => cue.Start), reading.Document.Cues);
    }

    [Fact]
    public void A_missing_blank_line_between_cues_does_not_swallow_the_second()
    {
        const string File = "WEBVTT\n00:01.000 --> 00:02.000\nfirst\n00:03.000 --> 00:04.000\nsecond\n";

        var document = WebVtt.Read(File).Document;

        Assert.Equal(["first", "second"], document.Cues.Select(cue => cue.Text));
    }

    [Fact]
    public void A_problem_tells_its_line()
    {
        var problem = Assert.Single(WebVtt.Read("WEBVTT\n\n00:01.000 --> 00:02.000\nfine\n\nx --> y\nlost\n").Problems);

        Assert.Equal(6, problem.Line);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_bytes_at_all_are_read_without_a_throw(int round)
    {
        var seed = Environment.TickCount + round;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] parts = ["WEBVTT", "\n", "\n\n", "-->", "00:01.000", "00:00:99.000", " --> ", "<v ", "<", ">", "&amp", "&#x0;", "&#99999999;", "NOTE", "STYLE", "\0", "\uD800", "\u200F", "text", "99999999999:00.000", "00:01,5", "\r"];

        for (var i = 0; i < 2000; i++)
        {
            var file = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => parts[random.Next(parts.Length)]));

            var written = WebVtt.Write(WebVtt.Read(file).Document);
            SubRip.Read(file);
            Ttml.Read(file);

            Assert.True(WebVtt.Read(written).IsClean, $"seed {seed}: {file}");
        }
    }
}
