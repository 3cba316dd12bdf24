using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.Pipelines.Tests.Support;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lectern.Pipelines.Tests;

public sealed class EngineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_workers_on_one_PostgreSQL_database_share_the_work_and_do_none_of_it_twice()
    {
        await using var world = await OnPostgreSqlAsync();
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        var clip = await Clips.WithToneAsync();
        var uploads = new List<Guid>();
        for (var n = 0; n < 3; n++)
        {
            uploads.Add((await world.UploadAsync(clip, Token)).Id);
        }

        world.Settings["Pipelines:Node"] = "one";
        using var one = await world.StartAsync(Token);
        world.Settings["Pipelines:Node"] = "two";
        using var two = await world.StartAsync(Token);
        foreach (var upload in uploads)
        {
            var job = await world.UntilOverAsync(upload, JobKind.Video, Token);
            var captions = await world.UntilOverAsync(upload, JobKind.Captions, Token);
            Assert.Equal((JobState.Done, 1, JobState.Done, 1), (job.State, job.Attempt, captions.State, captions.Attempt));
        }

        await Task.WhenAll(one.StopAsync(Token), two.StopAsync(Token));
    }

    [Fact]
    public async Task A_second_worker_of_one_name_does_not_start_on_the_same_folder()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        using var first = await world.StartAsync(Token);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => world.StartAsync(Token));
        await first.StopAsync(Token);

        Assert.Contains("Another Lectern worker named 'worker' runs on this data folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_a_dead_node_holds_is_taken_over_when_it_falls_silent()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:Heartbeat"] = "00:00:00.300";
        world.Settings["Pipelines:DeadAfter"] = "00:00:01";
        var upload = await world.UploadAsync(await Clips.SilentAsync(), Token);
        var job = await world.JobAsync(upload.Id, JobKind.Video, Token);
        await new JobLedger(world.Database.Contexts, TimeProvider.System).ClaimAsync(new JobAttempt(job!.Id, 1), "a-node-that-died/1", Token);

        using var host = await world.StartAsync(Token);
        var done = await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Done, 2, 0), (done.State, done.Attempt, done.Failures));
    }

    [Fact]
    public async Task A_run_that_loses_its_job_ends_its_child_and_leaves_nothing_in_the_store()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:Heartbeat"] = "00:00:00.200";
        FakeCaptions.Use(world, FakeCaptions.Endless);
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);
        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        var held = await world.UntilAsync(upload.Id, JobKind.Captions, job => job.State == JobState.Running, Token);
        await Children.UntilThereAsync(world, Token);

        // What another node's dispatcher and claim would do after a pause of this one.
        await using (var context = world.Database.CreateContext())
        {
            await context.Jobs.Where(job => job.Id == held.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(job => job.Attempt, 2).SetProperty(job => job.Node, "another/1"), Token);
        }

        await Children.UntilGoneAsync(world, Token);
        var after = await world.JobAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Running, 2, "another/1", 0), (after!.State, after.Attempt, after.Node, after.Failures));
        Assert.Empty((await world.VideoAsync(upload.Id, Token)).CaptionTracks);
        Assert.Empty(Published.Scratch(world));
    }

    [Fact]
    public async Task Deleting_a_video_ends_the_work_on_it_and_restoring_it_goes_on()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:Heartbeat"] = "00:00:00.200";
        FakeCaptions.Use(world, FakeCaptions.Endless);
        var upload = await world.UploadAsync(await Clips.WithToneAsync(), Token);
        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        await world.UntilAsync(upload.Id, JobKind.Captions, job => job.State == JobState.Running, Token);
        await Children.UntilThereAsync(world, Token);
        var edit = host.Services.GetRequiredService<EditVideos>();

        await edit.DeleteAsync(world.Teacher, [upload.Id], Token);
        await Children.UntilGoneAsync(world, Token);
        var stopped = await world.JobAsync(upload.Id, JobKind.Captions, Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        await edit.RestoreAsync(world.Teacher, [upload.Id], Token);
        var done = await world.UntilOverAsync(upload.Id, JobKind.Captions, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Queued, 1, 0, 0), (stopped!.State, stopped.Attempt, stopped.Kills, stopped.Failures));
        Assert.Equal((JobState.Done, 2), (done.State, done.Attempt));
    }

    [Fact]
    public async Task A_job_committed_with_a_signal_starts_without_waiting_for_the_next_look()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:LookEvery"] = "00:10:00";
        using var host = await world.StartAsync(Token);
        var upload = await world.UploadAsync(await Clips.SilentAsync(), Token);

        host.Services.GetRequiredService<JobSignal>().Set();
        var done = await world.UntilOverAsync(upload.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal(JobState.Done, done.State);
    }

    [Fact]
    public async Task Settings_that_would_take_healthy_runs_for_dead_stop_the_start()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        world.Settings["Pipelines:DeadAfter"] = "00:00:10";

        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => world.StartAsync(Token));

        Assert.Contains("DeadAfter", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<PipelineWorld> OnPostgreSqlAsync()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed.");
        return await PipelineWorld.CreateAsync(Token, DatabaseEngine.PostgreSql);
    }
}
