using Lectern.Ffmpeg.Probing;
using Lectern.TestSupport;
using Lectern.TestSupport.Clips;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Tests.Running;

public sealed class TranscoderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Transcoder transcoder = new(Machine.Tool);
    private readonly TranscodeOptions options = new();

    public static TheoryData<string> AllKinds => [.. typeof(Recipes).GetProperties().Where(property => property.Name != nameof(Recipes.OpenGroups)).Select(property => property.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task Every_kind_of_recording_becomes_hls_of_its_length(string kind)
    {
        var (source, media) = await Machine.ProbeAsync(Recipe(kind));
        var progress = new Progress();

        var outcome = await transcoder.MakeRenditionsAsync(source, media, options, mayCopy: false, folder.Path, progress, Token);

        Assert.True(outcome.IsDone, $"{kind}: {outcome.Fault}");
        Assert.Equal(media.Duration!.Value.TotalSeconds, outcome.Transcoded.Duration.TotalSeconds, 0.3);
        Assert.Equal(media.Audio is not null, outcome.Transcoded.Audio is not null);
        Assert.Equal(media.Video is not null, outcome.Transcoded.Videos.Count > 0);
        Assert.All(outcome.Transcoded.Files, file => Assert.True(new FileInfo(folder.File(file)).Length > 0, file));
        Assert.Equal(outcome.Transcoded.Files.Order(), FilesOnDisk());
        Assert.All(progress.Values, value => Assert.InRange(value, 0, 1));
        await AssertPlayableAsync(outcome.Transcoded, media);
    }

    [Fact]
    public async Task A_compatible_recording_is_watchable_as_it_is_and_tops_the_ladder()
    {
        var (source, media) = await Machine.ProbeAsync(Recipes.Hd);
        var instant = TranscodePlan.Instant(source, media, options);

        var first = await transcoder.RunAsync(instant.Plan!, folder.File("instant"), null, Token);
        var ladder = await transcoder.MakeRenditionsAsync(source, media, options, first.IsDone, folder.File("ladder"), null, Token);

        Assert.True(first.IsDone);
        Assert.Equal(["720"], first.Transcoded.Videos.Select(video => video.Name));
        Assert.True(ladder.IsDone);
        Assert.Equal([true, false], ladder.Transcoded.Videos.Select(video => video.IsCopy));
        Assert.True(ladder.Transcoded.Audio!.IsCopy);
    }

    [Fact]
    public async Task Key_frames_that_are_none_are_found_and_not_copied()
    {
        var (source, media) = await Machine.ProbeAsync(Recipes.OpenGroups);
        var instant = TranscodePlan.Instant(source, media, options);

        var outcome = await transcoder.RunAsync(instant.Plan!, folder.Path, null, Token);

        Assert.Equal(CopyRefusal.FalseKeyFrames, outcome.Refusal);
    }

    [Fact]
    public async Task Key_frames_far_apart_are_found_and_the_ladder_is_encoded_instead()
    {
        var (source, media) = await Machine.ProbeAsync(Recipes.FarKeyFrames);
        var instant = await transcoder.RunAsync(TranscodePlan.Instant(source, media, options).Plan!, folder.File("instant"), null, Token);

        var ladder = await transcoder.MakeRenditionsAsync(source, media, options, mayCopy: true, folder.File("ladder"), null, Token);

        Assert.Equal(CopyRefusal.FarKeyFrames, instant.Refusal);
        Assert.True(ladder.IsDone);
        Assert.False(ladder.Transcoded.Videos[0].IsCopy);
    }

    [Fact]
    public async Task Rungs_begin_together_and_are_cut_together()
    {
        var clip = Recipes.Hd with { Arguments = [.. Recipes.Hd.Arguments.Select(argument => argument.Replace("d=6", "d=24", StringComparison.Ordinal).Replace("duration=6", "duration=24", StringComparison.Ordinal))] };
        var (source, media) = await Machine.ProbeAsync(clip);

        var outcome = await transcoder.MakeRenditionsAsync(source, media, options, mayCopy: false, folder.Path, null, Token);

        var cuts = outcome.Transcoded!.Videos.Select(video => string.Join(' ', Lines(video, "#EXTINF"))).Distinct().ToList();
        Assert.Single(cuts);
        Assert.Equal("#EXTINF:10.000000, #EXTINF:10.000000, #EXTINF:4.000000,", cuts[0]);
        var starts = await Task.WhenAll(outcome.Transcoded.Videos.Select(video => StartOfAsync(video, 1)));
        Assert.Single(starts.Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Picture_and_sound_begin_together(bool mayCopy)
    {
        var (source, media) = await Machine.ProbeAsync(Recipes.Hd);

        var outcome = await transcoder.MakeRenditionsAsync(source, media, options, mayCopy, folder.Path, null, Token);

        var sound = await StartOfAsync(outcome.Transcoded!.Audio!, 0);
        foreach (var video in outcome.Transcoded.Videos)
        {
            Assert.Equal(sound.TotalSeconds, (await StartOfAsync(video, 0)).TotalSeconds, 0.03);
        }
    }

    [Fact]
    public async Task A_recording_that_breaks_off_is_damaged()
    {
        var whole = await File.ReadAllBytesAsync(await ClipMaker.GetAsync(new Clip(".mp4", [.. Recipes.Lecture.Arguments, "-movflags", "+faststart"])), Token);
        await File.WriteAllBytesAsync(folder.File("half.mp4"), whole[..(whole.Length / 2)], Token);
        var media = await Machine.ProbeAsync(folder.File("half.mp4"));

        var outcome = await transcoder.MakeRenditionsAsync(folder.File("half.mp4"), media, options, mayCopy: false, folder.File("out"), null, Token);

        Assert.Equal(MediaFault.Damaged, outcome.Fault);
        Assert.False(File.Exists(folder.File("out/" + Transcoded.MultivariantPlaylist)));
    }

    [Fact]
    public async Task Content_of_noise_behind_a_good_header_is_damaged()
    {
        var bytes = await File.ReadAllBytesAsync(await ClipMaker.GetAsync(new Clip(".mp4", [.. Recipes.Lecture.Arguments, "-movflags", "+faststart", "-metadata", "title=noise"])), Token);
        new Random(7).NextBytes(bytes.AsSpan(bytes.AsSpan().IndexOf("mdat"u8) + 4));
        await File.WriteAllBytesAsync(folder.File("noise.mp4"), bytes, Token);
        var probe = await new FfprobeRunner(Machine.Tool).ProbeAsync(folder.File("noise.mp4"), Token);

        var fault = probe.Fault ?? (await transcoder.MakeRenditionsAsync(folder.File("noise.mp4"), probe.Media!, options, false, folder.File("out"), null, Token)).Fault;

        Assert.Equal(MediaFault.Damaged, fault);
    }

    [Fact]
    public async Task Stopping_ends_ffmpeg_and_leaves_no_result()
    {
        var (source, media) = await Machine.ProbeAsync(Recipes.Hd);
        using var stop = new CancellationTokenSource();
        var progress = new Progress(_ => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => transcoder.MakeRenditionsAsync(source, media, options, false, folder.Path, progress, stop.Token));

        Assert.False(File.Exists(folder.File(Transcoded.MultivariantPlaylist)));
    }

    [Fact]
    public async Task A_turned_phone_video_stands_upright()
    {
        var (source, media) = await Machine.ProbeAsync(Recipes.Phone);

        var outcome = await transcoder.MakeRenditionsAsync(source, media, options, false, folder.Path, null, Token);

        Assert.Equal((360, 640), (outcome.Transcoded!.Videos[0].Width, outcome.Transcoded.Videos[0].Height));
    }

    [Fact]
    public async Task Nothing_of_where_and_by_whom_it_was_made_is_left()
    {
        var clip = new Clip(".mp4", [.. Recipes.OneSecond.Arguments, "-metadata", "location=+48.1374+11.5755/", "-metadata", "artist=Somebody"]);
        var (source, media) = await Machine.ProbeAsync(clip);

        await transcoder.MakeRenditionsAsync(source, media, options, mayCopy: true, folder.Path, null, Token);

        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token));
            Assert.DoesNotContain("48.1374", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Somebody", text, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    private static Clip Recipe(string name) => (Clip)typeof(Recipes).GetProperty(name)!.GetValue(null)!;

    private IEnumerable<string> FilesOnDisk() =>
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')).Order();

    // What a player would find: each rendition joined as a player joins it is probed by ffprobe itself.
    private async Task AssertPlayableAsync(Transcoded transcoded, MediaProbe source)
    {
        foreach (var video in transcoded.Videos)
        {
            var media = await Machine.ProbeAsync(await JoinAsync(video));
            Assert.Equal(("h264", "yuv420p", video.Width, video.Height), (media.Video!.Codec, media.Video.PixelFormat, media.Video.Width, media.Video.Height));
            Assert.Equal(0, media.Video.Rotation);
            Assert.Equal(1, media.Video.PixelShape.Value);
            Assert.False(media.Video.IsHighDynamicRange);
            Assert.InRange(media.Video.RealFrameRate!.Value.Value, 1, 30.1);
            Assert.StartsWith("avc1.64", video.Codecs, StringComparison.Ordinal);
        }

        if (transcoded.Audio is { } audio)
        {
            var media = await Machine.ProbeAsync(await JoinAsync(audio));
            Assert.Equal(("aac", "LC", Math.Min(2, source.Audio!.Channels)), (media.Audio!.Codec, media.Audio.Profile, media.Audio.Channels));
            Assert.Equal("mp4a.40.2", audio.Codecs);
        }
    }

    private async Task<string> JoinAsync(Rendition rendition, int from = 0)
    {
        var home = folder.File(rendition.Name);
        var joined = folder.File($"{rendition.Name}-{from}.mp4");
        await using var target = File.Create(joined);
        var parts = Directory.GetFiles(home, "*.m4s").Order().Skip(from).Prepend(Directory.GetFiles(home, "init*.mp4").Single());
        foreach (var part in parts)
        {
            await target.WriteAsync(await File.ReadAllBytesAsync(part, Token), Token);
        }

        return joined;
    }

    private async Task<TimeSpan> StartOfAsync(Rendition rendition, int segment) =>
        (await Machine.ProbeAsync(await JoinAsync(rendition, segment))).StartTime;

    private IEnumerable<string> Lines(Rendition rendition, string start) =>
        File.ReadLines(folder.File(rendition.Playlist)).Where(line => line.StartsWith(start, StringComparison.Ordinal));

    private sealed class Progress(Action<double>? then = null) : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            Values.Add(value);
            then?.Invoke(value);
        }
    }
}
