using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Ffmpeg.Fragments;
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
        var recording = await RecordedAsync(world);

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
    public async Task A_track_of_a_box_that_can_t_be_read_makes_no_video_of_the_rest_and_nothing_is_forgotten()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var (room, device, rows) = NewDevice();
        var video = await world.RecordedVideoAsync(Token);
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = DateTimeOffset.UnixEpoch, VerifiedAt = DateTimeOffset.UnixEpoch, VideoId = video.Id };
        foreach (var (name, role, bytes) in new[] { ("slides-1", SourceRole.Slides, await EncodeAsync(SourceRole.Slides)), ("presenter-2", SourceRole.Presenter, "no video"u8.ToArray()) })
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

    private static (Room Room, Device Device, object[] Rows) NewDevice()
    {
        var room = new Room { Name = "Hall B", TimeZone = "Europe/Vienna" };
        var code = new EnrolmentCode { RoomId = room.Id, CodeHash = new string('a', 64) };
        var device = new Device { RoomId = room.Id, CodeId = code.Id, KeyHash = new string('a', 64), Machine = "hall-b", System = "Debian", Agent = "1" };
        return (room, device, [code, device]);
    }

    private static async Task<Recording> RecordedAsync(PipelineWorld world)
    {
        var (room, device, rows) = NewDevice();
        var video = await world.RecordedVideoAsync(Token);
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = DateTimeOffset.UnixEpoch, VerifiedAt = DateTimeOffset.UnixEpoch, VideoId = video.Id };
        foreach (var (name, role) in new[] { ("slides", SourceRole.Slides), ("camera", SourceRole.Presenter), ("sound", SourceRole.Sound) })
        {
            recording.Sources.Add(new RecordingSource { RecordingId = recording.Id, Name = name, Role = role });
            foreach (var number in new[] { 1, 2 })
            {
                recording.Parts.Add(await PartAsync(world, recording.Id, name, role, number));
            }
        }

        await world.Database.AddAsync([room, .. rows, recording], Token);
        return recording;
    }

    // Two runs of four seconds, with two in between in which the machine was off.
    private static async Task<RecordingPart> PartAsync(PipelineWorld world, Guid recording, string source, SourceRole role, int number)
    {
        var part = new RecordingPart { RecordingId = recording, Source = source, Number = number, UploadId = Guid.CreateVersion7(), Boot = "boot" };
        var (path, lines) = (CaptureFiles.PartOf(world.Storage, part.UploadId), new StringBuilder());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        foreach (var piece in new FragmentReader().Append(await EncodeAsync(role)))
        {
            var clock = 100 + (number - 1) * 6 + piece.Time + piece.Duration;
            var line = new Fragment(file.Length, piece.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(piece.Bytes.Span)), piece.Time, piece.Duration, clock, DateTimeOffset.UnixEpoch.AddSeconds(clock));
            lines.Append(JsonSerializer.Serialize(line, CaptureJson.Default.Fragment)).Append('\n');
            await file.WriteAsync(piece.Bytes, Token);
        }

        part.Length = file.Length;
        await File.WriteAllTextAsync(CaptureFiles.LedgerOf(world.Storage, part.UploadId), lines.ToString(), Token);
        return part;
    }

    private static async Task<byte[]> EncodeAsync(SourceRole role)
    {
        string[] source = role switch
        {
            SourceRole.Slides => ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25"],
            SourceRole.Presenter => ["-f", "lavfi", "-i", "smptebars=s=160x120:r=25:d=4", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p"],
            _ => ["-f", "lavfi", "-i", "sine=f=440:r=48000:d=4", "-c:a", "aac", "-frag_duration", "950000"],
        };
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", .. source, "-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_keyframe", "pipe:1"]) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(output, Token);
        await ffmpeg.WaitForExitAsync(Token);
        return output.ToArray();
    }
}
