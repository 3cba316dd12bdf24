using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Tests.Recognition;

public sealed class PhraseReaderTests
{
    [Fact]
    public void Tokens_become_words_and_timestamps_part_phrases()
    {
        var phrases = Read("[_BEG_]", " And", " Mr", ".", " John", " Dash", "wood", ".", "[_TT_350]", "[_TT_400]", " He", " was", " ill", "-", "disp", "osed", ",", "[_TT_500]");

        Assert.Equal(["And Mr. John Dashwood.", "He was ill-disposed,"], phrases.Select(phrase => phrase.Text));
        Assert.Equal(["And", "Mr.", "John", "Dashwood."], phrases[0].Words.Select(word => word.Text));
        Assert.Equal((0d, 7d, 8d, 10d), (phrases[0].Start.TotalSeconds, phrases[0].End.TotalSeconds, phrases[1].Start.TotalSeconds, phrases[1].End.TotalSeconds));
    }

    [Fact]
    public void A_phrase_that_is_never_closed_ends_with_the_window()
    {
        Assert.Equal(20, Assert.Single(Read("[_BEG_]", " cut", " off")).End.TotalSeconds);
    }

    [Fact]
    public void A_letter_spread_over_tokens_is_mended_from_the_whole_text()
    {
        HeardToken[] tokens = [new("[_BEG_]", 1), new("今", 1), new("\uFFFD", 0.4f), new("\uFFFD", 0.9f), new("很", 1), new("\uFFFD\uFFFD", 0.5f)];

        var phrase = Assert.Single(PhraseReader.Read(tokens, "今鑫很😀", TimeSpan.FromSeconds(20)));

        Assert.Equal("今鑫很😀", phrase.Text);
        Assert.Equal(0.4f, phrase.Words[1].Confidence);
    }

    [Fact]
    public void Letters_of_scripts_without_blanks_are_words_and_keep_their_punctuation()
    {
        var phrase = Assert.Single(Read("[_BEG_]", "今天", "，", "我们", "用", " Raft", "。"));

        Assert.Equal(["今", "天，", "我", "们", "用", "Raft。"], phrase.Words.Select(word => word.Text));
        Assert.Equal("今天，我们用 Raft。", phrase.Text);
    }

    [Fact]
    public void Opening_quotes_go_with_the_next_word_and_prices_stay_whole()
    {
        var phrase = Assert.Single(Read("[_BEG_]", " he", " said", ",", " \"", "no", "\"", " for", " $", "3", ".", "50"));

        Assert.Equal(["he", "said,", "\"no\"", "for", "$3.50"], phrase.Words.Select(word => word.Text));
    }

    [Fact]
    public void Nothing_heard_makes_no_phrase()
    {
        Assert.Empty(Read("[_BEG_]", "[_TT_1500]"));
    }

    private static IReadOnlyList<Phrase> Read(params string[] tokens)
    {
        var heard = tokens.Select(token => new HeardToken(token, 0.9f)).ToList();
        return PhraseReader.Read(heard, string.Concat(heard.Where(token => !token.IsControl).Select(token => token.Text)), TimeSpan.FromSeconds(20));
    }
}
