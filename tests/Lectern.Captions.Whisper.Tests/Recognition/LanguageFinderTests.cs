using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Tests.Recognition;

public sealed class LanguageFinderTests
{
    [Fact]
    public void A_short_recording_that_is_sure_is_asked_once()
    {
        var asked = new List<int>();

        var found = LanguageFinder.Find(4, index => Ask(asked, index, ("de", 0.99)));

        Assert.Equal(("de", 0.99), found);
        Assert.Equal([2], asked);
    }

    [Fact]
    public void A_long_one_is_asked_twice()
    {
        var asked = new List<int>();

        LanguageFinder.Find(300, index => Ask(asked, index, ("de", 0.99)));

        Assert.Equal([150, 60], asked);
    }

    [Fact]
    public void A_quotation_in_the_middle_is_outvoted()
    {
        var found = LanguageFinder.Find(300, index => index == 150 ? ("la", 0.99) : ("en", 0.97));

        Assert.Equal("en", found.Language);
    }

    [Fact]
    public void One_window_is_asked_once_however_unsure()
    {
        var asked = new List<int>();

        var found = LanguageFinder.Find(1, index => Ask(asked, index, ("en", 0.4)));

        Assert.Equal("en", found.Language);
        Assert.Equal([0], asked);
    }

    private static (string, double) Ask(List<int> asked, int index, (string, double) answer)
    {
        asked.Add(index);
        return answer;
    }
}
