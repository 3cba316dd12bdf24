using Lectern.Captions.Quality;

namespace Lectern.Captions.Tests.Quality;

public sealed class WordErrorRateTests
{
    [Theory]
    [InlineData("Mr. Dashwood won't, uh, pay 1,250 [music] (laughs)", "mister dashwood will not pay twelve hundred fifty")]
    [InlineData("Twenty-five thousand three hundred and two", "25,302")]
    [InlineData("25 thousand people", "twenty five thousand people")]
    [InlineData("in nineteen forty-two", "in 1942")]
    [InlineData("in twenty twenty five", "in 2025")]
    [InlineData("a hundred and one", "101")]
    [InlineData("three point one four", "3.14")]
    [InlineData("the twenty-first of the third", "the 21st of the 3rd")]
    [InlineData("It's 50% & more", "it is fifty percent and more")]
    [InlineData("They\u2019ve said WE'LL see; I'm sure", "they have said we will see I am sure")]
    [InlineData("John's colour, organised", "Johns's color organized")]
    [InlineData("one two three", "1 2 3")]
    [InlineData("two million five hundred thousand", "2500000")]
    public void The_same_words_in_another_spelling_are_no_error(string said, string heard)
    {
        // "Johns's" above is a planted difference of one word, so that this theory proves it can tell.
        var expected = heard.StartsWith("Johns's", StringComparison.Ordinal) ? 1 : 0;

        var errors = WordErrorRate.Measure(said, heard);

        Assert.Equal(expected, errors.Total);
    }

    [Theory]
    [InlineData("a b c d", "a x c d", 1, 0, 0)]
    [InlineData("a b c d", "a c d", 0, 1, 0)]
    [InlineData("a b c d", "a b e c d", 0, 0, 1)]
    [InlineData("a b c d", "a x c d e", 1, 0, 1)]
    [InlineData("a b c", "", 0, 3, 0)]
    [InlineData("", "a", 0, 0, 1)]
    public void Errors_are_counted_by_kind(string said, string heard, int substitutions, int deletions, int insertions)
    {
        var errors = WordErrorRate.Measure(said, heard, "xx");

        Assert.Equal((substitutions, deletions, insertions), (errors.Substitutions, errors.Deletions, errors.Insertions));
    }

    [Fact]
    public void The_rate_is_errors_over_words_said()
    {
        Assert.Equal(0.5, WordErrorRate.Measure("un deux", "un trois", "fr").Rate);
        Assert.Equal(1, WordErrorRate.Measure("", "anything").Rate);
        Assert.Equal(0, WordErrorRate.Measure("", "").Rate);
    }

    [Fact]
    public void Chinese_is_compared_letter_by_letter()
    {
        var errors = WordErrorRate.Measure("今天天气很好。", "今天天氣很好", "zh");

        Assert.Equal((6, 1), (errors.ReferenceWords, errors.Total));
    }

    [Fact]
    public void French_accents_count_and_elisions_are_two_words()
    {
        Assert.Equal(0, WordErrorRate.Measure("L’été, déjà vu !", "l'été déjà vu", "fr").Total);
        Assert.Equal(4, WordErrorRate.Measure("L’été déjà vu", "", "fr").ReferenceWords);
        Assert.Equal(1, WordErrorRate.Measure("déjà vu", "deja vu", "fr").Total);
    }

    [Fact]
    public void Errors_never_exceed_the_longer_side_nor_undercut_the_difference()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string Some() => string.Join(' ', Enumerable.Range(0, random.Next(20)).Select(_ => "abcd"[random.Next(4)]));

        for (var i = 0; i < 500; i++)
        {
            var (said, heard) = (Some(), Some());
            var (n, m) = (said.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, heard.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

            var errors = WordErrorRate.Measure(said, heard, "xx");

            Assert.InRange(errors.Total, Math.Abs(n - m), Math.Max(n, m));
            Assert.Equal(m - n, errors.Insertions - errors.Deletions);
            Assert.Equal(errors.Total, WordErrorRate.Measure(heard, said, "xx").Total);
        }
    }
}
