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
        var (slides, presenter, output) = (folder.File("slides"), folder.File("presenter"), folder.File("joined.mkv"));
        await MakeAsync(slides, "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=10:duration=2", "-c:v", "libx264", "-preset", "ultrafast", "-f", "mp4");
        await MakeAsync(presenter, "-f", "lavfi", "-i", "testsrc2=size=128x96:rate=10:duration=2", "-f", "lavfi", "-i", "sine=duration=2", "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-f", "webm");

        Assert.Empty(await new WholeFiles(Machine.Tool).RunAsync([new(slides, true), new(presenter, false)], output, Stop));

        var joined = (await new FfprobeRunner(Machine.Tool).ProbeAsync(output, Stop)).Media!;
        Assert.Equal([160, 128], joined.Videos.Select(video => video.Width));
        Assert.Equal("opus", Assert.Single(joined.Audios).Codec);
    }

    [Fact]
    public async Task Every_picture_and_sound_of_every_file_is_kept_and_one_of_each_kind_comes_first()
    {
        using var folder = new TempFolder();
        var (slides, more, presenter, output) = (folder.File("slides"), folder.File("more"), folder.File("presenter"), folder.File("joined.mkv"));
        await MakeAsync(slides, "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=5:duration=1", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=5:duration=1", "-f", "lavfi", "-i", "sine=duration=1", "-map", "0", "-map", "1", "-map", "2", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-f", "mp4");
        await MakeAsync(more, "-f", "lavfi", "-i", "testsrc2=size=144x96:rate=5:duration=1", "-c:v", "libx264", "-preset", "ultrafast", "-f", "mp4");
        await MakeAsync(presenter, "-f", "lavfi", "-i", "testsrc2=size=128x96:rate=5:duration=1", "-f", "lavfi", "-i", "sine=duration=1", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "libmp3lame", "-f", "matroska");

        Assert.Empty(await new WholeFiles(Machine.Tool).RunAsync([new(slides, true), new(more, true), new(presenter, false)], output, Stop));

        var joined = (await new FfprobeRunner(Machine.Tool).ProbeAsync(output, Stop)).Media!;
        Assert.Equal([160, 128, 144, 96], joined.Videos.Select(video => video.Width));
        Assert.Equal(160, joined.Video!.Width);
        Assert.Equal(["mp3", "aac"], joined.Audios.Select(audio => audio.Codec));
    }

    [Fact]
    public async Task While_one_file_can_t_be_read_nothing_is_made_of_the_others()
    {
        using var folder = new TempFolder();
        var (slides, broken, output) = (new WholeFile(folder.File("slides"), true), new WholeFile(folder.File("broken"), false), folder.File("joined.mkv"));
        await MakeAsync(slides.Path, "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=5:duration=1", "-c:v", "libx264", "-preset", "ultrafast", "-f", "mp4");
        await File.WriteAllTextAsync(broken.Path, "#EXTM3U\nfile:///etc/passwd", Stop);

        Assert.Equal([broken], await new WholeFiles(Machine.Tool).RunAsync([slides, broken], output, Stop));

        Assert.False(File.Exists(output));
    }

    private static async Task MakeAsync(string path, params string[] arguments) => await Machine.Tool.Runner.RunAsync(
        Machine.Tool.Ffmpeg([.. arguments, $"file:{path}"], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), new ChildPipes(), Stop);
}
