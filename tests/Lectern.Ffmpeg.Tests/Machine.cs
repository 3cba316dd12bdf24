using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests;

/// <summary>The ffmpeg of the machine the tests run on.</summary>
internal static class Machine
{
    public static FfmpegTool Tool { get; } = FfmpegTool.Locate(new FfmpegOptions { Niceness = 0 }, new ChildRunner());
}
