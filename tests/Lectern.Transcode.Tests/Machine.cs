using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;
using Lectern.TestSupport.Clips;

namespace Lectern.Transcode.Tests;

/// <summary>The ffmpeg of the machine the tests run on.</summary>
internal static class Machine
{
    public static FfmpegTool Tool { get; } = FfmpegTool.Locate(new FfmpegOptions { Niceness = 0 }, new ChildRunner());

    public static async Task<(string Source, MediaProbe Media)> ProbeAsync(Clip clip)
    {
        var source = await ClipMaker.GetAsync(clip);
        return (source, await ProbeAsync(source));
    }

    public static async Task<MediaProbe> ProbeAsync(string source) =>
        (await new FfprobeRunner(Tool).ProbeAsync(source, TestContext.Current.CancellationToken)).Media!;
}
