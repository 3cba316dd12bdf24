using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

public sealed class BookingTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly RoomSignals _signals = new();
    private readonly Classroom _classroom = Some.Classroom();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Of_fifty_at_once_for_one_time_one_gets_the_room_and_the_others_are_told(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);

        // Each overlaps all others, none is like another.
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => Book(database).RunAsync(room, Wish(60 + n, 60), Guid.CreateVersion7(), "test", Stop), Stop)));

        var booked = Assert.Single(answers, answer => answer.Fault is null);
        Assert.All(answers.Where(answer => answer != booked), answer => Assert.Equal((BookingFault.Taken, booked.Bookings[0].Id), (answer.Fault, answer.Others![0].Id)));
        await using var rows = database.CreateContext();
        Assert.Equal((1, 2), (await rows.Bookings.CountAsync(Stop), (await rows.Rooms.SingleAsync(Stop)).ScheduleVersion));
    }

    [Theory, DatabaseData]
    public async Task A_form_that_is_sent_twice_books_once(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (room, request) = (await RoomAsync(database), Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Book(database).RunAsync(room, Wish(60, 60), request, "test", Stop), Stop)));

        Assert.All(answers, answer => Assert.Null(answer.Fault));
        Assert.Single(answers.Select(answer => Assert.Single(answer.Bookings).Id).Distinct());
        await using var rows = database.CreateContext();
        Assert.Equal(1, await rows.Audit.CountAsync(a => a.Act == Acts.Book, Stop));
    }

    [Theory, DatabaseData]
    public async Task One_may_begin_when_another_ends_and_a_cancelled_one_is_in_nobodys_way(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        var book = Book(database);

        var first = await book.RunAsync(room, Wish(60, 60), null, "test", Stop);
        var after = await book.RunAsync(room, Wish(120, 60), null, "test", Stop);
        var across = await book.RunAsync(room, Wish(90, 60), null, "test", Stop);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room, first.Bookings[0].Id, andLater: false, "test", Stop);
        var again = await book.RunAsync(room, Wish(60, 60), null, "test", Stop);

        Assert.Equal((null, null, BookingFault.Taken, null), (first.Fault, after.Fault, across.Fault, again.Fault));
    }

    [Theory, DatabaseData]
    public async Task A_series_is_booked_as_a_whole_or_not_at_all(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        var (book, weekly) = (Book(database), new Repeat("FREQ=WEEKLY;COUNT=4", []));
        await book.RunAsync(room, Wish(60 + (2 * 7 * 24 * 60), 30), null, "test", Stop);

        var collides = await book.RunAsync(room, Wish(60, 60), weekly, null, "test", Stop);
        var fits = await book.RunAsync(room, Wish(300, 60), weekly, null, "test", Stop);
        var cancel = new CancelBooking(database.Contexts, _signals, _time);
        int[] cancelled = [
            await cancel.RunAsync(await RoomAsync(database, "Elsewhere"), fits.Bookings[2].Id, andLater: true, "test", Stop),
            await cancel.RunAsync(room, fits.Bookings[2].Id, andLater: true, "test", Stop),
            await cancel.RunAsync(room, fits.Bookings[2].Id, andLater: true, "test", Stop)];

        Assert.Equal((BookingFault.Taken, null, 4), (collides.Fault, fits.Fault, fits.Bookings.Count));
        Assert.Equal([0, 2, 0], cancelled);
        await using var rows = database.CreateContext();
        var series = await rows.Bookings.Where(b => b.SeriesId != null).OrderBy(b => b.StartsAt).ToListAsync(Stop);
        Assert.Equal([false, false, true, true], series.Select(booking => booking.CancelledAt is not null));
        Assert.Equal(series.Select(booking => (DateTimeOffset?)booking.StartsAt), series.Select(booking => booking.RecurrenceId));
    }

    [Theory, DatabaseData]
    public async Task A_booking_that_moves_to_another_room_keeps_its_id_and_both_rooms_hear_of_it(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (from, to) = (await RoomAsync(database, "From"), await RoomAsync(database, "To"));
        var booking = (await Book(database).RunAsync(from, Wish(60, 60), null, "test", Stop)).Bookings[0];
        await Book(database).RunAsync(to, Wish(60, 60), null, "test", Stop);
        var change = new ChangeBooking(database.Contexts, _signals, _time);
        var before = await VersionsAsync(database);

        var taken = await change.RunAsync(from, booking.Id, Wish(90, 60), to, "test", Stop);
        var ofNoRoom = await change.RunAsync(to, booking.Id, Wish(120, 60), to, "test", Stop);
        var unchanged = await VersionsAsync(database);
        var moved = await change.RunAsync(from, booking.Id, Wish(120, 60), to, "test", Stop);

        Assert.Equal((BookingFault.Taken, BookingFault.NotThere, null), (taken.Fault, ofNoRoom.Fault, moved.Fault));
        Assert.Equal(before, unchanged);
        Assert.All(await VersionsAsync(database), version => Assert.DoesNotContain(version, before));
        await using var rows = database.CreateContext();
        var row = await rows.Bookings.SingleAsync(b => b.Id == booking.Id, Stop);
        Assert.Equal((to, Some.Instant.AddMinutes(120), true), (row.RoomId, row.StartsAt, row.IsEdited));
    }

    [Theory, DatabaseData]
    public async Task Of_one_that_is_over_all_but_its_time_and_its_room_can_be_changed(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (room, other) = (await RoomAsync(database), await RoomAsync(database, "Other"));
        await database.AddAsync([.. _classroom.Rows], Stop);
        var booking = (await Book(database).RunAsync(room, Wish(60, 60), null, "test", Stop)).Bookings[0];
        var change = new ChangeBooking(database.Contexts, _signals, _time);
        _time.Advance(TimeSpan.FromMinutes(120));
        var wish = Wish(60, 60) with { Title = "Guest", CourseId = _classroom.Course.Id, Publish = PublishRule.AtOnce };

        var later = await change.RunAsync(room, booking.Id, wish with { Time = Wish(300, 60).Time }, room, "test", Stop);
        var longer = await change.RunAsync(room, booking.Id, wish with { Time = Wish(60, 90).Time }, room, "test", Stop);
        var elsewhere = await change.RunAsync(room, booking.Id, wish, other, "test", Stop);
        var kept = await change.RunAsync(room, booking.Id, wish, room, "test", Stop);

        Assert.Equal((BookingFault.Over, BookingFault.Over, BookingFault.Over, null), (later.Fault, longer.Fault, elsewhere.Fault, kept.Fault));
        await using var rows = database.CreateContext();
        var row = await rows.Bookings.SingleAsync(Stop);
        Assert.Equal((room, wish.Time, "Guest", wish.CourseId, PublishRule.AtOnce), (row.RoomId, row.Time, row.Title, row.CourseId, row.Publish));
    }

    [Theory, DatabaseData]
    public async Task What_was_recorded_by_hand_until_a_moment_after_a_lecture_began_is_in_nobodys_way(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        var lecture = (await Book(database).RunAsync(room, Wish(60, 60), null, "test", Stop)).Bookings[0];
        _time.Advance(TimeSpan.FromMinutes(61));
        var byHand = new Booking { RoomId = room, Title = "By hand", StartsAt = lecture.StartsAt.AddMinutes(-30), EndsAt = lecture.StartsAt.AddSeconds(1), IsEdited = true };
        await database.AddAsync([byHand], Stop);
        var change = new ChangeBooking(database.Contexts, _signals, _time);

        var longer = await change.RunAsync(room, lecture.Id, Wish(60, 90), room, "test", Stop);
        var named = await change.RunAsync(room, byHand.Id, Wish(60, 60) with { Time = byHand.Time, Title = "A debate" }, room, "test", Stop);

        Assert.Equal((null, null), (longer.Fault, named.Fault));
        Assert.Equal("A debate", Assert.Single(named.Bookings).Title);
    }

    [Theory, DatabaseData]
    public async Task The_rest_of_one_that_was_stopped_early_is_free_once_its_machine_says_so(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        var lecture = (await Book(database).RunAsync(room, Wish(0, 60), null, "test", Stop)).Bookings[0];
        var code = new EnrolmentCode { RoomId = room, CodeHash = "x".PadRight(43, 'x'), SpentAt = Some.Instant };
        var device = new Device { RoomId = room, CodeId = code.Id, KeyHash = "y".PadRight(43, 'y'), Machine = "pc", System = "Debian", Agent = "1", EnrolledAt = Some.Instant };
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, BookingId = lecture.Id, StartedAt = lecture.StartsAt };
        await database.AddAsync([code, device, recording], Stop);
        var stoppedAt = Some.Instant.AddMinutes(20);
        _time.Advance(TimeSpan.FromMinutes(21));

        async Task<BookingFault?> BookAsync(BookingWish wish) => (await Book(database).RunAsync(room, wish, null, "test", Stop)).Fault;

        async Task TellAsync(int minute, params RecordingStatus[] recordings)
        {
            // Its own clock is an hour ahead, and isn't what it records by.
            var (heard, status) = (Some.Instant.AddMinutes(minute), new AgentStatus { At = Some.Instant.AddMinutes(minute + 60), Agent = "1", FreeBytes = 1, DiskBytes = 1, QueuedBytes = 1, Recordings = recordings });
            var told = JsonSerializer.Serialize(status, CaptureJson.Default.AgentStatus);
            await using var devices = database.CreateContext();
            await devices.Devices.ExecuteUpdateAsync(set => set.SetProperty(d => d.LastStatus, told).SetProperty(d => d.LastSeenAt, heard), Stop);
        }

        var untold = await BookAsync(Wish(25, 30));
        await TellAsync(20, new RecordingStatus(recording.Id, lecture.Id, RecordingState.Recording, lecture.StartsAt, lecture.EndsAt, 1));
        var running = await BookAsync(Wish(25, 30));
        await TellAsync(20, new RecordingStatus(recording.Id, lecture.Id, RecordingState.Spooled, lecture.StartsAt, stoppedAt, 1));
        var startsPerhaps = await BookAsync(Wish(25, 30));
        await TellAsync(21, new RecordingStatus(recording.Id, lecture.Id, RecordingState.Spooled, lecture.StartsAt, stoppedAt, 1));
        var across = await BookAsync(Wish(15, 15));
        var free = await BookAsync(Wish(25, 10));
        var named = await new ChangeBooking(database.Contexts, _signals, _time).RunAsync(room, lecture.Id, Wish(0, 60) with { Title = "Algebra" }, room, "test", Stop);
        await TellAsync(22);
        var forgotten = await BookAsync(Wish(36, 10));
        await using var rows = database.CreateContext();
        await rows.Recordings.ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, stoppedAt), Stop);
        var verified = await BookAsync(Wish(36, 10));
        var twice = await BookAsync(Wish(36, 10));

        Assert.Equal((BookingFault.Taken, BookingFault.Taken, BookingFault.Taken, BookingFault.Taken), (untold, running, startsPerhaps, across));
        Assert.Equal((null, null, BookingFault.Taken, null, BookingFault.Taken), (free, named.Fault, forgotten, verified, twice));
    }

    [Theory, DatabaseData]
    public async Task A_wish_that_makes_no_sense_books_nothing(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        var foreign = Some.Section(_classroom.Course, "A");
        var other = Some.Course(_classroom.Platform);
        await database.AddAsync([.. _classroom.Rows, other, foreign, Some.Enrolment(_classroom.Course, _classroom.Teacher), Some.Enrolment(_classroom.Course, _classroom.Student, CourseRole.Learner)], Stop);
        var (good, course) = (Wish(60, 60), _classroom.Course.Id);

        async Task<BookingFault?> FaultAsync(BookingWish wish) => (await Book(database).RunAsync(room, wish, null, "test", Stop)).Fault;

        Assert.Equal(BookingFault.NoTitle, await FaultAsync(good with { Title = " " }));
        Assert.Equal(BookingFault.EndsBeforeItBegins, await FaultAsync(Wish(60, 0)));
        Assert.Equal(BookingFault.TooLong, await FaultAsync(Wish(60, (24 * 60) + 1)));
        Assert.Equal(BookingFault.Over, await FaultAsync(Wish(-60, 60)));
        Assert.Equal(BookingFault.NoHours, await FaultAsync(good with { Publish = PublishRule.AfterHours }));
        Assert.Equal(BookingFault.UnknownCourse, await FaultAsync(good with { CourseId = Guid.CreateVersion7() }));
        Assert.Equal(BookingFault.UnknownCourse, await FaultAsync(good with { CourseId = other.Id, Sections = [foreign.Id] }));
        Assert.Equal(BookingFault.UnknownCourse, await FaultAsync(good with { CourseId = course, OwnerId = _classroom.Student.Id }));
        Assert.Equal(BookingFault.NotThere, (await Book(database).RunAsync(Guid.CreateVersion7(), good, null, "test", Stop)).Fault);
        Assert.Null(await FaultAsync(good with { CourseId = course, Sections = [foreign.Id], OwnerId = _classroom.Teacher.Id, Publish = PublishRule.AfterHours, PublishHours = 2 }));
    }

    [Theory, DatabaseData]
    public async Task A_schedule_is_what_is_not_over_for_the_machine_that_records(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        var device = new Device { RoomId = room, KeyHash = "", Machine = "", System = "", Agent = "" };
        var (late, early) = ((await Book(database).RunAsync(room, Wish(300, 60), null, "test", Stop)).Bookings[0], (await Book(database).RunAsync(room, Wish(60, 60), null, "test", Stop)).Bookings[0]);
        var read = new ReadSchedule(database.Contexts, _time);

        var all = await read.RunAsync(device, Stop);
        _time.Advance(TimeSpan.FromMinutes(119));
        var running = await read.RunAsync(device, Stop);
        _time.Advance(TimeSpan.FromMinutes(1));
        var over = await read.RunAsync(device, Stop);
        device.ReplacedAt = _time.GetUtcNow();
        var replaced = await read.RunAsync(device, Stop);

        Assert.Equal([early.Id, late.Id], all.Bookings.Select(booking => booking.Id));
        Assert.Equal((2, 1, 0), (running.Bookings.Count, over.Bookings.Count, replaced.Bookings.Count));
    }

    private BookRoom Book(TestDatabase database) => new(database.Contexts, _signals, _time);

    private static BookingWish Wish(int inMinutes, int minutes) => new("Algorithms", new BookedTime(Some.Instant.AddMinutes(inMinutes), Some.Instant.AddMinutes(inMinutes + minutes)));

    private static async Task<Guid> RoomAsync(TestDatabase database, string name = "Hall")
    {
        var room = new Room { Name = name, TimeZone = "Europe/Vienna", AddedAt = Some.Instant };
        await database.AddAsync([room], Stop);
        return room.Id;
    }

    private static async Task<List<string>> VersionsAsync(TestDatabase database)
    {
        await using var rows = database.CreateContext();
        return [.. (await rows.Rooms.OrderBy(r => r.Name).ToListAsync(Stop)).Select(room => room.ScheduleTag)];
    }
}
