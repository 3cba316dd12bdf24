using Lectern.Captions.Layout;
using Lectern.Captions.Whisper.Alignment;
using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Tests.Recognition;

public sealed class InventionFilterTests
{
    [Theory]
    [InlineData("Thank you for watching.", 0.6f, 1.5)]
    [InlineData("Subtitles by the Amara.org community", 0.7f, 2)]
    [InlineData("[Music]", 0.9f, 3)]
    [InlineData("(applause)", 0.9f, 3)]
    [InlineData("♪ la la ♪", 0.9f, 3)]
    [InlineData("...", 0.9f, 3)]
    [InlineData("something nobody can be sure of", 0.1f, 3)]
    [InlineData("far more words than anybody could say in so little time", 0.9f, 0.3)]
    public void What_nobody_said_is_dropped(string text, float confidence, double spoken)
    {
        Assert.Empty(InventionFilter.Keep([Some(text, confidence, spoken)], 0, out var dropped));
        Assert.Equal(1, dropped);
    }

    [Theory]
    [InlineData("Thank you for watching.", 0.97f, 1.5)]
    [InlineData("The function f(x) is continuous.", 0.8f, 2)]
    [InlineData("Yes.", 0.5f, 0.3)]
    [InlineData("No, no, no, no.", 0.7f, 1.2)]
    public void What_somebody_said_is_kept(string text, float confidence, double spoken)
    {
        Assert.Single(InventionFilter.Keep([Some(text, confidence, spoken)], 0, out _));
    }

    [Fact]
    public void A_loop_keeps_its_first_round()
    {
        var loop = Enumerable.Repeat(Some("He might have been made more respectable.", 0.9f, 3), 6);

        var kept = InventionFilter.Keep([Some("He was a young man.", 0.9f, 2), .. loop], 0, out var dropped);

        Assert.Equal((2, 5), (kept.Count, dropped));
    }

    [Fact]
    public void A_sentence_said_twice_and_a_word_said_often_are_kept()
    {
        PlacedPhrase[] phrases = [Some("Write it down again.", 0.9f, 2), Some("Write it down again.", 0.9f, 2), Some("Yes.", 0.9f, 0.5), Some("Yes.", 0.9f, 0.5), Some("Yes.", 0.9f, 0.5)];

        Assert.Equal(5, InventionFilter.Keep(phrases, 0, out _).Count);
    }

    [Fact]
    public void Where_Whisper_itself_doubts_that_anybody_speaks_more_confidence_is_asked()
    {
        Assert.Empty(InventionFilter.Keep([Some("so we go on", 0.4f, 1)], 0.8f, out _));
        Assert.Single(InventionFilter.Keep([Some("so we go on", 0.4f, 1)], 0.1f, out _));
    }

    private static PlacedPhrase Some(string text, float confidence, double spoken)
    {
        var words = text.Split(' ').Select(word => new PhraseWord(word, true, confidence)).ToList();
        var timed = words.Select(word => new TimedWord(word.Text, TimeSpan.Zero, TimeSpan.Zero)).ToList();
        return new PlacedPhrase(new Phrase(TimeSpan.Zero, TimeSpan.FromSeconds(spoken), words), timed, spoken);
    }
}
