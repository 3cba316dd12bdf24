using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Governance;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

/// <summary>A room that is gone, and may come back.</summary>
public sealed class RoomRemovalTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly RoomSignals _signals = new();
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory, DatabaseData]
    public async Task A_room_that_is_gone_is_found_by_nobody_its_name_is_free_and_what_was_recorded_there_stays(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (room, device) = await RoomAsync(database);
        var (past, coming) = (await BookAsync(database, room, 10), await BookAsync(database, room, 300));
        await database.AddAsync(
            [
                new KeptAlarm { RoomId = room.Id, Kind = RoomAlarmKind.Silence, Since = Some.Instant },
                new Timetable { RoomId = room.Id, Address = "https://calendar.test/a.ics", NextAt = Some.Instant },
                new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, BookingId = past.Id, StartedAt = past.StartsAt, VerifiedAt = past.EndsAt },
            ],
            Stop);
        _time.Advance(TimeSpan.FromMinutes(100));
        var (heard, remove) = (_signals.NextAsync(room.Id), Remove(database));

        var look = await remove.LookAsync(room.Id, Stop);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => remove.RunAsync(room.Id, "test", Stop), Stop)));

        Assert.Equal((0, 1, 1, 1), (look!.Unfinished.Count, look.Bookings, look.Machines, look.Timetables));
        Assert.Single(answers, answer => answer is true);
        Assert.Equal(4, answers.Count(answer => answer is null));
        Assert.True(heard.IsCompletedSuccessfully);
        Assert.Null((await new AddRoom(database.Contexts, database.Errors, _time).RunAsync(room.Name, room.Building, "Europe/Vienna", "test", Stop)).Fault);
        Assert.Equal(BookingFault.NotThere, (await Book(database).RunAsync(room.Id, Wish(500), null, "test", Stop)).Fault);
        Assert.Empty(await new ReadTimetables(database.Contexts, _time).TakeDueAsync(TimeSpan.FromMinutes(5), Stop));
        await using var rows = database.CreateContext();
        Assert.DoesNotContain(await rows.Rooms.ToListAsync(Stop), one => one.Id == room.Id);
        Assert.NotNull((await rows.Devices.SingleAsync(Stop)).RevokedAt);
        Assert.All(await rows.RoomAlarms.ToListAsync(Stop), alarm => Assert.True(alarm is { Until: not null, ToldAt: not null, EndToldAt: not null }));
        Assert.Null((await rows.Bookings.SingleAsync(b => b.Id == past.Id, Stop)).CancelledAt);
        var cancelled = await rows.Bookings.SingleAsync(b => b.Id == coming.Id, Stop);
        Assert.Equal((_time.GetUtcNow(), false), (cancelled.CancelledAt, cancelled.IsEdited));
        Assert.Equal(past.Id, (await rows.Recordings.SingleAsync(Stop)).BookingId);
        Assert.Equal("Hall (1 cancelled)", (await rows.Audit.SingleAsync(a => a.Act == Acts.RemoveRoom, Stop)).Detail);
    }

    [Theory, DatabaseData]
    public async Task A_room_that_comes_back_has_what_was_booked_and_what_people_had_cancelled_stays_so(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (room, _) = await RoomAsync(database);
        var (soon, later, cancelled) = (await BookAsync(database, room, 10), await BookAsync(database, room, 300), await BookAsync(database, room, 500));
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, cancelled.Id, andLater: false, "test", Stop);
        _time.Advance(TimeSpan.FromSeconds(1));
        await database.AddAsync([new Timetable { RoomId = room.Id, Address = "https://calendar.test/a.ics", NextAt = Some.Instant, DoubtSince = Some.Instant, Missing = 9, Fault = TimetableFault.Unreachable, FaultSince = Some.Instant }], Stop);
        await Remove(database).RunAsync(room.Id, "test", Stop);
        await database.AddAsync([new KeptAlarm { RoomId = room.Id, Kind = RoomAlarmKind.Silence, Since = Some.Instant }], Stop);
        await new AddRoom(database.Contexts, database.Errors, _time).RunAsync(room.Name, room.Building, "Europe/Vienna", "test", Stop);
        _time.Advance(TimeSpan.FromMinutes(100));
        var restore = new RestoreRoom(database.Contexts, database.Errors, _time);

        var listed = Assert.Single(await restore.ListAsync(Stop));
        var taken = await restore.RunAsync(room.Id, room.Name, "test", Stop);
        var back = await restore.RunAsync(room.Id, "Old hall", "test", Stop);
        var twice = await restore.RunAsync(room.Id, "Old hall", "test", Stop);

        Assert.Equal((room.Id, 1), (listed.Room.Id, listed.ToCome));
        Assert.Equal((RoomFault.NameTaken, null, RoomFault.NotThere), (taken, back, twice));
        await using var rows = database.CreateContext();
        Assert.Equal("Old hall", (await rows.Rooms.SingleAsync(r => r.Id == room.Id, Stop)).Name);
        Assert.Equal([later.Id], await rows.Bookings.Where(b => b.CancelledAt == null).Select(b => b.Id).ToListAsync(Stop));
        Assert.NotNull((await rows.Bookings.SingleAsync(b => b.Id == soon.Id, Stop)).CancelledAt);
        Assert.NotNull((await rows.Devices.SingleAsync(Stop)).RevokedAt);
        var timetable = await rows.Timetables.SingleAsync(Stop);
        Assert.Equal((null, 0, null, null), (timetable.DoubtSince, timetable.Missing, timetable.Fault, timetable.FaultSince));
        Assert.NotNull((await rows.RoomAlarms.SingleAsync(Stop)).Until);
    }

    [Theory]
    [InlineData("Debian", 5, false)]
    [InlineData("Debian", -5, true)]
    [InlineData(AddBox.System, 5, true)]
    public async Task What_was_booked_since_its_machine_was_last_heard_of_may_lie_there(string system, int heardMinutesAfter, bool stays)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (room, device) = await RoomAsync(database, system);
        var booking = await BookAsync(database, room, 10);
        var cancelled = await BookAsync(database, room, 100);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, cancelled.Id, andLater: false, "test", Stop);
        _time.Advance(TimeSpan.FromHours(5));
        await using var rows = database.CreateContext();
        await rows.Devices.ExecuteUpdateAsync(set => set.SetProperty(d => d.LastSeenAt, booking.EndsAt.AddMinutes(heardMinutesAfter)), Stop);
        var remove = Remove(database);

        var look = await remove.LookAsync(room.Id, Stop);
        await new RevokeDevice(database.Contexts, _signals, _time).RunAsync(room.Id, device.Id, "test", Stop);

        Assert.Equal(stays ? [(UnfinishedStage.OnMachine, booking.Id)] : [], look!.Unfinished.Select(one => (one.Stage, one.BookingId!.Value)));
        Assert.True(await remove.RunAsync(room.Id, "test", Stop));
    }

    [Fact]
    public async Task While_something_is_recorded_or_no_video_yet_the_room_stays_and_what_it_is_is_said()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (room, device) = await RoomAsync(database);
        var now = _time.GetUtcNow();
        var (running, spooled, forgotten) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (coming, waiting) = (RecordingOf(device, verified: false), RecordingOf(device, verified: true));
        await database.AddAsync([coming, waiting], Stop);
        await TellAsync(
            database, device,
            new RecordingStatus(running, null, RecordingState.Degraded, now.AddMinutes(-5), now.AddMinutes(5), 1),
            new RecordingStatus(spooled, null, RecordingState.Spooled, now.AddHours(-5), now.AddHours(-4), 1),
            new RecordingStatus(forgotten, null, RecordingState.Verified, now.AddHours(-9), now.AddHours(-8), 0));
        var remove = Remove(database);

        var all = await remove.LookAsync(room.Id, Stop);
        var refused = await remove.RunAsync(room.Id, "test", Stop);
        await new RevokeDevice(database.Contexts, _signals, _time).RunAsync(room.Id, device.Id, "test", Stop);
        var here = await remove.LookAsync(room.Id, Stop);
        await using (var rows = database.CreateContext())
        {
            await rows.RecordingParts.ExecuteDeleteAsync(Stop);
        }

        var gone = await remove.RunAsync(room.Id, "test", Stop);

        Assert.Equal(
            [(running, UnfinishedStage.Recording), (coming.Id, UnfinishedStage.Coming), (waiting.Id, UnfinishedStage.Waiting), (spooled, UnfinishedStage.OnMachine)],
            all!.Unfinished.Select(one => (one.Id, one.Stage)));
        Assert.Equal([coming.Id, waiting.Id], here!.Unfinished.Select(one => one.Id));
        Assert.Equal((false, true), (refused, gone));
    }

    [Fact]
    public async Task While_a_lecture_goes_on_of_which_its_machine_was_not_heard_the_room_stays()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (room, _) = await RoomAsync(database);
        var booking = await BookAsync(database, room, 10);
        var remove = Remove(database);
        _time.Advance(TimeSpan.FromMinutes(20));

        var look = await remove.LookAsync(room.Id, Stop);
        var refused = await remove.RunAsync(room.Id, "test", Stop);
        await HearAsync(database, _time.GetUtcNow());
        var gone = await remove.RunAsync(room.Id, "test", Stop);

        Assert.Equal([(booking.Id, UnfinishedStage.Recording)], look!.Unfinished.Select(one => (one.Id, one.Stage)));
        Assert.Equal((false, true), (refused, gone));
    }

    private static async Task HearAsync(TestDatabase database, DateTimeOffset at)
    {
        await using var rows = database.CreateContext();
        await rows.Devices.ExecuteUpdateAsync(set => set.SetProperty(d => d.LastSeenAt, at), Stop);
    }

    private static Recording RecordingOf(Device device, bool verified)
    {
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = Some.Instant.AddHours(verified ? -2 : -1), VerifiedAt = verified ? Some.Instant : null };
        recording.Sources.Add(new RecordingSource { RecordingId = recording.Id, Name = "slides" });
        recording.Parts.Add(new RecordingPart { RecordingId = recording.Id, Source = "slides", Number = 1, UploadId = Guid.CreateVersion7(), Length = verified ? 1 : null });
        return recording;
    }

    private static async Task TellAsync(TestDatabase database, Device device, params RecordingStatus[] recordings)
    {
        var told = JsonSerializer.Serialize(
            new AgentStatus { At = Some.Instant, Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0, Recordings = recordings }, CaptureJson.Default.AgentStatus);
        await using var rows = database.CreateContext();
        await rows.Devices.Where(d => d.Id == device.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.LastStatus, told), Stop);
    }

    private static async Task<(Room Room, Device Device)> RoomAsync(TestDatabase database, string system = "Debian")
    {
        var room = new Room { Name = "Hall", TimeZone = "Europe/Vienna", AddedAt = Some.Instant };
        var code = new EnrolmentCode { RoomId = room.Id, CodeHash = "x".PadRight(43, 'x'), SpentAt = Some.Instant };
        var device = new Device { RoomId = room.Id, CodeId = code.Id, KeyHash = "y".PadRight(43, 'y'), Machine = "pc", System = system, Agent = "1", EnrolledAt = Some.Instant };
        await database.AddAsync([room, code, device], Stop);
        return (room, device);
    }

    private async Task<Booking> BookAsync(TestDatabase database, Room room, int inMinutes) =>
        (await Book(database).RunAsync(room.Id, Wish(inMinutes), null, "test", Stop)).Bookings[0];

    private BookRoom Book(TestDatabase database) => new(database.Contexts, _signals, _time);

    private RemoveRoom Remove(TestDatabase database)
    {
        var media = new FileMediaStore(Options.Create(new StorageOptions { DataFolder = _folder.Path }));
        return new RemoveRoom(database.Contexts, _signals, new RoomPictures(database.Contexts, media, _time), _time);
    }

    private static BookingWish Wish(int inMinutes) => new("Algorithms", new BookedTime(Some.Instant.AddMinutes(inMinutes), Some.Instant.AddMinutes(inMinutes + 60)));
}
