using System.Buffers.Binary;
using Lectern.Ffmpeg.Probing;
using Lectern.TestSupport;
using Lectern.TestSupport.Clips;

namespace Lectern.Ffmpeg.Tests;

public sealed class AudioExtractorTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly AudioExtractor extractor = new(Machine.Tool);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wav_holds_16_kHz_mono_of_the_whole_length()
    {
        var (source, media) = await ProbeAsync(Recipes.Surround);

        var extraction = await extractor.ToWavAsync(source, media, folder.File("a.wav"), Token);

        var (_, wav) = (extraction, await File.ReadAllBytesAsync(folder.File("a.wav"), Token));
        Assert.Equal(AudioExtraction.Extracted, extraction);
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22)));
        Assert.Equal(16_000, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        Assert.Equal(3 * 32_000, wav.Length, 2_000.0);
        Assert.Equal(["a.wav"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Floats_stream_out_as_they_are_decoded()
    {
        var (source, media) = await ProbeAsync(Recipes.Wav);
        using var samples = new MemoryStream();

        var extraction = await extractor.ToStreamAsync(source, media, samples, Token);

        var loudest = Enumerable.Range(0, (int)samples.Length / 4).Max(n => BitConverter.ToSingle(samples.GetBuffer(), n * 4));
        Assert.Equal(AudioExtraction.Extracted, extraction);
        Assert.Equal(6 * 64_000, samples.Length, 4_000.0);
        Assert.InRange(loudest, 0.1, 0.2);
    }

    [Fact]
    public async Task Sound_that_starts_late_keeps_its_time()
    {
        var clip = new Clip(".mkv", "-f", "lavfi", "-i", "testsrc2=s=64x64:r=5:d=4", "-itsoffset", "2", "-f", "lavfi", "-i", "sine=300:d=2", "-c:v", "mpeg4", "-c:a", "flac");
        var (source, media) = await ProbeAsync(clip);
        using var samples = new MemoryStream();

        await extractor.ToStreamAsync(source, media, samples, Token);

        var first = Enumerable.Range(0, (int)samples.Length / 4).First(n => Math.Abs(BitConverter.ToSingle(samples.GetBuffer(), n * 4)) > 0.01);
        Assert.Equal(2, first / 16_000.0, 0.05);
    }

    [Fact]
    public async Task A_video_without_sound_says_so()
    {
        var (source, media) = await ProbeAsync(Recipes.Silent);

        Assert.Equal(AudioExtraction.NoAudio, await extractor.ToWavAsync(source, media, folder.File("a.wav"), Token));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(string Source, MediaProbe Media)> ProbeAsync(Clip clip)
    {
        var source = await ClipMaker.GetAsync(clip);
        return (source, (await new FfprobeRunner(Machine.Tool).ProbeAsync(source, Token)).Media!);
    }
}
