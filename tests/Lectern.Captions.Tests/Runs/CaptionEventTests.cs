using Lectern.Captions.Runs;

namespace Lectern.Captions.Tests.Runs;

public sealed class CaptionEventTests
{
    public static TheoryData<CaptionEvent, string> Lines => new()
    {
        { new StageEvent(CaptionStage.Speech), """{"event":"stage","stage":"speech"}""" },
        { new ProgressEvent(42), """{"event":"progress","percent":42}""" },
        { new LanguageEvent("en", 0.5), """{"event":"language","language":"en","probability":0.5}""" },
        { new FailedEvent(CaptionExitCode.NoAudio, "No sound."), """{"event":"failed","code":"noAudio","message":"No sound."}""" },
        {
            new DoneEvent(false, 0, 0, null, 30, 0, 0, 1.5, "m.bin", "o.vtt"),
            """{"event":"done","speech":false,"cues":0,"words":0,"language":null,"mediaSeconds":30,"speechSeconds":0,"droppedSegments":0,"seconds":1.5,"model":"m.bin","output":"o.vtt"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_event_is_this_very_line_and_comes_back_from_it(CaptionEvent sent, string line)
    {
        Assert.Equal(line, sent.ToJson());
        Assert.Equal(sent, CaptionEvent.Parse(line));
    }

    [Fact]
    public void A_cue_comes_back_with_its_lines()
    {
        var line = new CueEvent(1.25, 3, ["a \"b\"", "<é>"]).ToJson();

        var cue = Assert.IsType<CueEvent>(CaptionEvent.Parse(line));

        Assert.DoesNotContain('\n', line);
        Assert.Equal((1.25, 3d), (cue.Start, cue.End));
        Assert.Equal(["a \"b\"", "<é>"], cue.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whisper_init: loading")]
    [InlineData("{\"event\":\"newer\",\"x\":1}")]
    [InlineData("{\"percent\":1}")]
    [InlineData("{\"event\":\"progress\"}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"event\":\"stage\",\"stage\":\"dancing\"}")]
    public void What_is_no_event_is_read_over(string line)
    {
        Assert.Null(CaptionEvent.Parse(line));
    }
}
