using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Tests.Planning;

public sealed class FrameRatesTests
{
    [Theory]
    [InlineData("25/1", "25/1", "25/1")]
    [InlineData("30000/1001", "30000/1001", "30000/1001")]
    [InlineData("50/1", "50/1", "25/1")]
    [InlineData("60000/1001", "60000/1001", "30000/1001")]
    [InlineData("120/1", "120/1", "30/1")]
    [InlineData("28800/961", "30/1", "30000/1001")]
    [InlineData("12/1", "30/1", "30/1")]
    [InlineData("7/1", "1000/1", "7/1")]
    [InlineData("5/1", "5/1", "5/1")]
    [InlineData(null, "1000/1", "30/1")]
    [InlineData(null, null, "25/1")]
    public void A_steady_rate_of_at_most_30_is_chosen(string? average, string? real, string expected)
    {
        var video = new VideoTrack { Index = 0, Codec = "h264", Width = 2, Height = 2, AverageFrameRate = Rational.Parse(average), RealFrameRate = Rational.Parse(real) };

        var chosen = FrameRates.Choose(video, 30);

        Assert.Equal(expected, chosen.ToString());
    }
}
