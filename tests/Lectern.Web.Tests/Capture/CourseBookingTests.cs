using System.Globalization;
using System.Net;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Security;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Lectern.Web.Tests.Capture.PageText;

namespace Lectern.Web.Tests.Capture;

/// <summary>Rooms as courses book them, each within its own rights.</summary>
public sealed class CourseBookingTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly DateTimeOffset s_tuesday = new(2026, 10, 20, 7, 15, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_teacher_books_an_open_room_for_their_course_each_week_and_of_others_sees_times_alone(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var (app, room, free) = (school.App, await Machine.NewRoomAsync(school.App), await Machine.NewRoomAsync(school.App));
        using var it = await Operator.SignInAsync(app);
        using var opened = await Form.SendAsync(it, $"/admin/rooms/{room}/bookers", $"/admin/rooms/{room}/bookers", ("bookers", "SomePlatforms"), ("platform", app.Platform.PlatformId.ToString()));
        await OpenAsync(app, free);
        using var browser = app.NewBrowser();
        var (teacher, other) = (await browser.LaunchAsync(school.Visit), await browser.LaunchAsync(app.Teacher()));

        using var booked = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "Secret seminar"), ("Weekly", "true"), ("Until", "2026-10-27"), ("Sections", $"{school.SectionA.Id}"), ("Publish", "AtOnce"), .. Times()]);
        using var list = await teacher.GetAsync("/rooms?booked=2");
        using var day = await other.GetAsync($"/rooms/book?handler=Day&Room={room}&Day=2026-10-27");
        using var taken = await BookAsync(other, [("Room", $"{room}"), ("Title", "Another"), .. Times(day: "2026-10-27", from: "10:00", to: "11:00")]);
        using var series = await BookAsync(other, [("Room", $"{room}"), ("Title", "Another"), ("Weekly", "true"), ("Until", "2026-11-03"), .. Times(day: "2026-10-27", from: "10:00", to: "11:00")]);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, $"{teacher.Root}/rooms?booked=2&kept=0"), (opened.StatusCode, booked.StatusCode, booked.Headers.Location!.OriginalString));
        await using var rows = app.Rows();
        var launch = await rows.Launches.SingleAsync(row => row.Id == teacher.Launch, Stop);
        var bookings = await rows.Bookings.Include(row => row.Sections).Where(row => row.RoomId == room).OrderBy(row => row.StartsAt).ToListAsync(Stop);
        Assert.Equal(["10-20 07:15", "10-27 08:15"], bookings.Select(booking => booking.StartsAt.UtcDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));
        Assert.All(bookings, booking => Assert.Equal((launch.CourseId, launch.PersonId, PublishRule.AtOnce, school.SectionA.Id), (booking.CourseId, booking.OwnerId, booking.Publish, Assert.Single(booking.Sections).SectionId)));
        Assert.Equal([Acts.Book, Acts.ChangeBookers], (await rows.Audit.Where(row => row.Subject == $"{room}" && row.Act != Acts.AddRoom).Select(row => row.Act).ToListAsync(Stop)).Order(StringComparer.Ordinal));
        Assert.Equal(Actors.Of(launch.PersonId), await rows.Audit.Where(row => row.Subject == $"{room}" && row.Act == Acts.Book).Select(row => row.Actor).SingleAsync(Stop));
        Assert.Equal(2, (await Html.ReadAsync(list)).QuerySelectorAll("[data-booking]").Count(row => bookings.Exists(booking => row.GetAttribute("data-booking") == $"{booking.Id}")));
        var (busy, fault) = (await day.Content.ReadAsStringAsync(Stop), Text((await Html.ReadAsync(taken)).QuerySelector("[role=alert]")!));
        Assert.Contains("Taken that day: 09:15", busy, StringComparison.Ordinal);
        Assert.Contains("taken on Tue 27 Oct, 09:15 to 10:45", fault, StringComparison.Ordinal);
        Assert.Contains("Free then: Main building", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("Free then", await FaultAsync(series), StringComparison.Ordinal);
        Assert.All([busy, fault], text => Assert.DoesNotContain("Secret", text, StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    [Shows("CAP-040")]
    [Shows("CAP-041")]
    [Shows("ACC-002")]
    public async Task What_is_not_the_courses_is_neither_booked_nor_changed_nor_cancelled(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var (app, room, closed) = (school.App, await Machine.NewRoomAsync(school.App), await Machine.NewRoomAsync(school.App));
        await OpenAsync(app, room);
        await app.Get<EditRoomBookers>().RunAsync(closed, RoomBookers.SomePlatforms, [app.OtherPlatform.PlatformId], Actors.Operator, Stop);
        using var browser = app.NewBrowser();
        var (teacher, other, learner) = (await browser.LaunchAsync(school.Visit), await browser.LaunchAsync(app.Teacher()), await browser.LaunchAsync(school.Visit.AsLearner()));
        using var booked = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "Ours"), .. Times()]);
        var own = await OneAsync(app, room);
        (string, string?)[][] anothers = [[("Room", $"{room}"), ("Title", "Theirs"), .. Times(from: "12:00", to: "13:00")], [("Room", $"{room}"), ("Title", "Theirs"), .. Times()]];

        foreach (var where in new[] { closed, Guid.CreateVersion7() })
        {
            using var notOpen = await BookAsync(teacher, [("Room", $"{where}"), ("Title", "Ours"), .. Times()]);
            using var notSeen = await teacher.GetAsync($"/rooms/book?handler=Day&Room={where}");
            using var notMoved = await PostAsync(teacher, $"/rooms/book/{own.Id}", [("Room", $"{where}"), ("Title", "Ours"), .. Times()]);
            await Refused.ByPageAsync(HttpStatusCode.Forbidden, "CAP-040", notOpen);
            await Refused.ByPageAsync(HttpStatusCode.Forbidden, "CAP-040", notSeen);
            await Refused.ByPageAsync(HttpStatusCode.Forbidden, "CAP-040", notMoved);
        }

        foreach (var fields in anothers)
        {
            using var changed = await PostAsync(other, $"/rooms/book/{own.Id}", fields);
            await Refused.ByPageAsync(HttpStatusCode.NotFound, "CAP-041", changed);
        }

        using var opened = await other.GetAsync($"/rooms/book/{own.Id}");
        using var cancelled = await PostAsync(other, $"/rooms?handler=Cancel&booking={own.Id}&andLater=true", []);
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "CAP-041", opened);
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "CAP-041", cancelled);
        foreach (var path in new[] { "/rooms", "/rooms/book", $"/rooms/book/{own.Id}", $"/rooms/book?handler=Day&Room={room}" })
        {
            using var page = await learner.GetAsync(path);
            await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", page);
        }

        using var byLearner = await BookAsync(learner, anothers[0]);
        using var cancelledByLearner = await PostAsync(learner, $"/rooms?handler=Cancel&booking={own.Id}", []);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", byLearner);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", cancelledByLearner);
        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        var after = await OneAsync(app, room);
        Assert.Equal((own.Version, "Ours", null), (after.Version, after.Title, after.CancelledAt));
    }

    [Theory, DatabaseData]
    public async Task Of_a_series_only_what_is_the_courses_is_changed_and_cancelled_and_what_a_timetable_named_stays_cancelled(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var (app, room, open) = (school.App, await Machine.NewRoomAsync(school.App), await Machine.NewRoomAsync(school.App));
        await OpenAsync(app, open);
        using var browser = app.NewBrowser();
        var (teacher, other) = (await browser.LaunchAsync(school.Visit), await browser.LaunchAsync(app.Teacher()));
        var (course, others) = (await CourseOfAsync(app, teacher), await CourseOfAsync(app, other));
        var series = (await app.Get<BookRoom>().RunAsync(room, new BookingWish("Algorithms", new BookedTime(s_tuesday, s_tuesday.AddHours(1)), course), new Repeat("FREQ=WEEKLY;COUNT=4", []), null, Actors.Operator, Stop)).Bookings;
        await app.Get<ChangeSeries>().RunAsync(room, series[2].Id, new BookingWish("Algorithms", series[2].Time, others), room, laterOnly: true, Actors.Operator, Stop);

        using var form = await teacher.GetAsync($"/rooms/book/{series[0].Id}");
        using var moved = await PostAsync(teacher, $"/rooms/book/{series[0].Id}", [("Room", $"{open}"), ("Title", "Graphs"), ("Scope", "All"), ("Publish", "AtOnce"), .. Times(day: "2026-10-21")]);
        var faults = new List<BookingFault?>();
        foreach (var withSeries in (bool[])[true, false])
        {
            var wish = new BookingWish("Taken along", series[0].Time, course);
            faults.Add((await app.Get<ChangeCourseBooking>().RunAsync(await LaunchOfAsync(app, teacher), series[0].Id, wish, open, withSeries, laterOnly: false, Stop)).Fault);
        }

        using var cancelled = await PostAsync(teacher, $"/rooms?handler=Cancel&booking={series[0].Id}&andLater=true", []);

        // The operator's room is open to no course: its time and its room stay, whatever the form says.
        Assert.Equal([BookingFault.NotOpenToCourse, BookingFault.NotOpenToCourse], faults);
        Assert.Contains("Its time and its room stay", Text((await Html.ReadAsync(form)).QuerySelector("form")!), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (moved.StatusCode, cancelled.StatusCode));
        await using var rows = app.Rows();
        var after = await rows.Bookings.Where(row => row.RoomId == room).OrderBy(row => row.StartsAt).ToListAsync(Stop);
        Assert.Equal(series.Select(one => one.StartsAt), after.Select(one => one.StartsAt));
        Assert.Equal(["Graphs", "Graphs", "Algorithms", "Algorithms"], after.Select(one => one.Title));
        Assert.Equal([true, true, false, false], after.Select(one => one is { CancelledAt: not null, IsEdited: true }));
    }

    [Theory, DatabaseData]
    public async Task Of_two_courses_that_book_one_time_at_once_one_has_it(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var (app, room) = (school.App, await Machine.NewRoomAsync(school.App));
        await OpenAsync(app, room);
        using var browser = app.NewBrowser();
        var (teacher, other) = (await browser.LaunchAsync(school.Visit), await browser.LaunchAsync(app.Teacher()));

        var answers = await Task.WhenAll(new[] { teacher, other, teacher, other }.Select(one => BookAsync(one, [("Room", $"{room}"), ("Title", "At once"), .. Times()])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.Redirect), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("At once", (await OneAsync(app, room)).Title);
    }

    [Fact]
    public async Task A_course_books_so_much_and_no_more()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        var (app, room) = (school.App, await Machine.NewRoomAsync(school.App));
        await OpenAsync(app, room);
        using var browser = app.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        (string, string?)[] daily = [("Room", $"{room}"), ("Title", "Daily"), ("Weekly", "true"), .. Enum.GetNames<DayOfWeek>().Select(day => ("On", (string?)day))];

        using var tooLong = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "Long"), .. Times(from: "07:00", to: "20:00")]);
        using var tooFar = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "Far"), .. Times(day: "2027-12-01")]);
        using var tooMany = await BookAsync(teacher, [.. daily, ("Until", "2027-03-01"), .. Times()]);
        using var most = await BookAsync(teacher, [.. daily, ("Until", "2027-01-27"), .. Times()]);
        using var oneMore = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "More"), .. Times(from: "13:00", to: "14:00")]);
        using var elsewhere = await PostAsync(teacher, $"/rooms/book/{(await FirstAsync(app, room)).Id}", [("Room", $"{room}"), ("Title", "Moved"), .. Times(from: "13:00", to: "14:00")]);

        Assert.Contains("at most 12 hours", await FaultAsync(tooLong), StringComparison.Ordinal);
        Assert.Contains("a year ahead", await FaultAsync(tooFar), StringComparison.Ordinal);
        Assert.Contains($"at most {CourseLimits.MostInRoom} recordings", await FaultAsync(tooMany), StringComparison.Ordinal);
        Assert.Equal($"{teacher.Root}/rooms?booked={CourseLimits.MostInRoom}&kept=0", most.Headers.Location!.OriginalString);
        Assert.Contains($"at most {CourseLimits.MostInRoom} recordings", await FaultAsync(oneMore), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData("9999-12-31", "a year ahead")]
    [InlineData("0001-01-01", "is over")]
    public async Task Days_that_are_out_of_reach_are_refused(string day, string said)
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        var (app, room) = (school.App, await Machine.NewRoomAsync(school.App));
        await OpenAsync(app, room);
        using var it = await Operator.SignInAsync(app);
        using var browser = app.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);

        using var asked = await teacher.GetAsync($"/rooms/book?handler=Day&Room={room}&Day={day}");
        using var booked = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "Odd"), .. Times(day, from: "23:00", to: "01:00")]);
        using var until = await BookAsync(teacher, [("Room", $"{room}"), ("Title", "Odd"), ("Weekly", "true"), ("Until", day), .. Times()]);
        using var byOperator = await Form.SendAsync(it, $"/admin/rooms/{room}/book", $"/admin/rooms/{room}/book", ("Title", "Odd"), ("Day", day), ("From", "23:00"), ("To", "01:00"));

        Assert.Contains(said, await asked.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains(said, await FaultAsync(booked), StringComparison.Ordinal);
        Assert.NotEmpty(await FaultAsync(until));
        Assert.NotEmpty(await FaultAsync(byOperator));
        await using var rows = app.Rows();
        Assert.False(await rows.Bookings.AnyAsync(row => row.RoomId == room, Stop));
    }

    private static (string, string?)[] Times(string day = "2026-10-20", string from = "09:15", string to = "10:45") => [("Day", day), ("From", from), ("To", to), ("Request", Guid.CreateVersion7().ToString())];

    private static Task<HttpResponseMessage> BookAsync(Session session, (string Name, string? Value)[] fields) => PostAsync(session, "/rooms/book", fields);

    private static Task<HttpResponseMessage> PostAsync(Session session, string path, (string Name, string? Value)[] fields) =>
        session.SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))));

    private static Task<bool> OpenAsync(LecternApp app, Guid room) => app.Get<EditRoomBookers>().RunAsync(room, RoomBookers.AllCourses, [], Actors.Operator, Stop);

    private static async Task<Guid> CourseOfAsync(LecternApp app, Session session) => (await LaunchOfAsync(app, session)).CourseId!.Value;

    private static async Task<Launch> LaunchOfAsync(LecternApp app, Session session)
    {
        await using var rows = app.Rows();
        return await rows.Launches.SingleAsync(row => row.Id == session.Launch, Stop);
    }

    private static async Task<Booking> OneAsync(LecternApp app, Guid room)
    {
        await using var rows = app.Rows();
        return await rows.Bookings.SingleAsync(row => row.RoomId == room, Stop);
    }

    private static async Task<Booking> FirstAsync(LecternApp app, Guid room)
    {
        await using var rows = app.Rows();
        return await rows.Bookings.Where(row => row.RoomId == room).OrderBy(row => row.StartsAt).FirstAsync(Stop);
    }
}
