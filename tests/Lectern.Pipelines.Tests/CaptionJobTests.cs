using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Pipelines.Tests;

public sealed class CaptionJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lecture_is_captioned_by_the_real_program_and_goes_out_as_asked()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var upload = await world.UploadAsync(await Clips.SpokenAsync(), Token, change: video => video.Items[0].PublishWhenCaptioned = true);

        using var host = await world.StartAsync(Token);
        var captions = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Done, null), (captions.State, captions.ErrorDetail));
        var video = await world.VideoAsync(upload.Id, Token);
        var track = Assert.Single(video.CaptionTracks);
        Assert.Equal(("en", "en"), (track.Language, video.Language));
        var text = await File.ReadAllTextAsync(world.Stored(MediaKey.OfVersion(video.Id, track.CaptionVersion) / "captions.vtt"), Token);
        Assert.Contains("Dashwood", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(text.Split("-->").Length - 1, track.CueCount);
        Assert.Equal(Visibility.Published, Assert.Single(video.Items).Visibility);
    }

    [Theory]
    [InlineData(null, "auto", "en")]
    [InlineData("en-GB", "en", "en-GB")]
    [InlineData("de", "de", "de")]
    public async Task The_program_is_told_the_language_that_was_set_and_the_video_keeps_it_or_the_one_that_was_found(string? set, string told, string kept)
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.OneCueIn(kept[..2]) + """

            while [ $# -gt 0 ]; do [ "$1" = --language ] && echo "$2" > "$(dirname "$0")/told"; shift; done
            """);
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token, change: video => video.Language = set);

        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        var video = await world.VideoAsync(upload.Id, Token);
        Assert.Equal((kept, kept), (video.Language, Assert.Single(video.CaptionTracks).Language));
        Assert.Equal(told, (await File.ReadAllTextAsync(Path.Combine(world.Storage.DataFolder, "told"), Token)).Trim());
    }

    [Fact]
    public async Task Where_nobody_speaks_the_job_is_done_without_a_track()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);

        using var host = await world.StartAsync(Token);
        var captions = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Done, 100), (captions.State, captions.Percent));
        Assert.Empty((await world.VideoAsync(upload.Id, Token)).CaptionTracks);
    }

    [Fact]
    public async Task A_missing_model_is_told_to_the_operator_and_tried_again_alone()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:ModelPath"] = Path.Combine(world.Storage.DataFolder, "no-model.bin");
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);

        using var host = await world.StartAsync(Token);
        var failed = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        var video = await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        await host.StopAsync(Token);
        using var mended = await world.StartAsync(Token);
        await mended.Services.GetRequiredService<RetryJob>().RunAsync(failed.Id, Token);
        var done = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await mended.StopAsync(Token);

        Assert.Equal((JobState.Failed, "JOB-020", 1), (failed.State, failed.ErrorCode, failed.Attempt));
        Assert.DoesNotContain(world.Storage.DataFolder, failed.ErrorDetail, StringComparison.Ordinal);
        Assert.Equal((JobState.Done, 2, JobState.Done, 1), (done.State, done.Attempt, video.State, video.Attempt));
        Assert.Single((await world.VideoAsync(upload.Id, Token)).CaptionTracks);
    }

    [Fact]
    public async Task The_program_gets_as_much_memory_as_the_settings_say()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:CaptionMemoryBytes"] = "3221225472";
        FakeCaptions.Use(world, FakeCaptions.OneCue + "\nulimit -d > \"$(dirname \"$0\")/memory\"");
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);

        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        Assert.Equal("3145728", (await File.ReadAllTextAsync(Path.Combine(world.Storage.DataFolder, "memory"), Token)).Trim());
    }

    [Fact]
    public async Task A_program_that_crashes_is_tried_three_times_and_its_last_words_are_kept()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, """echo "native fault while reading $1" >&2; kill -SEGV $$""");
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);

        using var host = await world.StartAsync(Token);
        var failed = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Failed, "JOB-001", 3, 3), (failed.State, failed.ErrorCode, failed.Attempt, failed.Failures));
        Assert.Contains("native fault while reading …", failed.ErrorDetail, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Storage.DataFolder, failed.ErrorDetail, StringComparison.Ordinal);
        Assert.Contains("The video plays without them.", failed.Error, StringComparison.Ordinal);
    }
}
