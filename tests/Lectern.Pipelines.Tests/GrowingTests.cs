using System.Diagnostics;
using System.Globalization;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Capture;
using Lectern.Pipelines.Runs;
using Lectern.Pipelines.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Tests;

/// <summary>What plays of a room's recording before it is joined.</summary>
public sealed class GrowingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_grew_while_it_was_recorded_plays_without_being_copied_once_it_is_verified()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Grown, seconds: 8, cameraLate: 0.4);
        await SetVerifiedAsync(world, recording, null);
        await CutLedgersAsync(world, recording.Parts, lines: 7, () => LookAsync(world));
        var grown = await NodesAsync(recording.Parts.Select(part => GrownOf(world, recording, part)));
        await SetVerifiedAsync(world, recording, DateTimeOffset.UnixEpoch);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(recording.VideoId!.Value, JobKind.Grown, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Done, 0), (job.State, job.Failures));
        var video = await world.VideoAsync(recording.VideoId.Value, Token);
        Assert.Equal((StreamKind.Grown, true), (video.StreamKind, video.HasPresenter));
        Assert.InRange(video.DurationSeconds!.Value, 8.35, 8.5);
        Assert.InRange(await Published.PlayAsync(world, video), 8.35, 8.5);
        Assert.Equal((201, 201), (await FramesAsync(world, video, "master.m3u8"), await FramesAsync(world, video, "presenter/master.m3u8")));
        var files = new[] { "video", "presenter/video", "audio" }.Select(name => Stored(world, video, $"{name}/part-1.mp4"));
        Assert.Equal(grown, await NodesAsync(files));
        Assert.Empty(Folders(world).All());
    }

    [Fact]
    public async Task What_was_recorded_before_and_after_a_restart_plays_without_being_copied_and_stands_still_in_between()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 2, Token, JobKind.Grown);
        await SetVerifiedAsync(world, recording, null);
        await LookAsync(world);
        var grown = await NodesAsync(recording.Parts.Where(part => part.Source == "slides").Select(part => GrownOf(world, recording, part)));
        await SetVerifiedAsync(world, recording, DateTimeOffset.UnixEpoch);

        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(recording.VideoId!.Value, JobKind.Grown, Token);
        await host.StopAsync(Token);

        var video = await world.VideoAsync(recording.VideoId.Value, Token);
        Assert.Equal((StreamKind.Grown, true), (video.StreamKind, video.HasPresenter));
        Assert.InRange(await Published.PlayAsync(world, video), 9.95, 10.1);
        Assert.Equal(grown, await NodesAsync(new[] { 1, 2 }.Select(number => Stored(world, video, $"video/part-{number}.mp4"))));
        Assert.Equal((201, 201), (await FramesAsync(world, video, "master.m3u8"), await FramesAsync(world, video, "presenter/master.m3u8")));
        await using var rows = world.Database.CreateContext();
        var gap = await rows.RecordingGaps.SingleAsync(row => row.RecordingId == recording.Id, Token);
        Assert.Equal((4.0, 6.0), (Math.Round(gap.StartSeconds, 1), Math.Round(gap.EndSeconds, 1)));
    }

    [Fact]
    public async Task Where_the_main_microphone_gave_nothing_the_spare_one_grows_and_plays()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Grown, seconds: 8, sound: SourceRole.SpareSound);
        await LookAsync(world);

        using var host = await world.StartAsync(Token);
        await world.UntilOverAsync(recording.VideoId!.Value, JobKind.Grown, Token);
        await host.StopAsync(Token);

        var video = await world.VideoAsync(recording.VideoId.Value, Token);
        Assert.Equal((StreamKind.Grown, true), (video.StreamKind, File.Exists(Stored(world, video, "audio/part-1.mp4"))));
    }

    [Fact]
    public async Task A_source_of_which_nothing_new_has_come_keeps_no_other_from_growing()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Grown, seconds: 8);
        var grow = Grow(world);
        using var folder = Folders(world).TryEnter(recording.Id)!;
        Task RunAsync() => grow.RunAsync(folder, recording, Token);
        bool[] AreWhole() => [.. recording.Parts.Select(part => new FileInfo(folder.FileOf(part.UploadId)).Length == part.Length)];

        await CutLedgersAsync(world, recording.Parts, lines: 7, RunAsync);
        Assert.Equal([false, false, false], AreWhole());
        await CutLedgersAsync(world, recording.Parts.Take(1), lines: 7, RunAsync);
        Assert.Equal([false, true, true], AreWhole());
        await RunAsync();
        Assert.Equal([true, true, true], AreWhole());
    }

    [Theory]
    [InlineData("not whole")]
    [InlineData("gone")]
    [InlineData("torn")]
    public async Task What_can_t_be_watched_early_is_left_to_joining_and_takes_no_room_from_it(string trouble)
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Grown, seconds: 8);
        var sound = recording.Parts.Single(part => part.Source == "sound");
        using (var folder = Folders(world).TryEnter(recording.Id)!)
        {
            await CutLedgersAsync(world, recording.Parts, lines: 7, () => Grow(world).RunAsync(folder, recording, Token));
        }

        if (trouble is "gone")
        {
            File.Delete(CaptureFiles.PartOf(world.Storage, sound.UploadId));
        }
        else if (trouble is "torn")
        {
            await using var journal = File.OpenWrite(GrownOf(world, recording, sound) + ".lines");
            journal.Position = 100;
            journal.WriteByte(77);
        }
        else
        {
            var ledger = CaptureFiles.LedgerOf(world.Storage, sound.UploadId);
            await File.WriteAllLinesAsync(ledger, (await File.ReadAllLinesAsync(ledger, Token)).Take(6), Token);
        }

        var (_, publication) = await StepAsync(world, recording);
        publication.Then!();

        Assert.Empty(Folders(world).All());
        Assert.False(Directory.Exists(Path.Combine(world.Storage.MediaRoot, MediaKey.OfVideo(recording.VideoId!.Value).Value)));
    }

    [Fact]
    public async Task A_run_that_dies_before_it_is_published_is_made_up_for_by_the_next()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Grown);

        // All but the commit.
        await StepAsync(world, recording);
        var died = Published.VersionsOf(world, recording.VideoId!.Value);
        using var next = await world.StartAsync(Token);
        await world.UntilOverAsync(recording.VideoId.Value, JobKind.Grown, Token);
        await next.StopAsync(Token);

        var video = await world.VideoAsync(recording.VideoId.Value, Token);
        Assert.Equal([video.StreamVersion!], Published.VersionsOf(world, video.Id));
        Assert.NotEqual(died, Published.VersionsOf(world, video.Id));
        Assert.InRange(await Published.PlayAsync(world, video), 3.95, 4.1);
    }

    [Fact]
    public async Task What_plays_better_is_not_replaced_and_leavings_are_taken_away()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Grown);
        var (worker, publication) = await StepAsync(world, recording);
        await using (var rows = world.Database.CreateContext())
        {
            await rows.Videos.ExecuteUpdateAsync(set => set.SetProperty(video => video.StreamVersion, "instant").SetProperty(video => video.StreamKind, StreamKind.Instant), Token);
            await rows.Sources.ExecuteUpdateAsync(set => set.SetProperty(source => source.MediaKey, "videos/a/source/original"), Token);
            await publication.Write(rows, Token);
        }

        using (Folders(world).TryEnter(recording.Id))
        {
            Assert.Null(Folders(world).TryEnter(recording.Id));
        }

        Assert.NotEmpty(Folders(world).All());
        await worker.GetRequiredService<ForgetParts>().RunAsync(Token);

        Assert.Equal("instant", (await world.VideoAsync(recording.VideoId!.Value, Token)).StreamVersion);
        Assert.Empty(Folders(world).All());
    }

    [Fact]
    public async Task Three_hours_play_long_before_they_are_joined()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 }, "It takes gigabytes and some minutes; LECTERN_LONG=1 has it.");
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, JobKind.Video, seconds: 8, repeated: 1350);
        TestContext.Current.SendDiagnosticMessage($"{recording.Parts.Sum(part => part.Length) >> 20} MiB in {recording.Parts.Count} parts.");
        using (var folder = Folders(world).TryEnter(recording.Id)!)
        {
            await Grow(world).RunAsync(folder, recording, Token);
        }

        await world.Database.AddAsync([new Job { Kind = JobKind.Grown, VideoId = recording.VideoId!.Value, State = JobState.Queued, CreatedAt = DateTimeOffset.UnixEpoch, NotBefore = DateTimeOffset.UnixEpoch }], Token);
        var since = Stopwatch.StartNew();
        using var host = await world.StartAsync(Token);
        await world.UntilAsync(recording.VideoId.Value, JobKind.Grown, job => job.State == JobState.Done, Token);
        var grown = since.Elapsed;
        var video = await world.VideoAsync(recording.VideoId.Value, Token);
        await world.UntilAsync(recording.VideoId.Value, JobKind.Video, job => job.StepsDone.Contains("instant", StringComparison.Ordinal), Token, seconds: 1200);
        TestContext.Current.SendDiagnosticMessage($"Plays after {grown.TotalSeconds:f1} s; joined and repackaged after {since.Elapsed.TotalSeconds:f1} s.");
        await host.StopAsync(Token);

        Assert.Equal(StreamKind.Grown, video.StreamKind);
        Assert.InRange(video.DurationSeconds!.Value, 10_799, 10_830);
        Assert.True(grown < TimeSpan.FromSeconds(30));
    }

    private static GrowingFolders Folders(PipelineWorld world) => new(world.Media);

    private static GrowRecording Grow(PipelineWorld world) => new(Options.Create(world.Storage));

    private static string GrownOf(PipelineWorld world, Recording recording, RecordingPart part) =>
        Path.Combine(world.Media.NearbyFolder!, "growing", recording.Id.ToString("n"), $".tmp-{part.UploadId:n}.mp4");

    private static string Stored(PipelineWorld world, Video video, string name) => world.Stored(MediaKey.Parse($"{MediaKey.OfVersion(video.Id, video.StreamVersion!)}/{name}"));

    private static async Task<(IServiceProvider Worker, Publication Made)> StepAsync(PipelineWorld world, Recording recording)
    {
        var worker = WorkerHost.Build(world.Database.Engine, world.Database.ConnectionString, world.Settings).Services;
        var job = (await world.JobAsync(recording.VideoId!.Value, JobKind.Grown, Token))!;
        var attempt = new JobAttempt(job.Id, 1);
        return (worker, await worker.GetRequiredService<GrownStep>().RunAsync(new JobRun(job, attempt, worker.GetRequiredService<Workspaces>().Open(attempt)), Token));
    }

    private static async Task LookAsync(PipelineWorld world)
    {
        using var host = WorkerHost.Build(world.Database.Engine, world.Database.ConnectionString, world.Settings);
        await host.Services.GetServices<IHostedService>().OfType<GrowingWorker>().Single().LookAsync(Token);
    }

    private static async Task SetVerifiedAsync(PipelineWorld world, Recording recording, DateTimeOffset? at)
    {
        await using var rows = world.Database.CreateContext();
        await rows.Recordings.Where(row => row.Id == recording.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.VerifiedAt, at), Token);
    }

    // As if no more had come yet.
    private static async Task CutLedgersAsync(PipelineWorld world, IEnumerable<RecordingPart> parts, int lines, Func<Task> meanwhile)
    {
        var whole = parts.ToDictionary(part => CaptureFiles.LedgerOf(world.Storage, part.UploadId), part => File.ReadAllText(CaptureFiles.LedgerOf(world.Storage, part.UploadId)));
        foreach (var (path, text) in whole)
        {
            await File.WriteAllTextAsync(path, string.Join('\n', text.Split('\n').Take(lines)) + "\n{\"offset\":", Token);
        }

        await meanwhile();
        foreach (var (path, text) in whole)
        {
            await File.WriteAllTextAsync(path, text, Token);
        }
    }

    // Names of one node are one file.
    private static Task<string> NodesAsync(IEnumerable<string> files) => Clips.RunAsync("stat", ["-c", "%i", .. files]);

    private static async Task<int> FramesAsync(PipelineWorld world, Video video, string name)
    {
        var counts = await Clips.RunAsync("ffprobe", ["-v", "error", "-allowed_extensions", "ALL", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames", "-of", "default=nw=1:nk=1", Stored(world, video, name)]);
        return int.Parse(counts.Split('\n')[0], CultureInfo.InvariantCulture);
    }
}
