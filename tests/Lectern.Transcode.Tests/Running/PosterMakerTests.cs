using Lectern.TestSupport;
using Lectern.TestSupport.Clips;

namespace Lectern.Transcode.Tests.Running;

public sealed class PosterMakerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly PosterMaker maker = new(Machine.Tool);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_stills_are_made_no_larger_than_the_picture()
    {
        var posters = await MakeAsync(new Clip(".mp4", "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=2", "-c:v", "libx264", "-preset", "ultrafast"));

        Assert.Equal((1280, 720), await SizeAsync(posters!.Large));
        Assert.Equal((640, 360), await SizeAsync(posters.Small));
        Assert.Equal(["poster-640.jpg", "poster.jpg"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_dark_start_is_passed_over()
    {
        var posters = await MakeAsync(Recipes.DarkStart);

        // A black JPEG of this size has about 3 kB.
        Assert.InRange(new FileInfo(folder.File(posters!.Large)).Length, 15_000, 500_000);
    }

    [Fact]
    public async Task An_all_black_video_still_has_a_poster()
    {
        var posters = await MakeAsync(new Clip(".mp4", "-f", "lavfi", "-i", "color=black:s=320x180:r=25:d=2", "-c:v", "libx264"));

        Assert.NotNull(posters);
    }

    [Fact]
    public async Task A_turned_video_has_an_upright_poster()
    {
        var posters = await MakeAsync(Recipes.Phone);

        Assert.Equal((360, 640), await SizeAsync(posters!.Large));
    }

    [Fact]
    public async Task Sound_alone_has_none()
    {
        Assert.Null(await MakeAsync(Recipes.PodcastWithCover));
    }

    public void Dispose() => folder.Dispose();

    private async Task<Posters?> MakeAsync(Clip clip)
    {
        var (source, media) = await Machine.ProbeAsync(clip);
        return await maker.MakeAsync(source, media, folder.Path, Token);
    }

    // SOF0 or SOF2 holds height and width (ITU-T T.81 B.2.2).
    private async Task<(int Width, int Height)> SizeAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(folder.File(file), Token);
        var at = Enumerable.Range(2, bytes.Length - 10).First(n => bytes[n] == 0xff && bytes[n + 1] is 0xc0 or 0xc2);
        return ((bytes[at + 7] << 8) | bytes[at + 8], (bytes[at + 5] << 8) | bytes[at + 6]);
    }
}
