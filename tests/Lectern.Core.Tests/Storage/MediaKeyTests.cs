using Lectern.Core.Storage;

namespace Lectern.Core.Tests.Storage;

public sealed class MediaKeyTests
{
    [Theory]
    [InlineData("videos/0192/v1/720p/init.mp4")]
    [InlineData("a")]
    [InlineData("a.b-c_d/0")]
    [InlineData("v1/.hidden")]
    public void A_name_of_ours_is_a_key(string name)
    {
        var parsed = MediaKey.TryParse(name, out var key);

        Assert.True(parsed);
        Assert.Equal(name, key.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("a/./b")]
    [InlineData("a\\..\\b")]
    [InlineData("c:/windows")]
    [InlineData("~/.ssh")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a%2e%2e")]
    [InlineData("a?b")]
    [InlineData("A")]
    [InlineData("\u0430")] // Cyrillic: looks like an a
    [InlineData("\uff0e\uff0e/x")] // full-width dots
    [InlineData("\u2024\u2024/x")] // one-dot leaders
    [InlineData("\u0661")] // a digit, but not one of ours
    public void A_hostile_name_is_no_key(string? name)
    {
        Assert.False(MediaKey.TryParse(name, out _));
    }

    [Fact]
    public void A_key_has_at_most_400_characters()
    {
        Assert.True(MediaKey.TryParse(new string('a', 400), out _));
        Assert.False(MediaKey.TryParse(new string('a', 401), out _));
    }

    [Theory, InlineData(".."), InlineData(""), InlineData("B"), InlineData("b/")]
    public void No_step_down_leads_anywhere_else(string name)
    {
        var folder = MediaKey.Parse("a");

        Assert.Throws<ArgumentException>(() => folder / name);
    }

    [Fact]
    public void A_version_lies_under_its_video()
    {
        var video = new Guid("0192f0c1-0000-7000-8000-0123456789ab");

        var key = MediaKey.OfVersion(video, "v1") / "init.mp4";

        Assert.Equal("videos/0192f0c10000700080000123456789ab/v1/init.mp4", key.Value);
    }
}
