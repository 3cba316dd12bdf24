using Lectern.Captions.Formats;

namespace Lectern.Captions.Tests.Formats;

public sealed class RoundTripTests
{
    private static readonly string[] Pieces =
        ["hello", "<b>", "a & b", "x --> y", "--->", "&amp;", "NOTE", "{x}", "日本語", "שלום", "\u200Fعربي", "1", "00:01.000 --> 00:02.000", "😀", "it's", "<v Bob>", "]]>"];

    [Theory]
    [InlineData(CaptionFormat.WebVtt)]
    [InlineData(CaptionFormat.Ttml)]
    [InlineData(CaptionFormat.SubRip)]
    public void What_is_written_is_read_back_the_same(CaptionFormat format)
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var i = 0; i < 300; i++)
        {
            var document = Some(random, format);

            var text = CaptionFile.Write(document, format);
            var reading = CaptionFile.Read(text);

            Assert.True(reading.IsClean, $"seed {seed}, round {i}: {string.Join("; ", reading.Problems)}\n{text}");
            Assert.True(Expected(document, format).Equals(reading.Document), $"seed {seed}, round {i}\n{text}");
        }
    }

    [Fact]
    public void An_id_that_would_open_a_comment_is_left_out()
    {
        var cue = Cue.Of(TimeSpan.Zero, TimeSpan.FromSeconds(1), "kept") with { Id = "NOTE me" };

        var text = WebVtt.Write(new CaptionDocument([cue]));

        Assert.Equal("kept", WebVtt.Read(text).Document.Transcript);
    }

    [Fact]
    public void Blank_lines_empty_cues_and_cues_without_length_are_not_written()
    {
        var second = TimeSpan.FromSeconds(1);
        Cue[] cues = [new(second, second * 2, ["a", "", " ", "b\n\nc"]), new(second * 3, second * 3, ["x"]), new(second * 4, second * 5, [])];

        var text = WebVtt.Write(new CaptionDocument(cues));

        Assert.Equal("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\na\nb\nc\n\n", text);
    }

    [Fact]
    public void A_track_without_cues_is_a_valid_file()
    {
        var text = WebVtt.Write(CaptionDocument.Empty);

        Assert.Equal("WEBVTT\n\n", text);
        Assert.True(WebVtt.Read(text).IsClean);
    }

    [Theory]
    [InlineData(0, "00:00:00.000")]
    [InlineData(59.9996, "00:01:00.000")]
    [InlineData(3599.9994, "00:59:59.999")]
    [InlineData(360000, "100:00:00.000")]
    public void Times_round_to_milliseconds_and_carry(double seconds, string expected)
    {
        var end = TimeSpan.FromSeconds(seconds) + TimeSpan.FromSeconds(1);
        var text = WebVtt.Write(new CaptionDocument([new Cue(TimeSpan.FromSeconds(seconds), end, ["x"])]));

        Assert.Contains(expected + " --> ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_type_in_TTML_is_refused_before_it_can_fetch_or_grow()
    {
        const string Bomb = "<?xml version=\"1.0\"?><!DOCTYPE tt [<!ENTITY a \"x\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s\" end=\"2s\">&b;</p></div></body></tt>";

        var reading = Ttml.Read(Bomb);

        Assert.Equal(CaptionProblemCode.NotXml, Assert.Single(reading.Problems).Code);
        Assert.Empty(reading.Document.Cues);
    }

    [Theory]
    [InlineData("1.5s", "dur=\"500ms\"", 1.5, 2)]
    [InlineData("00:00:01:15", "end=\"00:00:02:00\"", 1.5, 2)]
    [InlineData("45f", "end=\"60f\"", 1.5, 2)]
    [InlineData("0.025m", "end=\"2s\"", 1.5, 2)]
    public void TTML_times_are_read_in_every_notation(string begin, string rest, double start, double end)
    {
        var file = $"<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div><p begin=\"{begin}\" {rest}>one<br/>  two <span>three</span></p></div></body></tt>";

        var cue = Assert.Single(Ttml.Read(file).Document.Cues);

        Assert.Equal((start, end), (cue.Start.TotalSeconds, cue.End.TotalSeconds));
        Assert.Equal(["one", "two three"], cue.Lines);
    }

    [Fact]
    public void SubRip_as_editors_save_it_is_read()
    {
        const string File = "\uFEFF1\r\n00:00:01,000 --> 00:00:02,000 X1:1\r\n{\\an8}<i>Hi</i> a < b\r\n\r\nstill the first\r\n\r\n2\r\n00:00:03.5 --> 00:00:04,000\r\n<font color=\"red\">2</font>\r\n";

        var cues = SubRip.Read(File).Document.Cues;

        Assert.Equal(["Hi a < b\nstill the first", "2"], cues.Select(cue => cue.Text));
        Assert.Equal(3.5, cues[1].Start.TotalSeconds);
    }

    private static CaptionDocument Some(Random random, CaptionFormat format)
    {
        var cues = new List<Cue>();
        var at = TimeSpan.FromMilliseconds(random.Next(5000));
        for (var i = random.Next(12); i > 0; i--)
        {
            var start = at + TimeSpan.FromMilliseconds(random.Next(3000));
            at = start + TimeSpan.FromMilliseconds(1 + random.Next(8000));
            cues.Add(new Cue(start, at, [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => SomeLine(random, format))]));
        }

        if (format == CaptionFormat.WebVtt)
        {
            cues = [.. cues.Select(cue => cue with { Id = random.Next(2) == 0 ? null : $"cue {random.Next(99)}", Settings = random.Next(2) == 0 ? null : "align:start", Voice = random.Next(3) == 0 ? "Ann > Bo & Co" : null })];
        }

        return new CaptionDocument(cues, format == CaptionFormat.SubRip || random.Next(2) == 0 ? null : "de-AT");
    }

    private static string SomeLine(Random random, CaptionFormat format)
    {
        var line = string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        return format == CaptionFormat.SubRip ? line.Replace("<b>", "(b)", StringComparison.Ordinal) : line;
    }

    /// <summary>SubRip has no escapes, so an arrow can't come back.</summary>
    private static CaptionDocument Expected(CaptionDocument document, CaptionFormat format) => format != CaptionFormat.SubRip ? document : document with
    {
        Cues = [.. document.Cues.Select(cue => cue with { Lines = [.. cue.Lines.Select(line => line.Replace("-->", "\u2192", StringComparison.Ordinal))] })],
    };
}
