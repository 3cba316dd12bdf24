using System.Globalization;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

/// <summary>A room whose bookings follow a timetable.</summary>
public sealed partial class KeepTimetableTests
{
    private static readonly DateTimeOffset s_now = new(2026, 10, 5, 6, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(s_now);
    private readonly RoomSignals _signals = new();
    private readonly Classroom _classroom = Some.Classroom();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Events_are_booked_changed_and_cancelled_under_one_id_and_a_running_one_hears_at_once(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);

        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T093000", 5));
        var first = await OpenAsync(database, room);
        _time.SetUtcNow(s_now.AddMinutes(30));
        var changed = _signals.NextAsync(room.Id);
        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T100000", 5));
        var longer = await OpenAsync(database, room);
        await ReadAsync(database, room, Weekly("a", "20261005T081500", "20261005T100000", 5));
        var later = await OpenAsync(database, room);
        await ReadAsync(database, room, Weekly("a", "20261005T081500", "20261005T100000", 4));
        var fewer = await OpenAsync(database, room);
        var version = await VersionAsync(database, room);
        await ReadAsync(database, room, Weekly("a", "20261005T081500", "20261005T100000", 4));

        Assert.True(changed.IsCompletedSuccessfully);
        Assert.Equal(["05 06:00-07:30", "12 06:00-07:30", "19 06:00-07:30", "26 07:00-08:30", "02 07:00-08:30"], first.Select(Shown));
        Assert.Equal(first.Select(one => one.Id), longer.Select(one => one.Id));
        Assert.Equal("05 06:00-08:00", Shown(longer[0]));
        Assert.Equal((first.Select(one => one.Id).Aggregate("", (ids, id) => ids + id), "05 06:15-08:00"), (later.Select(one => one.Id).Aggregate("", (ids, id) => ids + id), Shown(later[0])));
        Assert.Equal(first.Take(4).Select(one => one.Id), fewer.Select(one => one.Id));
        Assert.Equal(version, await VersionAsync(database, room));
        await using var rows = database.CreateContext();
        Assert.Equal(4, await rows.Audit.CountAsync(row => row.Act == Acts.FollowTimetable && row.Actor == Actors.Timetable, Stop));
    }

