using System.Collections.Concurrent;
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
using Lectern.Ffmpeg.Fragments;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>A room's recording of slides, who speaks and sound, as it lies here once its device brought it.</summary>
internal static class RoomRecording
{
    private static readonly ConcurrentDictionary<(SourceRole, int), Task<byte[]>> Encoded = new();

    private static readonly (string Name, SourceRole Role)[] Sources = [("slides", SourceRole.Slides), ("camera", SourceRole.Presenter), ("sound", SourceRole.Sound)];

    /// <summary>One whose video and job are there.</summary>
    /// <param name="world">Where it lies.</param>
    /// <param name="runs">How often the machine ran, and was off for two seconds in between.</param>
    /// <param name="cancellationToken">Leaves anything.</param>
    /// <param name="job">What is to become of it.</param>
    /// <param name="seconds">How long each run lasted.</param>
    /// <param name="cameraLate">Seconds that the camera took to begin.</param>
    /// <param name="repeated">How often the same seconds come one after the other.</param>
    /// <param name="sound">Which of the room's microphones gave anything.</param>
    public static async Task<Recording> MakeAsync(PipelineWorld world, int runs, CancellationToken cancellationToken, JobKind job = JobKind.Video, int seconds = 4, double cameraLate = 0, int repeated = 1, SourceRole sound = SourceRole.Sound)
    {
        var (room, device, rows) = NewDevice();
        var video = await world.RecordedVideoAsync(cancellationToken, job);
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = TimeProvider.System.GetUtcNow(), VerifiedAt = DateTimeOffset.UnixEpoch, VideoId = video.Id };
        foreach (var (name, role) in Sources.Select(source => source.Role == SourceRole.Sound ? (source.Name, sound) : source))
        {
            recording.Sources.Add(new RecordingSource { RecordingId = recording.Id, Name = name, Role = role });
            for (var number = 1; number <= runs; number++)
            {
                recording.Parts.Add(await PartAsync(world, (recording.Id, name, number), role, (seconds, repeated), 100 + (number - 1) * (seconds + 2) + (role == SourceRole.Presenter ? cameraLate : 0), cancellationToken));
            }
        }

        await world.Database.AddAsync([room, .. rows, recording], cancellationToken);
        return recording;
    }

    /// <summary>A room and its device.</summary>
    public static (Room Room, Device Device, object[] Rows) NewDevice()
    {
        var room = new Room { Name = "Hall B", TimeZone = "Europe/Vienna" };
        var code = new EnrolmentCode { RoomId = room.Id, CodeHash = new string('a', 64) };
        var device = new Device { RoomId = room.Id, CodeId = code.Id, KeyHash = new string('a', 64), Machine = "hall-b", System = "Debian", Agent = "1" };
        return (room, device, [code, device]);
    }

    /// <summary>What an encoder gives.</summary>
    public static Task<byte[]> EncodedAsync(SourceRole role, int seconds) => Encoded.GetOrAdd((role, seconds), _ => EncodeAsync(role, seconds, CancellationToken.None));

    private static async Task<RecordingPart> PartAsync(PipelineWorld world, (Guid Recording, string Source, int Number) name, SourceRole role, (int Seconds, int Repeated) length, double start, CancellationToken cancellationToken)
    {
        var part = new RecordingPart { RecordingId = name.Recording, Source = name.Source, Number = name.Number, UploadId = Guid.CreateVersion7(), Boot = "boot" };
        var (path, lines) = (CaptureFiles.PartOf(world.Storage, part.UploadId), new StringBuilder());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        var pieces = new FragmentReader().Append(await EncodedAsync(role, length.Seconds));
        var once = pieces[^1].Time + pieces[^1].Duration;
        // When a fragment plays is what its line says.
        foreach (var (piece, time) in Enumerable.Range(0, length.Repeated).SelectMany(n => pieces.Skip(n == 0 ? 0 : 1).Select(piece => (piece, piece.Time + n * once))))
        {
            var clock = start + time + piece.Duration;
            var line = new Fragment(file.Length, piece.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(piece.Bytes.Span)), time, piece.Duration, clock, DateTimeOffset.UnixEpoch.AddSeconds(clock));
            lines.Append(JsonSerializer.Serialize(line, CaptureJson.Default.Fragment)).Append('\n');
            await file.WriteAsync(piece.Bytes, cancellationToken);
        }

        part.Length = file.Length;
        await File.WriteAllTextAsync(CaptureFiles.LedgerOf(world.Storage, part.UploadId), lines.ToString(), cancellationToken);
        return part;
    }

    private static async Task<byte[]> EncodeAsync(SourceRole role, int seconds, CancellationToken cancellationToken)
    {
        string[] source = role switch
        {
            SourceRole.Slides => ["-f", "lavfi", "-i", $"testsrc2=s=320x180:r=25:d={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25"],
            SourceRole.Presenter => ["-f", "lavfi", "-i", $"smptebars=s=160x120:r=25:d={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p"],
            _ => ["-f", "lavfi", "-i", $"sine=f=440:r=48000:d={seconds}", "-c:a", "aac", "-frag_duration", "950000"],
        };
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", .. source, "-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_keyframe", "pipe:1"]) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
        await ffmpeg.WaitForExitAsync(cancellationToken);
        return output.ToArray();
    }
}
