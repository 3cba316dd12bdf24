using Lectern.Core.Copies;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Pipelines.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Tests;

/// <summary>Courses that get a video of their own instead of playing another's.</summary>
public sealed class CopyJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_plays_from_files_of_its_own_with_captions_and_source_and_keeps_the_name_that_links_call_it_by()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);
        var course = await world.CopyCourseAsync(upload.Id, Token);
        var outcome = await AskAsync(world, course, upload.Id);

        using var host = await world.StartAsync(Token);
        var job = await UntilCopiedAsync(world, upload.Id);
        await host.StopAsync(Token);

        Assert.Equal((OwnCopyOutcome.Begun, JobState.Done), (outcome, job.State));
        var (origin, copy) = (await world.VideoAsync(upload.Id, Token), await world.VideoAsync(job.VideoId, Token));
        await world.Media.DeleteFolderAsync(MediaKey.OfVideo(origin.Id), Token);
        Assert.Equal((StreamKind.Renditions, origin.Source!.Bytes, course.CollectionId!.Value), (copy.StreamKind!.Value, copy.Source!.Bytes, copy.CollectionId));
        Assert.InRange(await Published.PlayAsync(world, copy), 3.9, 4.3);
        Assert.Equal(origin.Source.Bytes, new FileInfo(world.Stored(MediaKey.Parse(copy.Source.MediaKey!))).Length);
        var track = Assert.Single(copy.CaptionTracks);
        Assert.True(File.Exists(world.Stored(MediaKey.OfVersion(copy.Id, track.CaptionVersion) / "captions.vtt")));
        var item = Assert.Single(copy.Items);
        Assert.Equal((course.CollectionId.Value, origin.Id), (item.CollectionId, item.CopyOfId!.Value));
        Assert.DoesNotContain(origin.Items, i => i.CollectionId == course.CollectionId);
        Assert.NotNull((await new FindVideo(world.Database.Contexts, TimeProvider.System).RunAsync(course, origin.Id, Token)).Item);
        Assert.Equal(JobState.Done, (await world.JobAsync(copy.Id, JobKind.Captions, Token))!.State);
    }

    [Fact]
    public async Task A_worker_killed_at_any_moment_copies_everything_in_the_end_and_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:KilledAttempts"] = "1000";
        var upload = await world.UploadAsync(await Clips.SilentAsync(), Token);
        using (var host = await world.StartAsync(Token))
        {
            await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
            await host.StopAsync(Token);
        }

        var courses = new List<Core.Launches.Launch>();
        var random = new Random();
        for (var kill = 0; kill < 4; kill++)
        {
            courses.Add(await world.CopyCourseAsync(upload.Id, Token));
            await AskAsync(world, courses[^1], upload.Id);
            using var worker = world.StartProcess();
            await worker.UntilSaysAsync("takes jobs", Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)), TimeProvider.System, Token);
            await worker.KillAsync(Token);
        }

        using var last = world.StartProcess();
        await using var rows = world.Database.CreateContext();
        foreach (var course in courses)
        {
            var copy = await rows.Videos.SingleAsync(v => v.CollectionId == course.CollectionId, Token);
            Assert.Equal(JobState.Done, (await world.UntilOverAsync(copy.Id, JobKind.Copy, Token)).State);
            var video = await world.VideoAsync(copy.Id, Token);
            Assert.InRange(await Published.PlayAsync(world, video), 3.9, 4.3);
            Assert.Equal(course.CollectionId, Assert.Single(video.Items).CollectionId);
            Assert.Single(video.Renditions);
        }

        Assert.Equal(0, await last.StopAsync(Token));
    }

    [Fact]
    public async Task What_plays_only_as_it_grew_is_not_copied_before_it_is_joined()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recorded = await world.RecordedVideoAsync(Token, JobKind.Grown);
        await using (var rows = world.Database.CreateContext())
        {
            await rows.Videos.Where(v => v.Id == recorded.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.StreamVersion, "grown").SetProperty(v => v.StreamKind, StreamKind.Grown), Token);
        }

        await AskAsync(world, await world.CopyCourseAsync(recorded.Id, Token), recorded.Id);
        using var host = await world.StartAsync(Token);
        var job = await UntilCopiedAsync(world, recorded.Id);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Failed, "JOB-030"), (job.State, job.ErrorCode));
    }

    [Fact]
    public async Task Where_the_course_has_no_space_left_the_video_goes_on_by_reference()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var upload = await world.UploadAsync(await Clips.SilentAsync(), Token);
        var course = await world.CopyCourseAsync(upload.Id, Token);
        await AskAsync(world, course, upload.Id);
        var refused = await AskAsync(world, await world.CopyCourseAsync(upload.Id, Token), upload.Id, quota: 10);

        using var host = await world.StartAsync(Token, services => Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<UploadOptions>(services, o => o.CollectionQuota = 10));
        var job = await UntilCopiedAsync(world, upload.Id);
        await host.StopAsync(Token);

        Assert.Equal((OwnCopyOutcome.OverQuota, JobState.Failed, "JOB-031"), (refused, job.State, job.ErrorCode));
        Assert.Contains((await world.VideoAsync(upload.Id, Token)).Items, i => i.CollectionId == course.CollectionId);
    }

    private static async Task<OwnCopyOutcome> AskAsync(PipelineWorld world, Core.Launches.Launch course, Guid video, long quota = 1L << 40)
    {
        using var signal = new JobSignal();
        var (contexts, time) = (world.Database.Contexts, TimeProvider.System);
        var copy = new MakeOwnCopy(contexts, world.Database.Errors, Options.Create(new UploadOptions { CollectionQuota = quota }), new RetryJob(contexts, signal, time), signal, time);
        return await copy.RunAsync(course, video, Token);
    }

    private static async Task<Job> UntilCopiedAsync(PipelineWorld world, Guid origin)
    {
        await using var rows = world.Database.CreateContext();
        var copy = await rows.Videos.Where(v => v.CopyOfId == origin).Select(v => v.Id).SingleAsync(Token);
        return await world.UntilOverAsync(copy, JobKind.Copy, Token);
    }
}
