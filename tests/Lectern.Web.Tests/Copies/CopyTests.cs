using System.Net;
using Lectern.Core.Collections;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Copies;

/// <summary>What plays when a course was copied, for whom, and with nobody clicking anything.</summary>
public sealed class CopyTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_student_of_a_copied_course_plays_its_links_at_once(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var copy = Visit.Unique("copy");

        var student = await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);

        Assert.True(await lesson.PlaysAsync(student));
        using var first = await student.GetAsync();
        Assert.Equal($"{student.Root}/videos/{lesson.Video}", first.Headers.Location!.OriginalString);
    }

    [Theory, DatabaseData]
    public async Task A_copy_of_a_copy_plays_where_the_platform_tells_all_ancestors(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));

        var student = await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: $"{Visit.Unique("never-opened")},{lesson.Course}");

        Assert.True(await lesson.PlaysAsync(student));
    }

    [Theory, DatabaseData]
    public async Task A_copy_of_a_copy_plays_where_the_platform_tells_only_the_nearest_ancestor(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var copy = Visit.Unique("copy");
        await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);

        var student = await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: copy);

        Assert.True(await lesson.PlaysAsync(student));
    }

    [Theory, DatabaseData]
    public async Task An_import_without_history_plays_once_a_teacher_of_both_courses_opened_it(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var target = Visit.Unique("course");
        var early = await lesson.OpenAsync(target, Role.Learner);

        var teacher = await lesson.OpenAsync(target, Role.Instructor, subject: lesson.Teacher.Subject);
        var student = await lesson.OpenAsync(target, Role.Learner);

        Assert.True(await lesson.PlaysAsync(teacher));
        Assert.True(await lesson.PlaysAsync(student));
        Assert.True(await lesson.PlaysAsync(early));
    }

    [Theory, DatabaseData]
    public async Task An_import_plays_for_the_first_student_where_a_teacher_of_both_courses_was_seen_before(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var target = Visit.Unique("course");
        using var browser = app.NewBrowser();
        await browser.LaunchAsync(lesson.Teacher with { Course = target });

        var student = await lesson.OpenAsync(target, Role.Learner);

        Assert.True(await lesson.PlaysAsync(student));
    }

    [Theory, DatabaseData]
    public async Task An_import_plays_for_the_first_student_where_the_member_list_names_a_teacher_of_both_courses(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (target, foreign) = (Visit.Unique("course"), Visit.Unique("course"));
        app.Platform.Teachers[target] = [Visit.Unique("teacher"), lesson.Teacher.Subject];
        app.Platform.Teachers[foreign] = [Visit.Unique("teacher")];

        var student = await lesson.OpenAsync(target, Role.Learner, members: true);
        var stranger = await lesson.OpenAsync(foreign, Role.Learner, members: true);

        Assert.True(await lesson.PlaysAsync(student));
        Assert.False(await lesson.PlaysAsync(stranger));
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        using var list = await home.GetAsync("/videos");
        Assert.Contains(foreign, Assert.Single((await Html.ReadAsync(list)).QuerySelectorAll("[data-copy-request]")).TextContent, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task Only_the_linked_video_comes_along(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        using var other = await Lesson.GiveAsync(app);
        var copy = Visit.Unique("copy");

        var student = await lesson.OpenAsync(copy, Role.Learner, ancestors: $"{lesson.Course},{other.Course}");

        Assert.Equal(lesson.Video, Assert.Single(await lesson.ItemsInAsync(copy)).VideoId);
        Assert.False(await other.PlaysAsync(student));
    }

    [Theory, DatabaseData]
    public async Task A_draft_is_a_draft_in_the_copy_too(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine), published: false);
        var copy = Visit.Unique("copy");

        var student = await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);

        Assert.False(await lesson.PlaysAsync(student));
        Assert.Equal(Visibility.Draft, Assert.Single(await lesson.ItemsInAsync(copy)).Visibility);
    }

    [Theory, DatabaseData]
    public async Task What_a_teacher_took_out_of_the_copy_does_not_come_back(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var copy = Visit.Unique("copy");
        var teacher = await lesson.OpenAsync(copy, Role.Instructor, ancestors: lesson.Course);
        using var removed = await teacher.PostAsync("/api/videos/delete", new { videos = new[] { lesson.Video } });

        var student = await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);

        Assert.False(await lesson.PlaysAsync(student));
        Assert.True(await lesson.PlaysAsync(await lesson.OpenAsync(lesson.Course, Role.Learner)));
    }

    [Theory, DatabaseData]
    public async Task The_copy_keeps_playing_when_the_first_course_lets_go_and_the_bin_waits_for_the_last(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var copy = Visit.Unique("copy");
        var copied = await lesson.OpenAsync(copy, Role.Instructor, ancestors: lesson.Course);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        object choice = new { videos = new[] { lesson.Video } };

        using var first = await home.PostAsync("/api/videos/delete", choice);
        var (afterFirst, stillThere) = (await lesson.PlaysAsync(copied), await DeletedAsync());
        using var last = await copied.PostAsync("/api/videos/delete", choice);
        var gone = await DeletedAsync();
        using var back = await copied.PostAsync("/api/videos/restore", choice);

        Assert.Equal((true, null), (afterFirst, stillThere));
        Assert.NotNull(gone);
        Assert.True(await lesson.PlaysAsync(copied));
        Assert.False(await lesson.PlaysAsync(home));

        async Task<DateTimeOffset?> DeletedAsync()
        {
            await using var rows = app.Rows();
            return (await rows.Videos.SingleAsync(v => v.Id == lesson.Video, Stop)).DeletedAt;
        }
    }

    [Theory, DatabaseData]
    public async Task A_change_in_the_copy_stays_in_the_copy_and_one_at_home_reaches_what_was_not_changed(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var changed = await lesson.OpenAsync(Visit.Unique("copy"), Role.Instructor, ancestors: lesson.Course);
        var untouched = await lesson.OpenAsync(Visit.Unique("copy"), Role.Instructor, ancestors: lesson.Course);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);

        using var inCopy = await changed.PatchAsync($"/api/videos/{lesson.Video}", new { title = "Enzymes, 2027" });
        var atHome = await TitleAsync(home);
        using var later = await home.PatchAsync($"/api/videos/{lesson.Video}", new { title = "Enzymes and catalysis" });
        using var hidden = await changed.PostAsync("/api/videos/unpublish", new { videos = new[] { lesson.Video } });

        Assert.Equal("Enzymes", atHome);
        Assert.Equal(("Enzymes, 2027", "Enzymes and catalysis", "Enzymes and catalysis"), (await TitleAsync(changed), await TitleAsync(untouched), await TitleAsync(home)));
        Assert.True(await lesson.PlaysAsync(await lesson.OpenAsync(lesson.Course, Role.Learner)));

        async Task<string> TitleAsync(Session session)
        {
            using var read = await session.GetAsync($"/api/videos/{lesson.Video}");
            return (await Json.ReadAsync(read))["title"]!.GetValue<string>();
        }
    }

    [Theory, DatabaseData]
    public async Task Ten_students_at_once_open_a_new_copy(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var copy = Visit.Unique("copy");

        var students = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course)));

        Assert.All(await Task.WhenAll(students.Select(lesson.PlaysAsync)), Assert.True);
        Assert.Single(await lesson.ItemsInAsync(copy));
    }

    [Theory, DatabaseData]
    public async Task Of_answers_that_come_at_once_the_first_one_counts_and_is_the_only_one_audited(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var asking = Visit.Unique("course");
        await lesson.OpenAsync(asking, Role.Learner);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        await using var rows = app.Rows();
        var request = await rows.CopyRequests.AsNoTracking().SingleAsync(r => r.VideoId == lesson.Video, Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => home.PostAsync($"/videos?handler={(n % 2 == 0 ? "Allow" : "Decline")}&request={request.Id}"), Stop)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var isAllowed = (await rows.CopyRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id, Stop)).IsAllowed;
        Assert.Equal(isAllowed, (await lesson.ItemsInAsync(asking)).Count == 1);
        var subject = lesson.Video.ToString();
        Assert.Equal(isAllowed ? "copy.allow" : "copy.decline", Assert.Single(await rows.Audit.Where(a => a.Subject == subject && a.Act.StartsWith("copy.")).ToListAsync(Stop)).Act);
    }
}
