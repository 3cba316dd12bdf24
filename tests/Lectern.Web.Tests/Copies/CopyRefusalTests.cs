using System.Net;
using Lectern.Core.Copies;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Copies;

/// <summary>Links that nothing shows to be a copy: they don't play, and the video's teachers are asked.</summary>
public sealed class CopyRefusalTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_students_own_sandbox_course_gets_nothing(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var (sandbox, subject) = (Visit.Unique("sandbox"), Visit.Unique("student"));
        var enrolled = await lesson.OpenAsync(lesson.Course, Role.Learner, subject: subject);

        var owner = await lesson.OpenAsync(sandbox, Role.Instructor, subject: subject);

        Assert.True(await lesson.PlaysAsync(enrolled));
        Assert.False(await lesson.PlaysAsync(owner));
        Assert.Empty(await lesson.ItemsInAsync(sandbox));
    }

    [Theory, DatabaseData]
    public async Task A_students_sandbox_course_gets_nothing_by_a_history_that_they_made_up(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine), published: false);
        var (sandbox, subject) = (Visit.Unique("sandbox"), Visit.Unique("student"));
        await lesson.OpenAsync(lesson.Course, Role.Learner, subject: subject);

        var owner = await lesson.OpenAsync(sandbox, Role.Instructor, ancestors: lesson.Course, subject: subject);
        var guest = await lesson.OpenAsync(sandbox, Role.Learner, ancestors: lesson.Course);

        Assert.False(await lesson.PlaysAsync(owner));
        Assert.False(await lesson.PlaysAsync(guest));
        Assert.Empty(await lesson.ItemsInAsync(sandbox));
    }

    [Theory, DatabaseData]
    public async Task An_assistant_who_studies_there_gets_nothing_by_a_professor_of_both_courses(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (assisted, subject) = (Visit.Unique("course"), Visit.Unique("assistant"));
        using var browser = app.NewBrowser();
        await browser.LaunchAsync(lesson.Teacher with { Course = assisted });
        await lesson.OpenAsync(lesson.Course, Role.Learner, subject: subject);

        var assistant = await lesson.OpenAsync(assisted, Role.Instructor, subject: subject);

        Assert.False(await lesson.PlaysAsync(assistant));
    }

    [Theory, DatabaseData]
    public async Task An_assistant_takes_nothing_into_a_course_of_their_own_by_a_link_that_they_placed(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine), role: Role.Assistant);

        var own = await lesson.OpenAsync(Visit.Unique("course"), Role.Instructor, subject: lesson.Teacher.Subject);

        Assert.False(await lesson.PlaysAsync(own));
    }

    [Theory, DatabaseData]
    public async Task A_student_of_a_course_that_shares_the_videos_collection_is_a_student_there(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (shared, subject) = (Visit.Unique("course"), Visit.Unique("student"));
        await lesson.OpenAsync(shared, Role.Learner, subject: subject, isLinked: false);
        await using (var rows = app.Rows())
        {
            var host = await rows.Courses.Where(c => c.ContextId == lesson.Course).Select(c => c.Id).SingleAsync(Stop);
            await rows.Courses.Where(c => c.ContextId == shared).ExecuteUpdateAsync(set => set.SetProperty(c => c.SharedWithId, host), Stop);
        }

        var owner = await lesson.OpenAsync(Visit.Unique("sandbox"), Role.Instructor, ancestors: shared, subject: subject);

        Assert.False(await lesson.PlaysAsync(owner));
    }

    [Theory, DatabaseData]
    public async Task A_course_that_gives_its_copies_nothing_gives_copies_of_copies_nothing_either(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var copy = Visit.Unique("copy");
        var first = await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);
        await using (var rows = app.Rows())
        {
            await rows.Courses.Where(c => c.ContextId == lesson.Course).ExecuteUpdateAsync(set => set.SetProperty(c => c.CopyPolicy, CopyPolicy.Nothing), Stop);
        }

        var again = await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: copy);

        Assert.True(await lesson.PlaysAsync(first));
        Assert.False(await lesson.PlaysAsync(again));
    }

    [Theory, DatabaseData]
    public async Task Only_a_teacher_of_the_same_LMS_is_named_to_the_videos_teacher(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        await lesson.OpenAsync(Visit.Unique("course"), Role.Learner);
        await lesson.OpenAsync(Visit.Unique("course"), Role.Instructor, platform: app.OtherPlatform);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);

        using var strangers = await home.GetAsync("/videos");
        await lesson.OpenAsync(Visit.Unique("course"), Role.Instructor);
        using var colleague = await home.GetAsync("/videos");

        Assert.Equal((0, 1), (await NamedAsync(strangers), await NamedAsync(colleague)));

        static async Task<int> NamedAsync(HttpResponseMessage list) =>
            (await Html.ReadAsync(list)).QuerySelectorAll("[data-copy-request]").Count(request => request.TextContent.Contains("Jane Doe", StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    public async Task Another_platforms_course_of_the_same_name_gets_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);

        var there = await lesson.OpenAsync(Visit.Unique("copy"), Role.Instructor, ancestors: lesson.Course, subject: lesson.Teacher.Subject, platform: app.OtherPlatform);

        Assert.False(await lesson.PlaysAsync(there));
    }

    [Theory, DatabaseData]
    public async Task Where_the_courses_rule_is_nothing_copies_get_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        await using (var rows = app.Rows())
        {
            await rows.Courses.Where(c => c.ContextId == lesson.Course).ExecuteUpdateAsync(set => set.SetProperty(c => c.CopyPolicy, CopyPolicy.Nothing), Stop);
        }

        var student = await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course);

        Assert.False(await lesson.PlaysAsync(student));
    }

    [Theory, DatabaseData]
    [Shows("ACC-011")]
    public async Task A_link_that_may_not_play_says_whom_to_ask_and_the_videos_teacher_answers_with_one_button(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var (allowed, declined) = (Visit.Unique("course"), Visit.Unique("course"));
        var (asking, other) = (await lesson.OpenAsync(allowed, Role.Learner), await lesson.OpenAsync(declined, Role.Learner));
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        using var refused = await asking.GetAsync($"/videos/{lesson.Video}");
        using var stranger = await other.GetAsync("/videos");
        using var list = await home.GetAsync("/videos");
        var page = await Html.ReadAsync(list);
        var buttons = page.QuerySelectorAll("[data-copy-request] form[hx-post*='Allow']").Select(form => form.GetAttribute("hx-post")!).ToList();
        var refusals = page.QuerySelectorAll("[data-copy-request] form[hx-post*='Decline']").Select(form => form.GetAttribute("hx-post")!).ToList();

        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-011", refused);
        Assert.Equal((2, 2), (buttons.Count, refusals.Count));
        Assert.All(page.QuerySelectorAll("[data-copy-request] button"), button =>
            Assert.Contains("Enzymes", page.GetElementById(button.GetAttribute("aria-describedby") ?? "")!.TextContent, StringComparison.Ordinal));
        using var yes = await home.PostAsync(buttons[0]);
        using var no = await home.PostAsync(refusals[1]);

        Assert.Empty((await Html.ReadAsync(no)).QuerySelectorAll("[data-copy-request]"));
        Assert.True(await lesson.PlaysAsync(await lesson.OpenAsync(allowed, Role.Learner)));
        Assert.False(await lesson.PlaysAsync(await lesson.OpenAsync(declined, Role.Learner)));
    }
}
