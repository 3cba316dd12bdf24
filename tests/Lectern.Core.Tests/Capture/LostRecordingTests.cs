using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

/// <summary>A recording whose machine is lost.</summary>
public sealed class LostRecordingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly TempFolder _folder = new();
    private readonly Room _room = new() { Name = "Hall", TimeZone = "Europe/Vienna", AddedAt = Some.Instant };
    private readonly StorageOptions _storage;

    public LostRecordingTests() => _storage = new StorageOptions { DataFolder = _folder.Path };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory, DatabaseData]
    public async Task What_is_here_of_it_becomes_a_video_once_its_machine_is_silent_for_a_day(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (device, recording) = await RecordAsync(database, (100, 0), (50, 0), (20, 9000), (10, 9030));
        var end = End(database);

        var early = await end.RunAsync(_room.Id, recording.Id, "test", Stop);
        _time.Advance(EndLostRecording.SilentFor + TimeSpan.FromMinutes(1));
        var elsewhere = await end.RunAsync(Guid.CreateVersion7(), recording.Id, "test", Stop);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => end.RunAsync(_room.Id, recording.Id, "test", Stop), Stop)));

        Assert.Equal((EndedRecording.NotLost, EndedRecording.NotLost), (early, elsewhere));
        Assert.Single(answers, EndedRecording.Waits);
        await using var rows = database.CreateContext();
        var kept = await rows.Recordings.Include(r => r.Parts).Include(r => r.Sources).AsSplitQuery().SingleAsync(r => r.Id != recording.Id, Stop);
        Assert.NotNull(kept.VerifiedAt);
        Assert.Equal(recording.Id, kept.PieceOfId);
        Assert.Equal((device.Id, Some.Instant, "slides"), (kept.DeviceId, kept.StartedAt, Assert.Single(kept.Sources).Name));
        Assert.Equal([("run-1", 10_100L), ("run-1", 5_100L), ("run-2", 2_100L), ("run-3", 1_100L)], kept.Parts.OrderBy(part => part.Number).Select(part => (part.Boot, part.Length!.Value)));
        foreach (var part in kept.Parts)
        {
            Assert.Equal(part.Length, PartLedger.EndOf(await PartLedger.ReadAsync(CaptureFiles.LedgerOf(_storage, part.UploadId), Stop)));
            var file = new FileInfo(CaptureFiles.PartOf(_storage, part.UploadId));
            Assert.True(file.Length >= part.Length);

            // Old files without a row are swept, and this one's comes only now.
            Assert.Equal(_time.GetUtcNow().UtcDateTime, file.LastWriteTimeUtc);
        }

        // The machine's own waits for it, in no room's way, and is of the booking that this one got.
        var open = await rows.Recordings.SingleAsync(r => r.Id == recording.Id, Stop);
        Assert.Equal((null, kept.BookingId), (open.VerifiedAt, open.BookingId));
        Assert.NotNull(open.BookingId);
        Assert.DoesNotContain(await UnfinishedRecordings.OfAsync(rows, _room.Id, _time.GetUtcNow(), Stop), one => one.Id == recording.Id);
        Assert.Equal(1, await rows.Audit.CountAsync(a => a.Act == Acts.EndRecording, Stop));
    }

    [Theory]
    [InlineData(105)]
    [InlineData(200)]
    public async Task What_its_machine_brings_after_all_is_kept_beside_the_piece(int seconds)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (device, recording) = await RecordAsync(database, (100, 0));
        await new RevokeDevice(database.Contexts, new RoomSignals(), _time).RunAsync(_room.Id, device.Id, "test", Stop);
        Assert.Equal(EndedRecording.Waits, await End(database).RunAsync(_room.Id, recording.Id, "test", Stop));
        var lines = await WriteAsync(recording.Parts[0], seconds, 0, isWhole: true);

        var isHeld = await new EndRecording(database.Contexts, Make(database), Options.Create(_storage), new JobSignal(), _time).RunAsync(
            device, recording.Id, new RecordingManifest(Some.Instant.AddSeconds(seconds), [EndOf(lines)]), Stop);

        Assert.True(isHeld);
        await using var rows = database.CreateContext();
        Assert.Equal(1, await rows.RecordingParts.CountAsync(part => part.RecordingId == recording.Id, Stop));
        Assert.Equal(1, await rows.RecordingParts.CountAsync(part => part.RecordingId != recording.Id, Stop));
        Assert.Null(await rows.Recordings.Where(r => r.Id == recording.Id).Select(r => r.VideoId).SingleAsync(Stop));
    }

    [Fact]
    public async Task Neither_a_piece_nor_a_deleted_video_says_that_as_much_is_held()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (_, recording) = await RecordAsync(database, (100, 0));
        var classroom = Some.Classroom();
        var video = Some.Video(classroom.Collection, classroom.Teacher);
        await database.AddAsync([.. classroom.Rows, video], Stop);
        _time.Advance(TimeSpan.FromDays(2));
        await End(database).RunAsync(_room.Id, recording.Id, "test", Stop);
        await using var rows = database.CreateContext();
        var booking = await rows.Recordings.Where(r => r.Id == recording.Id).Select(r => r.BookingId!.Value).SingleAsync(Stop);

        var byPiece = await IsHeldAsync();
        await database.AddAsync(
            [new Recording { Id = Guid.CreateVersion7(), DeviceId = recording.DeviceId, BookingId = booking, StartedAt = Some.Instant, EndedAt = Some.Instant.AddSeconds(100), VerifiedAt = Some.Instant, VideoId = video.Id }], Stop);
        await rows.Videos.Where(v => v.Id == video.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.DurationSeconds, 100), Stop);
        var byVideo = await IsHeldAsync();
        await rows.Videos.Where(v => v.Id == video.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.DeletedAt, Some.Instant), Stop);

        Assert.Equal((false, true, false), (byPiece, byVideo, await IsHeldAsync()));

        Task<bool> IsHeldAsync() => HeldElsewhere.IsAsync(rows, _storage, booking, Guid.CreateVersion7(), (Some.Instant, Some.Instant.AddSeconds(100)), Stop);
    }

    [Fact]
    public async Task Where_nothing_of_it_can_be_seen_or_heard_it_is_in_the_rooms_way_no_more()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (_, recording) = await RecordAsync(database, (0, 0));
        _time.Advance(TimeSpan.FromDays(2));

        var answer = await End(database).RunAsync(_room.Id, recording.Id, "test", Stop);

        await using var rows = database.CreateContext();
        Assert.Equal((EndedRecording.NothingHeld, _time.GetUtcNow()), (answer, (await rows.Recordings.SingleAsync(Stop)).GivenUpAt));
        Assert.Empty(await UnfinishedRecordings.OfAsync(rows, _room.Id, _time.GetUtcNow(), Stop));
        Assert.Equal(1, await rows.Audit.CountAsync(a => a.Act == Acts.EndRecording, Stop));
    }

    [Fact]
    public async Task Where_its_file_is_missing_it_is_not_as_if_nothing_were_held()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (_, recording) = await RecordAsync(database, (10, 0));
        File.Delete(CaptureFiles.UploadOf(_storage, recording.Parts[0].UploadId));
        _time.Advance(TimeSpan.FromDays(2));

        await Assert.ThrowsAsync<FileNotFoundException>(() => End(database).RunAsync(_room.Id, recording.Id, "test", Stop));

        await using var rows = database.CreateContext();
        Assert.Null((await rows.Recordings.SingleAsync(Stop)).GivenUpAt);
    }

    [Fact]
    public async Task Older_ones_that_are_not_all_here_stand_before_newer_videos()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (device, recording) = await RecordAsync(database, (10, 0));
        var classroom = Some.Classroom();
        var videos = Enumerable.Range(0, 11).Select(_ => Some.Video(classroom.Collection, classroom.Teacher)).ToList();
        await database.AddAsync([.. classroom.Rows, .. videos], Stop);
        await database.AddAsync(
            [.. videos.Select((video, day) => new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = Some.Instant.AddDays(day + 1), VerifiedAt = Some.Instant, VideoId = video.Id })], Stop);
        await using var rows = database.CreateContext();

        var shown = await RecordedHere.OfAsync(rows, _room.Id, Some.Instant.AddDays(20), Stop);

        Assert.Equal((recording.Id, true, Some.Instant.AddDays(11)), (shown[0].Id, shown[0].CanEnd, shown[1].StartedAt));
    }

    private MakeRecordedVideo Make(TestDatabase database) => new(database.Contexts, Options.Create(_storage), new JobSignal(), _time, NullLogger<MakeRecordedVideo>.Instance);

    private EndLostRecording End(TestDatabase database) => new(database.Contexts, Make(database), Options.Create(_storage), new JobSignal(), _time);

    private async Task<(Device Device, Recording Recording)> RecordAsync(TestDatabase database, params (int Seconds, int Boot)[] parts)
    {
        var code = new EnrolmentCode { RoomId = _room.Id, CodeHash = "x".PadRight(43, 'x'), SpentAt = Some.Instant };
        var device = new Device { RoomId = _room.Id, CodeId = code.Id, KeyHash = "y".PadRight(43, 'y'), Machine = "pc", System = "Debian", Agent = "1", EnrolledAt = Some.Instant, LastSeenAt = Some.Instant };
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = Some.Instant };
        recording.Sources.Add(new RecordingSource { RecordingId = recording.Id, Name = "slides" });
        foreach (var (seconds, boot) in parts)
        {
            var part = new RecordingPart { RecordingId = recording.Id, Source = "slides", Number = recording.Parts.Count + 1, UploadId = Guid.CreateVersion7() };
            recording.Parts.Add(part);
            await WriteAsync(part, seconds, boot, isWhole: false, from: parts.Take(part.Number - 1).Where(before => before.Boot == boot).Sum(before => before.Seconds));
        }

        await database.AddAsync([_room, code, device, recording], Stop);
        return (device, recording);
    }

    // What still comes has bytes that nobody verified yet.
    private async Task<IReadOnlyList<Fragment>> WriteAsync(RecordingPart part, int seconds, int boot, bool isWhole, int from = 0)
    {
        Fragment[] lines = [LineOf(0, 100, from, boot), .. Enumerable.Range(0, seconds).Select(second => LineOf(100 + (second * 100), 100, from + second, boot))];
        var (file, ledger) = (isWhole ? CaptureFiles.PartOf(_storage, part.UploadId) : CaptureFiles.UploadOf(_storage, part.UploadId), CaptureFiles.LedgerOf(_storage, part.UploadId));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
        await File.WriteAllBytesAsync(file, new byte[PartLedger.EndOf(lines) + (isWhole ? 0 : 7)], Stop);
        File.Delete(ledger);
        await using var kept = await PartLedger.TryOpenAsync(ledger, Stop);
        await kept!.AppendAsync(lines, Stop);
        return lines;
    }

    private static Fragment LineOf(int offset, int length, int second, int boot) =>
        new(offset, length, "", second, offset == 0 ? 0 : 1, second + 1, Some.Instant.AddSeconds(boot + second + 1));

    private static PartEnd EndOf(IReadOnlyList<Fragment> lines) =>
        new("slides", 1, "boot", PartLedger.EndOf(lines), lines.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line.Sha256))))));
}
