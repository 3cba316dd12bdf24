using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

/// <summary>A series that is changed as a whole: Tuesdays at ten in Vienna, from 6 October 2026 on, past the end of summer time.</summary>
public sealed class SeriesTests
{
    private static readonly DateTimeOffset s_first = new(2026, 10, 6, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(s_first.AddDays(-1));
    private readonly RoomSignals _signals = new();
    private readonly Classroom _classroom = Some.Classroom();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task This_and_all_later_ones_move_by_the_rooms_clock_and_those_changed_by_hand_stay(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (room, other) = (await RoomAsync(database), await RoomAsync(database, "Other"));
        var series = await BookAsync(database, room, 6);
        await new ChangeBooking(database.Contexts, _signals, _time).RunAsync(room, series[3].Id, WishOf(series[3]) with { Title = "Exam" }, room, "test", Stop);
        var (here, there) = (_signals.NextAsync(room), _signals.NextAsync(other));

        // Wednesdays from eleven to one.
        var answer = await Change(database).RunAsync(room, series[1].Id, WishOf(series[1]) with { Time = Later(series[1], 25, 2), Title = "Advanced" }, other, laterOnly: true, "test", Stop);

        Assert.Equal((null, 4, 1), (answer.Fault, answer.Bookings.Count, answer.Kept));
        Assert.True(here.IsCompletedSuccessfully && there.IsCompletedSuccessfully);
        var rows = await RowsAsync(database);
        Assert.Equal(series.Select(one => one.Id), rows.Select(one => one.Id));
        Assert.Equal(
            ["06 08:00-09:00 Algorithms", "14 09:00-11:00 Advanced", "21 09:00-11:00 Advanced", "27 09:00-10:00 Exam", "04 10:00-12:00 Advanced", "11 10:00-12:00 Advanced"],
            rows.Select(one => $"{one.StartsAt:dd HH:mm}-{one.EndsAt:HH:mm} {one.Title}"));
        Assert.Equal([room, other, other, room, other, other], rows.Select(one => one.RoomId));
        Assert.Equal([false, false, false, true, false, false], rows.Select(one => one.IsEdited));
    }

    [Fact]
    public async Task Where_one_of_them_would_overlap_all_stay_and_each_time_that_is_taken_is_named()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        var series = await BookAsync(database, room, 4);
        var guests = new List<Booking>();
        foreach (var week in (int[])[1, 3])
        {
            guests.AddRange((await Book(database).RunAsync(room, new BookingWish("Guest", new BookedTime(series[week].StartsAt.AddHours(2), series[week].EndsAt.AddHours(2))), null, "test", Stop)).Bookings);
        }

        var taken = await Change(database).RunAsync(room, series[0].Id, WishOf(series[0]) with { Time = Later(series[0], 1, 2) }, room, laterOnly: false, "test", Stop);
        var between = await Change(database).RunAsync(room, series[0].Id, WishOf(series[0]) with { Time = Later(series[0], 0.5, 1) }, room, laterOnly: false, "test", Stop);

        Assert.Equal((BookingFault.Taken, null), (taken.Fault, between.Fault));
        Assert.Equal(guests.Select(one => one.Id), taken.Others!.Select(one => one.Id));
        Assert.Equal(series.Select(one => one.StartsAt.AddMinutes(30)), (await RowsAsync(database)).Where(one => one.SeriesId != null).Select(one => one.StartsAt));
    }

    [Fact]
    public async Task What_is_not_changed_each_keeps_and_what_is_over_or_goes_on_stays()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await database.AddAsync([.. _classroom.Rows], Stop);
        var room = await RoomAsync(database);
        var series = await BookAsync(database, room, 5);
        await Change(database).RunAsync(room, series[3].Id, WishOf(series[3]) with { Time = Later(series[3], 3, 1), Publish = PublishRule.AtOnce }, room, laterOnly: true, "test", Stop);
        _time.SetUtcNow(series[1].StartsAt.AddMinutes(10));

