using Lectern.Core.Copies;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Copies;

/// <summary>What a course's teachers decide on its copies, and decide anew.</summary>
public sealed class CopyAnswerTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_no_becomes_a_yes_and_a_yes_is_taken_back_so_that_nobody_there_puts_it_back(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var course = Visit.Unique("course");
        var asking = await lesson.OpenAsync(course, Role.Instructor);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        await PressAsync(home, "/videos", "[data-copy-request] form[hx-post*='Decline']");

        await PressAsync(home, "/copies", "[data-decided] form[hx-post*='Allow']");
        var allowed = await lesson.PlaysAsync(asking);
        await PressAsync(home, "/copies", "[data-decided] form[hx-post*='TakeBack']");
        using var restored = await asking.PostAsync("/api/videos/restore", new { videos = new[] { lesson.Video } });

        Assert.True(allowed);
        Assert.False(await lesson.PlaysAsync(asking));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, restored.StatusCode);
        await using var rows = app.Rows();
        var subject = lesson.Video.ToString();
        Assert.Equal(["copy.decline", "copy.allow", "copy.takeback"], await rows.Audit.Where(a => a.Subject == subject).OrderBy(a => a.Id).Select(a => a.Act).ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task After_a_no_no_later_launch_brings_it(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var course = Visit.Unique("course");
        await lesson.OpenAsync(course, Role.Learner);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        await PressAsync(home, "/videos", "[data-copy-request] form[hx-post*='Decline']");

        var copied = await lesson.OpenAsync(course, Role.Learner, ancestors: lesson.Course);
        var teacher = await lesson.OpenAsync(course, Role.Instructor, subject: lesson.Teacher.Subject);

        Assert.Equal((false, false), (await lesson.PlaysAsync(copied), await lesson.PlaysAsync(teacher)));
        Assert.Empty(await lesson.ItemsInAsync(course));
    }

    [Theory, DatabaseData]
    public async Task Another_courses_teacher_neither_sees_nor_changes_an_answer(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var asking = await lesson.OpenAsync(Visit.Unique("course"), Role.Instructor);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        await PressAsync(home, "/videos", "[data-copy-request] form[hx-post*='Decline']");
        await using var rows = app.Rows();
        var request = await rows.CopyRequests.AsNoTracking().SingleAsync(r => r.VideoId == lesson.Video, Stop);

        using var list = await asking.GetAsync("/copies");
        using var change = await asking.PostAsync($"/copies?handler=Allow&request={request.Id}");

        Assert.Empty((await Html.ReadAsync(list)).QuerySelectorAll("[data-decided]"));
        await Refused.ByPageAsync(System.Net.HttpStatusCode.Forbidden, "ACC-002", change);
        Assert.False(await lesson.PlaysAsync(asking));
    }

    [Theory, DatabaseData]
    public async Task A_teacher_chooses_what_copies_get_and_goes_back_to_the_rule_of_the_LMS(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);

        using var nothing = await RuleAsync(home, nameof(CopyPolicy.Nothing));
        var refused = await lesson.PlaysAsync(await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course));
        using var back = await RuleAsync(home, "");
        var plays = await lesson.PlaysAsync(await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course));
        using var unknown = await RuleAsync(home, "Everything");

        Assert.Equal((false, true), (refused, plays));
        Assert.Equal("Nothing", (await Html.ReadAsync(nothing)).QuerySelector("#policy option[selected]")!.GetAttribute("value"));
        Assert.Equal("", (await Html.ReadAsync(back)).QuerySelector("#policy option[selected]")!.GetAttribute("value"));
        Assert.False(unknown.IsSuccessStatusCode);
    }

    [Theory, DatabaseData]
    public async Task What_the_home_let_go_and_a_copy_holds_is_shown_with_what_it_counts(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        using var removed = await home.PostAsync("/api/videos/delete", new { videos = new[] { lesson.Video } });

        using var list = await home.GetAsync("/removed");

        var row = Assert.Single((await Html.ReadAsync(list)).QuerySelectorAll("[data-removed]"));
        Assert.Contains("Still used by 1 other course", row.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> RuleAsync(Session home, string policy) =>
        home.SendAsync(HttpMethod.Post, "/copies?handler=Rule", new FormUrlEncodedContent([new("policy", policy)]));

    private static async Task PressAsync(Session home, string page, string form)
    {
        using var shown = await home.GetAsync(page);
        using var response = await home.PostAsync(Assert.Single((await Html.ReadAsync(shown)).QuerySelectorAll(form)).GetAttribute("hx-post")!);
        Assert.True(response.IsSuccessStatusCode);
    }
}
