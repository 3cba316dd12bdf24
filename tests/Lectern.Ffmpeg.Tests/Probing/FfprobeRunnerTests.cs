using System.IO.Compression;
using Lectern.Ffmpeg.Probing;
using Lectern.TestSupport;
using Lectern.TestSupport.Clips;

namespace Lectern.Ffmpeg.Tests.Probing;

public sealed class FfprobeRunnerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FfprobeRunner prober = new(Machine.Tool);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_is_described()
    {
        var probe = await prober.ProbeAsync(await ClipMaker.GetAsync(Recipes.Lecture), Token);

        Assert.True(probe.IsUsable);
        Assert.Equal(("h264", 640, 360), (probe.Media.Video!.Codec, probe.Media.Video.Width, probe.Media.Video.Height));
        Assert.Equal(6, probe.Media.Duration!.Value.TotalSeconds, 0.2);
    }

    [Fact]
    public async Task A_recording_without_a_length_in_its_header_is_counted()
    {
        var probe = await prober.ProbeAsync(await ClipMaker.GetAsync(Recipes.BrowserRecording), Token);

        Assert.True(probe.IsUsable);
        Assert.Equal(4, probe.Media.Duration!.Value.TotalSeconds, 0.3);
    }

    [Fact]
    public async Task A_cover_does_not_make_a_podcast_a_video()
    {
        var probe = await prober.ProbeAsync(await ClipMaker.GetAsync(Recipes.PodcastWithCover), Token);

        Assert.True(probe.IsUsable);
        Assert.Null(probe.Media.Video);
        Assert.NotNull(probe.Media.Audio);
    }

    [Fact]
    public async Task A_file_with_nothing_in_it_is_empty()
    {
        Assert.Equal(MediaFault.Empty, await FaultOfAsync("lecture.mp4", []));
    }

    [Fact]
    public async Task Noise_is_no_media()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var noise = new byte[300_000];
            new Random(seed).NextBytes(noise);

            Assert.Equal(MediaFault.NotMedia, await FaultOfAsync($"lecture{seed}.mp4", noise));
        }
    }

    [Fact]
    public async Task A_zip_named_mp4_is_no_media()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await zip.CreateEntry("slides.txt").OpenAsync(Token);
            await entry.WriteAsync(new byte[100_000], Token);
        }

        Assert.Equal(MediaFault.NotMedia, await FaultOfAsync("lecture.mp4", bytes.ToArray()));
    }

    [Theory]
    [InlineData("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n")]
    [InlineData("<!doctype html><title>Lecture</title><p>Hello")]
    [InlineData("Hello, this is my homework.\n")]
    [InlineData("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 5004 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n")]
    [InlineData("ffconcat version 1.0\nfile /etc/passwd\n")]
    public async Task Text_of_any_kind_is_no_media(string text)
    {
        Assert.Equal(MediaFault.NotMedia, await FaultOfAsync("lecture.mp4", System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task A_picture_is_no_media()
    {
        var png = await ClipMaker.GetAsync(new Clip(".png", "-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-frames:v", "1"));

        Assert.Equal(MediaFault.NotMedia, (await prober.ProbeAsync(png, Token)).Fault);
    }

    [Fact]
    public async Task A_recording_that_broke_off_before_its_index_is_damaged()
    {
        var whole = await File.ReadAllBytesAsync(await ClipMaker.GetAsync(Recipes.Lecture), Token);

        Assert.Equal(MediaFault.Damaged, await FaultOfAsync("lecture.mp4", whole[..(whole.Length / 2)]));
    }

    [Fact]
    public async Task Subtitles_alone_are_nothing_to_play()
    {
        var srt = folder.File("a.srt");
        await File.WriteAllTextAsync(srt, "1\n00:00:00,000 --> 00:00:01,000\nHello\n", Token);
        var clip = await ClipMaker.GetAsync(new Clip(".mkv", "-f", "srt", "-i", srt, "-c:s", "srt"));

        Assert.Equal(MediaFault.NoPlayableStream, (await prober.ProbeAsync(clip, Token)).Fault);
    }

    [Fact]
    public void Every_fault_has_a_sentence_and_a_code_of_its_own()
    {
        var sentences = Enum.GetValues<MediaFault>().Select(fault => fault.Sentence()).ToList();

        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Matches(@"^This .*\. \(MEDIA-0\d\)$", sentence));
    }

    public void Dispose() => folder.Dispose();

    private async Task<MediaFault?> FaultOfAsync(string name, byte[] bytes)
    {
        await File.WriteAllBytesAsync(folder.File(name), bytes, Token);
        return (await prober.ProbeAsync(folder.File(name), Token)).Fault;
    }
}
