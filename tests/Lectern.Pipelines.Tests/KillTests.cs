using System.Globalization;
using Lectern.Core.Captions;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Tests.Support;

namespace Lectern.Pipelines.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ChildrenMayLive = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("LECTERN_KILLS") ?? "4", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_worker_killed_at_any_moment_finishes_its_jobs_and_doubles_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var world = await PipelineWorld.CreateAsync(Token);
        var clip = await Clips.SpokenAsync();
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LECTERN_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"LECTERN_SEED={seed}, {Kills} kills");
        var random = new Random(seed);
        // Here it is never the job's fault.
        world.Settings["Pipelines:KilledAttempts"] = "1000";
        List<Guid> uploads = [(await world.UploadAsync(clip, Token)).Id];

        for (var kill = 1; kill <= Kills; kill++)
        {
            // A run that was not killed in time is replaced, so that each kill meets work.
            if (await IsOverAsync(world, uploads[^1]))
            {
                uploads.Add((await world.UploadAsync(clip, Token)).Id);
            }

            // One in five dies while it starts; the others get to work first.
            await KillOnceAsync(world, random.Next(5) > 0, LongestLife * random.NextDouble(), kill);
        }

        using var last = world.StartProcess();
        // The kills may have left it nothing to do: one that is told to stop before it has started does so by the signal alone.
        await last.UntilSaysAsync("takes jobs", Token);
        foreach (var upload in uploads)
        {
            await world.UntilOverAsync(upload, JobKind.Video, Token);
            await world.UntilOverAsync(upload, JobKind.Captions, Token);
        }

        Assert.Equal(0, await last.StopAsync(Token));
        foreach (var upload in uploads)
        {
            await IsWholeAsync(world, upload, new FileInfo(clip).Length);
        }

        Assert.Empty(Published.Scratch(world));
        Assert.Empty(Children.Of(world));
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_gives_its_job_back_unharmed_and_the_next_goes_on_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stop is a signal.");
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.Endless);
        var upload = await world.UploadAsync(await Clips.SpokenAsync(), Token);

        using var first = world.StartProcess();
        await world.UntilAsync(upload.Id, JobKind.Captions, job => job.State == JobState.Running, Token);
        await Children.UntilThereAsync(world, Token);
        var code = await first.StopAsync(Token);
        var given = await world.JobAsync(upload.Id, JobKind.Captions, Token);
        var left = Children.Of(world);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        using var second = world.StartProcess();
        var done = await world.UntilAsync(upload.Id, JobKind.Captions, job => job.State is JobState.Done or JobState.Failed, Token, seconds: 90);

        Assert.Equal(0, code);
        Assert.Empty(left);
        Assert.Equal((JobState.Queued, 0, null), (given!.State, given.Failures, given.ErrorCode));
        Assert.Equal((JobState.Done, 2, 0), (done.State, done.Attempt, done.Failures));
    }

    [Fact]
    public async Task A_job_that_takes_its_worker_down_each_time_is_left_to_people_and_tried_again_at_their_wish()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The caption program is a shell script.");
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:KilledAttempts"] = "2";

        // What the system does when memory runs out: it picks the worker, and its children die with it. Here only once the video is
        // done, since whatever else the worker is at dies as well.
        var go = Path.Combine(world.Storage.DataFolder, "go");
        FakeCaptions.Use(world, $"until [ -e '{go}' ]; do sleep 0.1; done; kill -KILL $PPID; exec sleep 600");
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);
        for (var run = 1; run <= 2; run++)
        {
            using var victim = world.StartProcess();
            await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
            await File.WriteAllTextAsync(go, "", Token);
            await victim.UntilExitAsync(Token);
        }

        using var last = world.StartProcess();
        var failed = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        var video = await world.JobAsync(upload.Id, JobKind.Video, Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        using var signal = new JobSignal();
        await new RetryJob(world.Database.Contexts, signal, TimeProvider.System).RunAsync(failed.Id, Token);
        var done = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);

        Assert.Equal((JobState.Failed, "JOB-005", 2), (failed.State, failed.ErrorCode, failed.Attempt));
        Assert.Equal("The server broke off the captions 2 times in a row. The video plays without them. Try again; if it stays so, tell your administrator the code.", failed.Error);
        Assert.Equal((JobState.Done, JobState.Done, 3), (video!.State, done.State, done.Attempt));
    }

    private static async Task<bool> IsOverAsync(PipelineWorld world, Guid video) =>
        await world.JobAsync(video, JobKind.Video, Token) is { State: JobState.Done } && await world.JobAsync(video, JobKind.Captions, Token) is { State: JobState.Done };

    private async Task KillOnceAsync(PipelineWorld world, bool atWork, TimeSpan after, int number)
    {
        using var worker = world.StartProcess();
        if (atWork)
        {
            await worker.UntilSaysAsync("takes jobs", Token);
        }

        await Task.Delay(after, TimeProvider.System, Token);
        Assert.False(worker.HasExited, worker.Output);
        var children = Children.Of(world).Count;
        await worker.KillAsync(Token);
        var gone = await Children.UntilGoneAsync(world, Token);
        output.WriteLine($"kill {number}{(atWork ? "" : " from the start")} after {after.TotalSeconds:0.0} s: {children} child processes, gone {gone.TotalMilliseconds:0} ms later");
        Assert.True(gone < ChildrenMayLive, $"A child lived on for {gone}.");
    }

    private static async Task IsWholeAsync(PipelineWorld world, Guid id, long length)
    {
        var (job, captions) = (await world.JobAsync(id, JobKind.Video, Token), await world.JobAsync(id, JobKind.Captions, Token));
        Assert.Equal((JobState.Done, JobState.Done), (job!.State, captions!.State));
        Assert.Equal((0, 0), (job.Failures, captions.Failures));
        Assert.Equal("receive,probe,instant,poster,renditions", job.StepsDone);

        var video = await world.VideoAsync(id, Token);
        Assert.Equal(StreamKind.Renditions, video.StreamKind);
        Assert.NotEmpty(Published.FilesOf(world, video));
        Assert.InRange(await Published.PlayAsync(world, video), 8.9, 9.3);
        Assert.All(video.Renditions, row => Assert.Equal(video.StreamVersion, row.StreamVersion));
        Assert.Equal(video.Renditions.Count, video.Renditions.DistinctBy(row => row.Height).Count());
        Assert.Equal(length, new FileInfo(world.Stored(MediaKey.Parse(video.Source!.MediaKey!))).Length);

        var track = Assert.Single(video.CaptionTracks);
        Assert.Equal(("en", CaptionKind.Automatic), (track.Language, track.Kind));
        var text = await File.ReadAllTextAsync(world.Stored(MediaKey.OfVersion(id, track.CaptionVersion) / "captions.vtt"), Token);
        Assert.Contains("Dashwood", text, StringComparison.OrdinalIgnoreCase);

        // Besides what the rows name, only the instant version that viewers may still be watching.
        string[] named = [video.StreamVersion!, video.PosterVersion!, track.CaptionVersion];
        Assert.Subset(Published.VersionsOf(world, id).ToHashSet(), named.ToHashSet());
        Assert.InRange(Published.VersionsOf(world, id).Except(named).Count(), 0, 1);
    }
}
