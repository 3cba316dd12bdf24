using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Tests.Planning;

public sealed class LadderTests
{
    private static readonly int[] All = [1080, 720, 480, 360];

    [Theory]
    [InlineData(1920, 1080, "1920x1080 1280x720 854x480 640x360")]
    [InlineData(3840, 2160, "1920x1080 1280x720 854x480 640x360")]
    [InlineData(1280, 720, "1280x720 854x480 640x360")]
    [InlineData(1080, 1920, "1080x1920 720x1280 480x854 360x640")]
    [InlineData(1440, 1080, "1440x1080 960x720 640x480 480x360")]
    [InlineData(2560, 1080, "1920x810 1280x540 854x360 640x270")]
    [InlineData(320, 240, "320x240")]
    [InlineData(641, 361, "640x360")]
    [InlineData(768, 432, "768x432 640x360")]
    [InlineData(700, 400, "700x400")]
    [InlineData(2, 1, "2x2")]
    public void Rungs_fit_their_box_are_even_and_never_larger_than_the_source(int width, int height, string expected)
    {
        var rungs = Ladder.For(width, height, All);

        Assert.Equal(expected, string.Join(' ', rungs.Select(rung => $"{rung.Width}x{rung.Height}")));
    }

    [Fact]
    public void Names_are_unique_and_caps_fall_with_size()
    {
        var rungs = Ladder.For(1920, 1080, All);

        Assert.Equal(["1080", "720", "480", "360"], rungs.Select(rung => rung.Name));
        Assert.Equal([4_500_000, 2_500_000, 1_000_000, 600_000], rungs.Select(rung => rung.MaxBitRate));
    }

    [Fact]
    public void A_size_between_two_rungs_may_use_bits_between_theirs()
    {
        Assert.Equal(1_750_000, Ladder.CapFor(600));
        Assert.Equal(600_000, Ladder.CapFor(90));
    }
}