    [Fact]
    public async Task What_people_changed_stays_and_what_they_only_sent_elsewhere_goes_on_by_the_timetable()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (room, other) = (await RoomAsync(database), await RoomAsync(database, "Other"));
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 4));
        var booked = await OpenAsync(database, room);
        var change = new ChangeBooking(database.Contexts, _signals, _time);
        await using (var rows = database.CreateContext())
        {
            rows.AddRange(_classroom.Rows);
            await rows.SaveChangesAsync(Stop);
        }

        await change.RunAsync(room.Id, booked[0].Id, new BookingWish("Lecture", new BookedTime(booked[0].StartsAt, booked[0].EndsAt.AddHours(1))), room.Id, "test", Stop);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, booked[1].Id, andLater: false, "test", Stop);
        await change.RunAsync(room.Id, booked[2].Id, new BookingWish("Lecture", booked[2].Time), other.Id, "test", Stop);
        await change.RunAsync(room.Id, booked[3].Id, new BookingWish("Lecture", booked[3].Time, _classroom.Course.Id), room.Id, "test", Stop);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T103000", 4));

        await using var after = database.CreateContext();
        var found = await after.Bookings.OrderBy(row => row.StartsAt).ToListAsync(Stop);
        Assert.Equal(booked.Select(row => row.Id), found.Select(row => row.Id));
        Assert.Equal((2.0, true, other.Id, 0.5), ((found[0].EndsAt - found[0].StartsAt).TotalHours, found[1].CancelledAt is not null, found[2].RoomId, (found[3].EndsAt - found[3].StartsAt).TotalHours));
        Assert.Equal(_classroom.Course.Id, found[3].CourseId);
    }

    [Fact]
    public async Task What_was_booked_by_hand_keeps_its_time_and_the_timetable_gets_it_once_it_is_free()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        var guest = (await new BookRoom(database.Contexts, _signals, _time).RunAsync(room.Id, new BookingWish("Guest lecture", new BookedTime(At("2026-10-06T08:30Z"), At("2026-10-06T10:00Z"))), null, "test", Stop)).Bookings[0];

        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2));
        var (before, clashes) = (await OpenAsync(database, room), (await Read(database).RunAsync(room.Id, Stop)).Clashes);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, guest.Id, andLater: false, "test", Stop);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2));
        var after = await OpenAsync(database, room);

        Assert.Equal(["06 08:30-10:00", "13 08:00-09:00"], before.Select(Shown));
        Assert.Equal(("Lecture", "Guest lecture"), (Assert.Single(clashes).Booking.Title, clashes[0].With));
        Assert.Equal(["06 08:00-09:00", "13 08:00-09:00"], after.Select(Shown));
        Assert.Empty((await Read(database).RunAsync(room.Id, Stop)).Clashes);
    }

    [Fact]
    public async Task A_recording_made_by_hand_that_ended_as_the_lecture_began_takes_nothing_from_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T093000", 2));
        _time.SetUtcNow(s_now.AddMinutes(10));
        await database.AddAsync([new Booking { RoomId = room.Id, Title = "By hand", StartsAt = s_now.AddMinutes(-20), EndsAt = s_now.AddSeconds(2), IsEdited = true }], Stop);

        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T093000", 2));

        Assert.Equal(["05 06:00-07:30", "12 06:00-07:30"], (await OpenAsync(database, room)).Select(Shown));
        Assert.Empty((await Read(database).RunAsync(room.Id, Stop)).Clashes);
    }

    [Fact]
    public async Task A_timetable_that_is_suddenly_empty_fails_or_breaks_off_cancels_nothing_and_rings()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 6));

        await ReadAsync(database, room, new TimetableAnswer(null, Fault: TimetableFault.Refused, Detail: "503"));
        await ReadAsync(database, room, new TimetableAnswer("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        var failing = (await OpenAsync(database, room), await RingsAsync(database), await TimetableAsync(database));
        await ReadAsync(database, room, "");
        var empty = (await OpenAsync(database, room), await RingsAsync(database), await TimetableAsync(database));
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 6));
        var back = (await OpenAsync(database, room), await RingsAsync(database), await TimetableAsync(database));
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 1));
        _time.Advance(TimeSpan.FromMinutes(59));
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 1));
        var doubted = await OpenAsync(database, room);
        _time.Advance(TimeSpan.FromMinutes(1));
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 1));
        var believed = (await OpenAsync(database, room), await RingsAsync(database), await TimetableAsync(database));

        Assert.Equal((6, 0, TimetableFault.CutOff), (failing.Item1.Count, failing.Item2, failing.Item3.Fault));
        Assert.Equal((6, 1, true, 6, null), (empty.Item1.Count, empty.Item2, empty.Item3.DoubtSince is not null, empty.Item3.Missing, empty.Item3.ETag));
        Assert.Equal((6, 0, null, null, "tag"), (back.Item1.Count, back.Item2, back.Item3.DoubtSince, back.Item3.Fault, back.Item3.ETag));
        Assert.Equal(6, doubted.Count);
        Assert.Equal((1, 0, null), (believed.Item1.Count, believed.Item2, believed.Item3.DoubtSince));
    }

    [Fact]
    public async Task Whoever_knows_better_is_believed_at_once_and_an_address_that_fails_for_half_an_hour_rings()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 6));
        await ReadAsync(database, room, "");

        await Keep(database).BelieveAsync(room.Id, (await TimetableAsync(database)).Id, "test", Stop);
        await ReadAsync(database, room, "");
        var believed = await OpenAsync(database, room);
        await ReadAsync(database, room, new TimetableAnswer(null, Fault: TimetableFault.Unreachable));
        var early = await RingsAsync(database);
        _time.Advance(TimeSpan.FromMinutes(31));
        await ReadAsync(database, room, new TimetableAnswer(null, Fault: TimetableFault.Unreachable));

        Assert.Empty(believed);
        Assert.Equal((0, 1), (early, await RingsAsync(database)));
    }

    [Theory, DatabaseData]
    public async Task A_course_is_found_by_its_code_also_when_it_is_opened_after_its_first_lecture(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = await RoomAsync(database);
        _classroom.Course.Label = "INF-101";
        var section = Some.Section(_classroom.Course, "Group 7");

        await ReadAsync(database, room, Weekly("a", "20261005T100000", "20261005T110000", 1, "Algorithms (inf-101)"), Weekly("b", "20261005T120000", "20261005T130000", 1, "Group 7"), Weekly("c", "20261005T140000", "20261005T150000", 1, "INF-1011"));
        var before = await OpenAsync(database, room);
        _time.Advance(TimeSpan.FromHours(20));
        await using (var rows = database.CreateContext())
        {
            rows.AddRange([.. _classroom.Rows, section]);
            await rows.SaveChangesAsync(Stop);
        }

        await new MatchCourses(database.Contexts, _time).RunAsync(Stop);

        Assert.All(before, booking => Assert.Null(booking.CourseId));
        await using var after = database.CreateContext();
        var found = await after.Bookings.Include(row => row.Sections).OrderBy(row => row.StartsAt).ToListAsync(Stop);
        Assert.Equal([_classroom.Course.Id, _classroom.Course.Id, null], found.Select(row => row.CourseId));
        Assert.Equal(section.Id, Assert.Single(found[1].Sections).SectionId);
    }

    [Fact]
    public async Task A_room_that_follows_it_no_more_keeps_what_people_changed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2));
        var booked = await OpenAsync(database, room);
        await new ChangeBooking(database.Contexts, _signals, _time).RunAsync(room.Id, booked[0].Id, new BookingWish("Mine", booked[0].Time), room.Id, "test", Stop);

        await new EditTimetables(database.Contexts, _signals, _time).RemoveAsync(room.Id, (await TimetableAsync(database)).Id, "test", Stop);

        Assert.Equal([booked[0].Id], (await OpenAsync(database, room)).Select(row => row.Id));
        await using var rows = database.CreateContext();
        Assert.False(await rows.Timetables.AnyAsync(Stop));
    }

    [Fact]
    public async Task Events_that_are_named_anew_keep_their_bookings_and_nothing_is_booked_over_what_is_doubted()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T093000", 6));
        var first = await OpenAsync(database, room);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, first[5].Id, andLater: false, "test", Stop);
        _time.SetUtcNow(s_now.AddMinutes(30));

        await ReadAsync(database, room, Weekly("b", "20261005T080000", "20261005T093000", 6));
        await ReadAsync(database, room, Weekly("b", "20261005T080000", "20261005T093000", 6));
        var renamed = await OpenAsync(database, room);
        await ReadAsync(database, room, Weekly("c", "20261005T083000", "20261005T100000", 5));
        var (doubted, clashes) = (await OpenAsync(database, room), (await Read(database).RunAsync(room.Id, Stop)).Clashes.Count);
        _time.Advance(TimeSpan.FromHours(1.5));
        await ReadAsync(database, room, Weekly("c", "20261005T083000", "20261005T100000", 5));
        var believed = await OpenAsync(database, room);

        Assert.Equal(first.Take(5).Select(one => one.Id), renamed.Select(one => one.Id));
        Assert.Equal(first.Take(5).Select(one => (one.Id, one.Time)), doubted.Select(one => (one.Id, one.Time)));
        Assert.Equal(5, clashes);
        Assert.Equal(["12 06:30-08:00", "19 06:30-08:00", "26 07:30-09:00", "02 07:30-09:00"], believed.Select(Shown));
    }

    [Fact]
    public async Task A_lecture_that_runs_ends_early_only_when_the_timetable_says_that_it_is_cancelled()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T093000", 3));
        _time.SetUtcNow(s_now.AddMinutes(30));

        await ReadAsync(database, room, Weekly("a", "20261012T080000", "20261012T093000", 2), Weekly("b", "20261005T090000", "20261005T100000", 1));
        var missing = await OpenAsync(database, room);
        await ReadAsync(database, room, Weekly("a", "20261005T080000", "20261005T093000", 3).Replace("SUMMARY", "STATUS:CANCELLED\r\nSUMMARY", StringComparison.Ordinal), Weekly("b", "20261005T090000", "20261005T100000", 1));

        Assert.Equal(["05 06:00-07:30", "12 06:00-07:30", "19 06:00-07:30"], missing.Select(Shown));
        Assert.Equal(["05 07:00-08:00"], (await OpenAsync(database, room)).Select(Shown));
    }

    [Fact]
    public async Task Only_what_was_missing_all_the_time_is_believed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 6));

        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2));
        await Keep(database).BelieveAsync(room.Id, (await TimetableAsync(database)).Id, "test", Stop);
        await ReadAsync(database, room, "");
        var more = await OpenAsync(database, room);
        _time.Advance(TimeSpan.FromMinutes(50));
        await ReadAsync(database, room, new TimetableAnswer(null, Fault: TimetableFault.Unreachable));
        _time.Advance(TimeSpan.FromMinutes(10));
        await ReadAsync(database, room, "");
        var failed = await OpenAsync(database, room);
        _time.Advance(TimeSpan.FromMinutes(50));
        await ReadAsync(database, room, "");

        Assert.Equal((6, 6), (more.Count, failed.Count));
        Assert.Empty(await OpenAsync(database, room));
    }

    [Fact]
    public async Task One_time_that_cannot_be_read_keeps_its_booking()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        const string Moved = "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Vienna:20261006T100000\r\nDTSTART;TZID=Europe/Vienna:20261006T140000\r\nDURATION:PT1H\r\nSUMMARY:Lecture\r\nEND:VEVENT\r\n";
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2), Moved);

        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2), Moved.Replace("DTSTART;TZID=Europe/Vienna", "DTSTART;TZID=Atlantis", StringComparison.Ordinal));

        Assert.Equal(["06 12:00-13:00", "13 08:00-09:00"], (await OpenAsync(database, room)).Select(Shown));
    }

    [Fact]
    public async Task What_was_read_from_an_address_that_was_changed_meanwhile_is_not_kept_and_the_alarm_of_a_removed_timetable_ends()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 2));
        var timetable = await TimetableAsync(database);
        await Keep(database).RunAsync(Asked(timetable) with { Address = "https://other.example.edu/b.ics" }, TimetableAnswer.Not(TimetableFault.Unreachable), Stop);
        var other = await TimetableAsync(database);
        await ReadAsync(database, room, "");
        var rings = await RingsAsync(database);

        await new EditTimetables(database.Contexts, _signals, _time).RemoveAsync(room.Id, timetable.Id, "test", Stop);

        Assert.Equal((null, 1, 0), (other.Fault, rings, await RingsAsync(database)));
    }

    [Fact]
    public async Task A_pattern_that_is_corrected_finds_the_courses_anew()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        var (wrong, right) = (_classroom.Course, Some.Course(_classroom.Platform));
        (wrong.Label, right.Label) = ("101", "204");
        await database.AddAsync([.. _classroom.Rows, right], Stop);
        var events = new[] { Weekly("a", "20261006T100000", "20261006T110000", 1, "101 of 204"), Weekly("b", "20261007T100000", "20261007T110000", 1, "101 alone") };
        await ReadAsync(database, room, new TimetableAnswer(null, Fault: TimetableFault.Unreachable));
        var edit = new EditTimetables(database.Contexts, _signals, _time);
        await edit.ChangeAsync(room.Id, (await TimetableAsync(database)).Id, new TimetableEntry(null, null, @"^(\d+)", PublishRule.Draft, null), "test", Stop);
        await ReadAsync(database, room, events);
        var before = await OpenAsync(database, room);

        await edit.ChangeAsync(room.Id, (await TimetableAsync(database)).Id, new TimetableEntry(null, null, @"of (\d+)", PublishRule.Draft, null), "test", Stop);
        await ReadAsync(database, room, events);

        Assert.Equal([wrong.Id, wrong.Id], before.Select(row => row.CourseId));
        Assert.Equal([right.Id, null], (await OpenAsync(database, room)).Select(row => row.CourseId));
    }

    private static string Weekly(string uid, string start, string end, int count, string title = "Lecture") =>
        $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID=Europe/Vienna:{start}\r\nDTEND;TZID=Europe/Vienna:{end}\r\nRRULE:FREQ=WEEKLY;COUNT={count}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n";

    private Task ReadAsync(TestDatabase database, Room room, params string[] events) =>
        ReadAsync(database, room, new TimetableAnswer($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{string.Concat(events)}END:VCALENDAR\r\n", "tag"));

    private async Task ReadAsync(TestDatabase database, Room room, TimetableAnswer answer)
    {
        await using (var rows = database.CreateContext())
        {
            if (!await rows.Timetables.AnyAsync(Stop))
            {
                rows.Timetables.Add(new Timetable { RoomId = room.Id, Address = "https://timetable.example.edu/b.ics" });
                await rows.SaveChangesAsync(Stop);
            }
        }

        await Keep(database).RunAsync(Asked(await TimetableAsync(database)), answer, Stop);
    }

    private static DueTimetable Asked(Timetable timetable) => new(timetable.Id, timetable.Address, timetable.Property, timetable.Pattern, null, null);

    private KeepTimetable Keep(TestDatabase database) => new(database.Contexts, new RingAlarms(database.Contexts, database.Errors, _time), _signals, _time);

    private ReadTimetables Read(TestDatabase database) => new(database.Contexts, _time);

    private async Task<List<Booking>> OpenAsync(TestDatabase database, Room room)
    {
        await using var rows = database.CreateContext();
        var now = _time.GetUtcNow();
        return await rows.Bookings.AsNoTracking().Where(row => row.RoomId == room.Id && row.CancelledAt == null && row.EndsAt > now).OrderBy(row => row.StartsAt).ToListAsync(Stop);
    }

    private static async Task<int> RingsAsync(TestDatabase database)
    {
        await using var rows = database.CreateContext();
        return await rows.RoomAlarms.CountAsync(row => row.Kind == RoomAlarmKind.Timetable && row.Until == null, Stop);
    }

    private static async Task<Timetable> TimetableAsync(TestDatabase database)
    {
        await using var rows = database.CreateContext();
        return await rows.Timetables.AsNoTracking().SingleAsync(Stop);
    }

    private static async Task<long> VersionAsync(TestDatabase database, Room room)
    {
        await using var rows = database.CreateContext();
        return await rows.Rooms.Where(row => row.Id == room.Id).Select(row => row.ScheduleVersion).SingleAsync(Stop);
    }

    private static async Task<Room> RoomAsync(TestDatabase database, string name = "Hall")
    {
        var room = new Room { Name = name, TimeZone = "Europe/Vienna", AddedAt = s_now };
        await database.AddAsync([room], Stop);
        return room;
    }

    private static string Shown(Booking booking) => string.Create(CultureInfo.InvariantCulture, $"{booking.StartsAt.UtcDateTime:dd HH:mm}-{booking.EndsAt.UtcDateTime:HH:mm}");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
