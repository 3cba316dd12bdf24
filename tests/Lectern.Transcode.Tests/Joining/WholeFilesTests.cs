using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;
using Lectern.TestSupport;
using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Tests.Joining;

/// <summary>Files as boxes bring them.</summary>
public sealed class WholeFilesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_lie_beside_each_other_and_sound_behind_them_whatever_they_are_coded_in()
    {
        using var folder = new TempFolder();
        var (slides, presenter, broken, output) = (folder.File("slides"), folder.File("presenter"), folder.File("broken"), folder.File("joined.mkv"));
        await MakeAsync(slides, "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=10:duration=2", "-c:v", "libx264", "-preset", "ultrafast", "-f", "mp4");
        await MakeAsync(presenter, "-f", "lavfi", "-i", "testsrc2=size=128x96:rate=10:duration=2", "-f", "lavfi", "-i", "sine=duration=2", "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-f", "webm");
        await File.WriteAllTextAsync(broken, "#EXTM3U\nfile:///etc/passwd", Stop);

        Assert.True(await new WholeFiles(Machine.Tool).RunAsync([slides, presenter, broken], output, Stop));

        var joined = (await new FfprobeRunner(Machine.Tool).ProbeAsync(output, Stop)).Media!;
        Assert.Equal([160, 128], joined.Videos.Select(video => video.Width));
        Assert.Equal("opus", Assert.Single(joined.Audios).Codec);
        Assert.False(await new WholeFiles(Machine.Tool).RunAsync([broken], folder.File("nothing.mkv"), Stop));
    }

    private static async Task MakeAsync(string path, params string[] arguments) => await Machine.Tool.Runner.RunAsync(
        Machine.Tool.Ffmpeg([.. arguments, $"file:{path}"], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), new ChildPipes(), Stop);
}
