using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Capture;
using Lectern.Pipelines.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Pipelines.Tests;

/// <summary>From the parts of a room's recording to a video that plays.</summary>
public sealed class RecordingJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slides_presenter_and_sound_become_one_video_with_its_gap_and_its_parts_are_forgotten()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        var recording = await RoomRecording.MakeAsync(world, 2, Token);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(recording.VideoId!.Value, JobKind.Video, Token);
        var captions = await world.UntilOverAsync(recording.VideoId.Value, JobKind.Captions, Token);
        await host.Services.GetRequiredService<ForgetParts>().RunAsync(Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Done, JobState.Done), (job.State, captions.State));
        var video = await world.VideoAsync(recording.VideoId.Value, Token);
        Assert.Equal((StreamKind.Renditions, 320, 180, true, true), (video.StreamKind, video.Width, video.Height, video.HasAudio, video.HasPresenter));
        Assert.InRange(video.DurationSeconds!.Value, 9.8, 10.2);
        Assert.InRange(await Published.PlayAsync(world, video), 9.7, 10.3);
        Assert.True(File.Exists(world.Stored(MediaKey.OfVersion(video.Id, video.StreamVersion!) / "presenter" / "master.m3u8")));
        Assert.Equal(new FileInfo(world.Stored(MediaKey.OfVideo(video.Id) / "source" / "original")).Length, video.Source!.Bytes);
        await using var rows = world.Database.CreateContext();
        var gap = Assert.Single(await rows.RecordingGaps.ToListAsync(Token));
        Assert.InRange(gap.StartSeconds, 3.9, 4.1);
        Assert.InRange(gap.EndSeconds, 5.9, 6.1);
        Assert.Empty(await rows.RecordingParts.ToListAsync(Token));
        Assert.Empty(Directory.GetFiles(CaptureFiles.PartsOf(world.Storage)));
    }

    [Fact]
    public async Task Where_the_main_microphone_gave_nothing_the_spare_one_is_heard_and_its_recording_says_for_how_long()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        FakeCaptions.Use(world, FakeCaptions.OneCue);
        var recording = await RoomRecording.MakeAsync(world, 1, Token, sound: SourceRole.SpareSound);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(recording.VideoId!.Value, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal(JobState.Done, job.State);
        Assert.True((await world.VideoAsync(recording.VideoId.Value, Token)).HasAudio);
        await using var rows = world.Database.CreateContext();
        Assert.InRange((await rows.Recordings.SingleAsync(row => row.Id == recording.Id, Token)).SpareSoundSeconds, 3.9, 4.1);
    }

    [Fact]
    public async Task A_track_of_a_box_that_can_t_be_read_makes_no_video_of_the_rest_and_nothing_is_forgotten()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var (room, device, rows) = RoomRecording.NewDevice();
        var video = await world.RecordedVideoAsync(Token);
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = DateTimeOffset.UnixEpoch, VerifiedAt = DateTimeOffset.UnixEpoch, VideoId = video.Id };
        foreach (var (name, role, bytes) in new[] { ("slides-1", SourceRole.Slides, await RoomRecording.EncodedAsync(SourceRole.Slides, 4)), ("presenter-2", SourceRole.Presenter, "no video"u8.ToArray()) })
        {
            var part = new RecordingPart { RecordingId = recording.Id, Source = name, Number = 1, UploadId = Guid.CreateVersion7(), Length = bytes.Length };
            recording.Sources.Add(new RecordingSource { RecordingId = recording.Id, Name = name, Role = role });
            recording.Parts.Add(part);
            Directory.CreateDirectory(CaptureFiles.PartsOf(world.Storage));
            await File.WriteAllBytesAsync(CaptureFiles.PartOf(world.Storage, part.UploadId), bytes, Token);
        }

        await world.Database.AddAsync([room, .. rows, recording], Token);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(video.Id, JobKind.Video, Token);
        await host.Services.GetRequiredService<ForgetParts>().RunAsync(Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Failed, "JOB-016", 1), (job.State, job.ErrorCode, job.Attempt));
        Assert.Contains("Of the 2 tracks that the room's box brought 1 can't be read (presenter-2)", job.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(CaptureFiles.PartsOf(world.Storage)).Length);
    }
}
