using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Tests.Support;

namespace Lectern.Pipelines.Tests;

public sealed class VideoJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_becomes_a_stream_that_plays_with_captions()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        var captions = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Done, "receive,probe,instant,poster,renditions", 100, null), (job.State, job.StepsDone, job.Percent, job.Step));
        Assert.Equal((JobState.Done, "captions"), (captions.State, captions.StepsDone));
        var video = await world.VideoAsync(upload.Id, Token);
        Assert.Equal((StreamKind.Renditions, 320, 180, true), (video.StreamKind, video.Width, video.Height, video.HasAudio));
        Assert.InRange(video.DurationSeconds!.Value, 3.9, 4.2);
        Assert.NotEmpty(Published.FilesOf(world, video));
        Assert.InRange(await Published.PlayAsync(world, video), 3.9, 4.3);
        Assert.True(File.Exists(world.Stored(MediaKey.OfVersion(video.Id, video.PosterVersion!) / "poster.jpg")));
    }

    [Fact]
    public async Task What_the_rows_say_of_the_renditions_is_what_plays()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var upload = await world.UploadAsync(await Clips.SilentAsync(), Token);

        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        var video = await world.VideoAsync(upload.Id, Token);
        var rendition = Assert.Single(video.Renditions);
        Assert.Equal((video.StreamVersion, 180), (rendition.StreamVersion, rendition.Height));
        Assert.StartsWith("avc1.", rendition.Codecs, StringComparison.Ordinal);
        Assert.True(rendition.Bytes > 1000 && rendition.AverageBandwidth > 0 && rendition.PeakBandwidth >= rendition.AverageBandwidth);
        Assert.Empty(Published.Scratch(world));
    }

    [Fact]
    public async Task A_clip_without_sound_has_no_caption_job_and_is_published_once_it_plays()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var upload = await world.UploadAsync(await Clips.SilentAsync(), Token, change: video => video.Items[0].PublishWhenCaptioned = true);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        var video = await world.VideoAsync(upload.Id, Token);
        var item = Assert.Single(video.Items);
        Assert.Equal((JobState.Done, false, Visibility.Published, false), (job.State, video.HasAudio, item.Visibility, item.PublishWhenCaptioned));
        Assert.NotNull(item.PublishedAt);
        Assert.Null(await world.JobAsync(upload.Id, JobKind.Captions, Token));
    }
}
