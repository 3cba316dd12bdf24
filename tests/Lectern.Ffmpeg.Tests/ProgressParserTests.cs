namespace Lectern.Ffmpeg.Tests;

public sealed class ProgressParserTests
{
    [Theory]
    [InlineData("out_time_us=2500000", 2.5)]
    [InlineData("out_time_us=0", 0.0)]
    [InlineData("out_time_us=N/A", null)]
    [InlineData("out_time_us=-23220", null)]
    [InlineData("out_time_us=-9223372036854775807", null)]
    [InlineData("out_time_ms=2500000", null)]
    [InlineData("progress=continue", null)]
    [InlineData("", null)]
    public void Only_the_line_with_the_position_tells_it(string line, double? seconds)
    {
        var position = ProgressParser.Position(line);

        Assert.Equal(seconds, position?.TotalSeconds);
    }
}
