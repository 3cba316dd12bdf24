using System.Net.Http.Json;
using Lectern.Contracts;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Jobs;
using Lectern.Core.Merging;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>Where a recording lands.</summary>
public sealed class RecordedVideoTests(Apps apps) : IClassFixture<Apps>
{
    private static readonly DateTimeOffset Ended = new(2026, 9, 7, 8, 30, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<DatabaseEngine, string>> Rules => Engines.Each(Enum.GetNames<PublishRule>());

    [Theory, MemberData(nameof(Rules))]
    public async Task It_is_published_by_the_bookings_rule_for_the_bookings_sections(DatabaseEngine engine, string name)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var course = await NewCourseAsync(app);
        var section = new Section { CourseId = course.Id, Key = Visit.Unique("section"), Name = "A" };
        var booking = BookingOf(machine, course, Enum.Parse<PublishRule>(name));
        booking.Sections.Add(new BookingSection { BookingId = booking.Id, SectionId = section.Id });
        await app.Database.AddAsync([section, booking], Stop);

        await RecordAsync(machine, booking.Id);

        await using var rows = app.Rows();
        var video = await rows.Videos.Include(row => row.Source).Include(row => row.Items).ThenInclude(item => item.Sections).SingleAsync(row => row.Title == $"{booking.Title} 2026-09-07", Stop);
        var item = Assert.Single(video.Items);
        var (visibility, from, whenCaptioned) = booking.Publish switch
        {
            PublishRule.AtOnce => (Visibility.Published, (DateTimeOffset?)null, false),
            PublishRule.AfterHours => (Visibility.Published, Ended.AddHours(24), false),
            PublishRule.AfterCaptions => (Visibility.Draft, null, true),
            _ => (Visibility.Draft, null, false),
        };
        Assert.Equal((visibility, from, whenCaptioned, true), (item.Visibility, item.AvailableFrom, item.PublishWhenCaptioned, item.ForSections));
        Assert.Equal(section.Id, Assert.Single(item.Sections).SectionId);
        Assert.Equal((20_900, null), (video.Source!.Bytes, video.Source.UploadId));
        Assert.Equal(video.CollectionId, await rows.Collections.Where(row => row.CourseId == course.Id).Select(row => row.Id).SingleAsync(Stop));
        Assert.True(await rows.Enrolments.AnyAsync(row => row.CourseId == course.Id && row.PersonId == video.OwnerId && row.Role == CourseRole.Instructor, Stop));
        Assert.Equal([JobKind.Grown, JobKind.Video], await rows.Jobs.Where(job => job.VideoId == video.Id).OrderBy(job => job.Kind).Select(job => job.Kind).ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task Asked_many_times_at_once_one_video_is_made(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var booking = BookingOf(machine, await NewCourseAsync(app), PublishRule.Draft);
        await app.Database.AddAsync([booking], Stop);
        var part = await RecordedPartOf.BeginAsync(machine, booking.Id);
        await part.SendAllAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => part.EndAsync(part.End)));

        Assert.All(answers, Assert.True);
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.Videos.CountAsync(video => video.Title.StartsWith(booking.Title), Stop));
    }

    [Theory, DatabaseData]
    public async Task It_waits_for_a_course_and_for_somebody_who_teaches_there(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var course = await NewCourseAsync(app);
        var booking = BookingOf(machine, course, PublishRule.Draft);
        booking.CourseId = null;
        await app.Database.AddAsync([booking], Stop);
        var recording = await RecordAsync(machine, booking.Id);
        var make = app.Get<MakeRecordedVideo>();

        await make.RunWaitingAsync(Stop);
        Assert.Null(await VideoOfAsync(app, recording));
        await using (var rows = app.Rows())
        {
            await rows.Bookings.Where(row => row.Id == booking.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.CourseId, course.Id), Stop);
            await rows.Enrolments.Where(row => row.CourseId == course.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, CourseRole.Learner), Stop);
        }

        await make.RunWaitingAsync(Stop);
        Assert.Null(await VideoOfAsync(app, recording));
        await using (var rows = app.Rows())
        {
            await rows.Enrolments.Where(row => row.CourseId == course.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, CourseRole.Instructor), Stop);
        }

        await make.RunWaitingAsync(Stop);
        var video = await VideoOfAsync(app, recording);
        await make.RunWaitingAsync(Stop);

        Assert.NotNull(video);
        Assert.Equal(video, await VideoOfAsync(app, recording));
    }

    [Fact]
    public async Task One_that_can_t_be_made_keeps_no_other_from_becoming_a_video()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        var course = await NewCourseAsync(app);
        var (broken, whole) = (BookingOf(machine, course, PublishRule.Draft), BookingOf(machine, course, PublishRule.Draft));
        (broken.CourseId, whole.CourseId) = (null, null);
        await app.Database.AddAsync([broken, whole], Stop);
        var (first, second) = (await RecordAsync(machine, broken.Id), await RecordAsync(machine, whole.Id));
        await using var rows = app.Rows();
        await rows.Bookings.Where(row => row.Id == broken.Id || row.Id == whole.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.CourseId, course.Id), Stop);
        await rows.Database.ExecuteSqlRawAsync("CREATE TRIGGER breaks BEFORE UPDATE OF VideoId ON Recordings WHEN NEW.Id LIKE '?' BEGIN SELECT RAISE(ABORT, 'broken'); END".Replace("?", first.ToString(), StringComparison.Ordinal), Stop);

        await app.Get<MakeRecordedVideo>().RunWaitingAsync(Stop);
        await rows.Database.ExecuteSqlAsync($"DROP TRIGGER breaks", Stop);

        Assert.Null(await VideoOfAsync(app, first));
        Assert.NotNull(await VideoOfAsync(app, second));
    }

    [Theory, DatabaseData]
    public async Task It_belongs_to_the_bookings_owner_while_they_teach_there_and_else_to_who_does(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var (course, platform) = (await NewCourseAsync(app), new Core.Platforms.Platform { Id = app.Platform.PlatformId, Name = "" });
        var (owner, gone) = (Some.Person(platform, "Owner", Visit.Unique("owner")), Some.Person(platform, "Gone", Visit.Unique("gone")));
        var (theirs, left) = (BookingOf(machine, course, PublishRule.Draft), BookingOf(machine, course, PublishRule.Draft));
        (theirs.OwnerId, left.OwnerId) = (owner.Id, gone.Id);
        var imported = Some.Enrolment(course, gone);
        // Only an import calls them a teacher.
        imported.LastSeenAt = Enrolment.Never;
        await app.Database.AddAsync([owner, gone, Some.Enrolment(course, owner), imported, theirs, left], Stop);

        var (kept, fallen) = (await RecordAsync(machine, theirs.Id), await RecordAsync(machine, left.Id));

        Assert.Equal(owner.Id, await OwnerOfAsync(app, kept));
        await using var rows = app.Rows();
        var teachers = await rows.Enrolments.Where(e => e.CourseId == course.Id && e.Role == CourseRole.Instructor && e.LastSeenAt > Enrolment.Never).Select(e => e.PersonId).ToListAsync(Stop);
        Assert.Contains(await OwnerOfAsync(app, fallen), teachers);
    }

    [Theory, DatabaseData]
    public async Task Of_courses_that_share_a_collection_the_bookings_alone_sees_it(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var (host, course) = (await NewCourseAsync(app), await NewCourseAsync(app));
        Assert.True(await app.Get<MergeCourses>().RunAsync(course.PlatformId, host.Id, course.Id, "test", Stop));
        Booking[] bookings = [BookingOf(machine, host, PublishRule.AtOnce), BookingOf(machine, course, PublishRule.AtOnce)];
        await app.Database.AddAsync([.. bookings], Stop);

        foreach (var booking in bookings)
        {
            var video = await VideoOfAsync(app, await RecordAsync(machine, booking.Id));

            await using var rows = app.Rows();
            var item = await rows.Items.Include(one => one.Sections).SingleAsync(one => one.VideoId == video, Stop);
            var whole = await rows.Sections.SingleAsync(section => section.CourseId == booking.CourseId && section.IsWholeCourse, Stop);
            Assert.Equal((true, whole.Id), (item.ForSections, Assert.Single(item.Sections).SectionId));
            Assert.Equal(item.CollectionId, await rows.Collections.Where(row => row.CourseId == host.Id).Select(row => row.Id).SingleAsync(Stop));
        }
    }

    [Theory, DatabaseData]
    public async Task A_booking_of_another_room_gives_a_recording_no_course(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        using var elsewhere = await Machine.InNewRoomAsync(app);
        var booking = BookingOf(elsewhere, await NewCourseAsync(app), PublishRule.AtOnce);
        await app.Database.AddAsync([booking], Stop);

        var recording = await RecordAsync(machine, booking.Id);

        await using var rows = app.Rows();
        var own = (await rows.Recordings.Include(row => row.Booking).SingleAsync(row => row.Id == recording, Stop)).Booking!;
        Assert.Equal((machine.Room, null), (own.RoomId, own.CourseId));
        Assert.Null(await VideoOfAsync(app, recording));
    }

    [Theory, DatabaseData]
    public async Task What_was_recorded_by_hand_gets_a_booking_that_is_over_even_if_its_devices_clock_is_ahead(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine, booking: null);
        await part.SendAllAsync();

        using var ended = await machine.SendAsync(
            HttpMethod.Put, CapturePaths.ManifestOf(part.Recording), JsonContent.Create(new RecordingManifest(app.Time.GetUtcNow().AddHours(1), [part.End]), CaptureJson.Default.RecordingManifest));
        await app.Get<MakeRecordedVideo>().RunWaitingAsync(Stop);

        await using var rows = app.Rows();
        var booking = await rows.Bookings.SingleAsync(Stop);
        Assert.Equal((machine.Room, null, true), (booking.RoomId, booking.CourseId, booking.IsOver(app.Time.GetUtcNow())));
        Assert.True(booking.StartsAt < booking.EndsAt);
    }

    private static async Task<Guid> RecordAsync(Machine machine, Guid booking)
    {
        var part = await RecordedPartOf.BeginAsync(machine, booking);
        await part.SendAllAsync();
        Assert.True(await part.EndAsync(part.End));
        return part.Recording;
    }

    private static async Task<Course> NewCourseAsync(LecternApp app)
    {
        var visit = app.Teacher();
        await app.NewBrowser().LaunchAsync(visit);
        await using var rows = app.Rows();
        return await rows.Courses.SingleAsync(course => course.ContextId == visit.Course, Stop);
    }

    private static Booking BookingOf(Machine machine, Course course, PublishRule rule) => new()
    {
        RoomId = machine.Room,
        StartsAt = Ended.AddMinutes(-90),
        EndsAt = Ended,
        Title = Visit.Unique("Week 10: vectors"),
        CourseId = course.Id,
        Publish = rule,
        PublishHours = rule == PublishRule.AfterHours ? 24 : null,
        BookedAt = Ended.AddDays(-1),
    };

    private static async Task<Guid> OwnerOfAsync(LecternApp app, Guid recording)
    {
        var made = await VideoOfAsync(app, recording);
        await using var rows = app.Rows();
        return await rows.Videos.Where(video => video.Id == made).Select(video => video.OwnerId).SingleAsync(Stop);
    }

    private static async Task<Guid?> VideoOfAsync(LecternApp app, Guid recording)
    {
        await using var rows = app.Rows();
        return await rows.Recordings.Where(row => row.Id == recording).Select(row => row.VideoId).SingleAsync(Stop);
    }
}
