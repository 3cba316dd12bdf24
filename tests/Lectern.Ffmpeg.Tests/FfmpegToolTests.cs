using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests;

public sealed class FfmpegToolTests
{
    [Fact]
    public void A_missing_ffmpeg_is_named_with_the_option_that_finds_it()
    {
        var failure = Assert.Throws<FileNotFoundException>(
            () => FfmpegTool.Locate(new FfmpegOptions { FfmpegPath = "/opt/none/ffmpeg" }, new ChildRunner()));

        Assert.Equal("/opt/none/ffmpeg is not on this machine. Install ffmpeg, or name the program in Ffmpeg:FfmpegPath.", failure.Message);
    }

    [Fact]
    public void The_guard_stands_before_the_input_it_guards()
    {
        var arguments = InputGuard.ForFfmpeg("/tmp/-i evil.mp4", new MediaLimits(100, 5), "-ss", "3").ToList();

        var input = arguments.IndexOf("-i");
        Assert.Equal("file:/tmp/-i evil.mp4", arguments[input + 1]);
        Assert.Equal(arguments.Count - 2, input);
        Assert.Equal("file,pipe", arguments[arguments.IndexOf("-protocol_whitelist") + 1]);
        Assert.Equal("100", arguments[arguments.IndexOf("-max_pixels") + 1]);
        Assert.True(arguments.IndexOf("-ss") < input);
    }

    [Theory]
    [InlineData("hls")]
    [InlineData("applehttp")]
    [InlineData("dash")]
    [InlineData("concat")]
    [InlineData("concatf")]
    [InlineData("image2")]
    [InlineData("lavfi")]
    [InlineData("sdp")]
    [InlineData("tee")]
    [InlineData("imf")]
    [InlineData("webm_dash_manifest")]
    public void Formats_that_name_other_files_are_not_opened(string format)
    {
        Assert.DoesNotContain(format, InputGuard.Formats.Split(','));
    }

    [Fact]
    public void Every_run_is_bounded_and_keeps_no_secret()
    {
        var command = Machine.Tool.Ffmpeg(["-version"], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(5), command.TimeLimit);
        Assert.Equal(TimeSpan.FromSeconds(7), command.Limits.ProcessorTime);
        Assert.NotNull(command.Limits.AddressSpaceBytes);
        Assert.NotNull(command.Limits.FileSizeBytes);
        Assert.DoesNotContain(command.KeptEnvironment!.Value, name => name.StartsWith("LECTERN", StringComparison.OrdinalIgnoreCase));
    }
}