        var answer = await Change(database).RunAsync(room, series[2].Id, WishOf(series[2]) with { CourseId = _classroom.Course.Id }, room, laterOnly: false, "test", Stop);
        var running = await Change(database).RunAsync(room, series[1].Id, WishOf(series[1]) with { Time = series[1].Time with { EndsAt = series[1].EndsAt.AddMinutes(15) } }, room, laterOnly: true, "test", Stop);
        var over = await Change(database).RunAsync(room, series[0].Id, WishOf(series[0]), room, laterOnly: false, "test", Stop);
        var elsewhere = await Change(database).RunAsync(Guid.CreateVersion7(), series[2].Id, WishOf(series[2]), room, laterOnly: false, "test", Stop);
        var past = await Change(database).RunAsync(room, series[2].Id, WishOf(series[2]) with { Time = Later(series[2], -24 * 8, 1) }, room, laterOnly: false, "test", Stop);

        Assert.Equal((null, null, BookingFault.NotThere, BookingFault.NotThere, BookingFault.Over), (answer.Fault, running.Fault, over.Fault, elsewhere.Fault, past.Fault));
        Assert.Equal((3, 4), (answer.Bookings.Count, running.Bookings.Count));
        var rows = await RowsAsync(database);
        Assert.Equal([null, null, _classroom.Course.Id, _classroom.Course.Id, _classroom.Course.Id], rows.Select(one => one.CourseId));
        Assert.Equal([PublishRule.Draft, PublishRule.Draft, PublishRule.Draft, PublishRule.AtOnce, PublishRule.AtOnce], rows.Select(one => one.Publish));
        Assert.Equal(["08:00-09:00", "08:00-09:15", "08:00-09:15", "12:00-13:15", "12:00-13:15"], rows.Select(one => $"{one.StartsAt:HH:mm}-{one.EndsAt:HH:mm}"));
    }

    [Fact]
    public async Task What_stays_where_it_is_takes_nothing_whoever_else_is_there()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        var series = await BookAsync(database, room, 3);
        var guest = new Booking { RoomId = room, Title = "Guest", StartsAt = series[1].StartsAt.AddMinutes(30), EndsAt = series[1].EndsAt, BookedAt = s_first };
        await database.AddAsync([guest], Stop);

        var named = await Change(database).RunAsync(room, series[0].Id, WishOf(series[0]) with { Title = "Algebra" }, room, laterOnly: true, "test", Stop);
        var longer = await Change(database).RunAsync(room, series[0].Id, WishOf(series[0]) with { Title = "Algebra", Time = Later(series[0], 0, 2) }, room, laterOnly: true, "test", Stop);

        Assert.Equal((null, 3, BookingFault.Taken), (named.Fault, named.Bookings.Count, longer.Fault));
        Assert.Equal(guest.Id, Assert.Single(longer.Others!).Id);
    }

    [Fact]
    public async Task Day_hour_and_length_are_changed_each_by_itself()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        var series = await BookAsync(database, room, 3);
        await Change(database).RunAsync(room, series[2].Id, WishOf(series[2]) with { Time = Later(series[2], 3, 2) }, room, laterOnly: true, "test", Stop);

        async Task<IEnumerable<string>> MoveAsync(double hours, double length)
        {
            var first = (await RowsAsync(database))[0];
            var starts = first.StartsAt.AddHours(hours);
            Assert.Null((await Change(database).RunAsync(room, first.Id, WishOf(first) with { Time = new BookedTime(starts, starts.AddHours(length)) }, room, laterOnly: false, "test", Stop)).Fault);
            return (await RowsAsync(database)).Select(one => $"{one.StartsAt:dd HH:mm}-{one.EndsAt:HH:mm}");
        }

        Assert.Equal(["07 08:00-09:00", "14 08:00-09:00", "21 11:00-13:00"], await MoveAsync(24, 1));
        Assert.Equal(["07 08:00-09:30", "14 08:00-09:30", "21 11:00-12:30"], await MoveAsync(0, 1.5));
        Assert.Equal(["07 10:00-11:30", "14 10:00-11:30", "21 10:00-11:30"], await MoveAsync(2, 1.5));
    }

    [Fact]
    public async Task An_owner_who_teaches_no_more_is_replaced_where_it_was_theirs_and_each_keeps_its_sections()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (course, gone, here) = (_classroom.Course, _classroom.Student.Id, (Guid?)_classroom.Teacher.Id);
        var section = Some.Section(course, "Group 7");
        await database.AddAsync([.. _classroom.Rows, section, Some.Enrolment(course, _classroom.Student), Some.Enrolment(course, _classroom.Teacher)], Stop);
        var room = await RoomAsync(database);
        var wish = new BookingWish("Algorithms", new BookedTime(s_first, s_first.AddHours(1)), course.Id, [], gone);
        var series = (await Book(database).RunAsync(room, wish, new Repeat("FREQ=WEEKLY;COUNT=3", []), null, "test", Stop)).Bookings;
        await Change(database).RunAsync(room, series[2].Id, wish with { Time = series[2].Time, Sections = [section.Id], OwnerId = null }, room, laterOnly: true, "test", Stop);
        await using var rows = database.CreateContext();
        await rows.Enrolments.Where(row => row.PersonId == gone).ExecuteDeleteAsync(Stop);
        var (launch, one) = (Some.Launch(_classroom.Registration, _classroom.Teacher, _classroom.Collection), new ChangeBooking(database.Contexts, _signals, _time));

        var answer = await new ChangeCourseBooking(database.Contexts, new FindCourseBooking(database.Contexts, _time), one, Change(database))
            .RunAsync(launch, series[0].Id, wish with { Title = "Graphs" }, room, withSeries: true, laterOnly: false, Stop);

        var after = await rows.Bookings.Include(row => row.Sections).OrderBy(row => row.StartsAt).ToListAsync(Stop);
        Assert.Equal((null, 3), (answer.Fault, answer.Bookings.Count));
        Assert.Equal([("Graphs", here, 0), ("Graphs", here, 0), ("Graphs", (Guid?)null, 1)], after.Select(row => (row.Title, row.OwnerId, row.Sections.Count)));
    }

    [Theory, DatabaseData]
    public async Task Of_two_that_change_one_series_at_once_both_are_done_one_after_the_other(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (room, other) = (await RoomAsync(database), await RoomAsync(database, "Other"));
        var series = await BookAsync(database, room, 4);

        var answers = await Task.WhenAll(
            Task.Run(() => Change(database).RunAsync(room, series[0].Id, WishOf(series[0]) with { Title = "Advanced" }, room, laterOnly: false, "test", Stop), Stop),
            Task.Run(() => Change(database).RunAsync(room, series[1].Id, WishOf(series[1]) with { Publish = PublishRule.AtOnce }, room, laterOnly: false, "test", Stop), Stop),
            Task.Run(() => Change(database).RunAsync(room, series[2].Id, WishOf(series[2]), other, laterOnly: true, "test", Stop), Stop));

        Assert.All(answers, answer => Assert.Null(answer.Fault));
        Assert.Equal([room, room, other, other], (await RowsAsync(database)).Select(one => one.RoomId));
    }

    private ChangeSeries Change(TestDatabase database) => new(database.Contexts, _signals, _time);

    private BookRoom Book(TestDatabase database) => new(database.Contexts, _signals, _time);

    private async Task<IReadOnlyList<Booking>> BookAsync(TestDatabase database, Guid room, int times) =>
        (await Book(database).RunAsync(room, new BookingWish("Algorithms", new BookedTime(s_first, s_first.AddHours(1))), new Repeat($"FREQ=WEEKLY;COUNT={times}", []), null, "test", Stop)).Bookings;

    private static BookedTime Later(Booking booking, double hours, int length) => new(booking.StartsAt.AddHours(hours), booking.StartsAt.AddHours(hours + length));

    private static BookingWish WishOf(Booking booking) => new(booking.Title, booking.Time, booking.CourseId, [], booking.OwnerId, booking.Publish, booking.PublishHours);

    private static async Task<List<Booking>> RowsAsync(TestDatabase database)
    {
        await using var rows = database.CreateContext();
        return await rows.Bookings.AsNoTracking().OrderBy(b => b.RecurrenceId).ThenBy(b => b.StartsAt).ToListAsync(Stop);
    }

    private static async Task<Guid> RoomAsync(TestDatabase database, string name = "Hall")
    {
        var room = new Room { Name = name, TimeZone = "Europe/Vienna", AddedAt = Some.Instant };
        await database.AddAsync([room], Stop);
        return room.Id;
    }
}
