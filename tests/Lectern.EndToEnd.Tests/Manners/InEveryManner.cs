using System.Text.Json;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>What holds whichever platform the LMS plays.</summary>
public abstract partial class InEveryManner(Campus campus, LecternBrowser browser)
{
    private const string NotYours = "ACC-002";
    private const string BelongsElsewhere = "ACC-011";
    private const string NoRole = "ACC-006";

    protected LecternBrowser Browser => browser;

    protected LecternStack Stack => campus.Stack;

    [Fact]
    public async Task The_LMS_has_Lectern_with_what_it_needs()
    {
        var tool = await Stack.LmsAsync($"api/tools/{Stack.ToolId}");

        Assert.Equal(campus.Manner, (await Stack.LmsAsync("api/platform")).GetProperty("manner").GetString());
        Assert.True(tool.GetProperty("active").GetBoolean());
        Assert.StartsWith(Stack.Tool.AbsoluteUri, tool.GetProperty("deepLinkingUri").GetString());
        Assert.Contains(tool.GetProperty("scopes").EnumerateArray(), scope => scope.GetString()!.EndsWith("contextmembership.readonly", StringComparison.Ordinal));
        Assert.Contains(tool.GetProperty("claims").EnumerateArray(), claim => claim.GetString() == "name");
    }

    [Fact]
    public async Task Ten_lectures_placed_at_once_all_play_on_one_page_where_foreign_cookies_are_blocked()
    {
        await campus.TenAsync(browser);
        await using var student = await PracticeLms.SitDownAsync(Stack, browser, "Mara");

        var frames = await new PracticeLms(Stack, student).OpenTenAsync(Campus.Course);

        Assert.Equal(10, frames.Select(frame => frame.Url.Split('/')[^1]).Distinct().Count());
        foreach (var frame in frames)
        {
            Assert.Empty(await frame.EvaluateAsync<string>("""() => { document.cookie = "foreign=1; SameSite=None; Secure"; return document.cookie; }"""));
        }

        Assert.DoesNotContain(await student.Context.CookiesAsync(), cookie => cookie.Domain == Stack.Tool.Host);
        Faults.None(student.Faults);
    }

    [Theory]
    [InlineData("ines", true)]
    [InlineData("yuki", true)]
    [InlineData("mara", false)]
    [InlineData("tomas", false)]
    [InlineData("noor", false)]
    [InlineData("sofia", false)]
    public async Task Everybody_of_the_course_watches_and_only_who_teaches_it_changes(string person, bool teaches)
    {
        var lecture = (await campus.TenAsync(browser))[0];
        using var visitor = new Visitor(Stack, person);

        var visit = await visitor.OpenAsync(lecture.Activity);
        var (video, _) = await visit.LandAsync();

        Assert.Equal(Visit.Plays, await visit.WatchAsync());
        Assert.Equal(teaches ? null : NotYours, await visit.RenameAsync(video!, lecture.Title));
    }

    [Fact]
    public async Task A_lecture_for_one_section_plays_for_that_section_and_for_teachers_alone()
    {
        await campus.TenAsync(browser);
        var course = await Stack.NewCourseAsync(Campus.Course);
        var activity = await Stack.ActivityAsync(course, "Lecture 02");
        Assert.Equal(Visit.Plays, await campus.WatchAsync("tomas", activity));
        using var teacher = new Visitor(Stack, "ines");
        var visit = await teacher.OpenAsync(activity);
        var video = (await visit.LandAsync()).Video!;

        // The sections of the people who have launched, Tomas's alone, or all of them by name, of which his is the last.
        var sections = await visit.SectionsAsync(video);
        Assert.Equal(campus.TellsAllSections ? 2 : 1, sections.Count);
        await visit.ShowToAsync(video, [sections[^1]]);

        Assert.Equal(Visit.Plays, await campus.WatchAsync("tomas", activity));
        Assert.Equal(NotYours, await campus.WatchAsync("mara", activity));
        Assert.Equal(Visit.Plays, await campus.WatchAsync("yuki", activity));
        Assert.Equal(Visit.Plays, await campus.WatchAsync("ines", activity));
    }

    [Fact]
    public async Task In_a_copy_and_in_its_copy_everything_plays_for_a_new_student()
    {
        await campus.TenAsync(browser);
        var copy = await Stack.MakeOfAsync(Campus.Course, "copy", teacher: "hanna");
        var again = await Stack.MakeOfAsync(copy, "copy", teacher: "hanna");

        Assert.Equal(Visit.Plays, await WatchAsNewStudentAsync(again, "Lecture 01"));
        Assert.Equal(Visit.Plays, await WatchAsNewStudentAsync(copy, "Lecture 10"));
    }

    [Fact]
    public async Task An_import_by_a_teacher_of_both_courses_plays()
    {
        await campus.TenAsync(browser);
        var course = await Stack.MakeOfAsync("CS-101", "copy", teacher: "ines");
        await Stack.ImportAsync(course, Campus.Course);

        Assert.Equal(Visit.Plays, await WatchAsNewStudentAsync(course, "Lecture 03"));
    }

    [Fact]
    public async Task An_import_into_a_strangers_course_plays_where_the_LMS_tells_whence_it_came()
    {
        await campus.TenAsync(browser);
        var course = await Stack.MakeOfAsync("CS-101", "copy", teacher: "hanna");
        await Stack.ImportAsync(course, Campus.Course);

        Assert.Equal(campus.TellsImports ? Visit.Plays : BelongsElsewhere, await WatchAsNewStudentAsync(course, "Lecture 04"));
    }

    [Fact]
    public async Task A_restored_course_of_the_same_teacher_plays()
    {
        await campus.TenAsync(browser);
        var course = await Stack.MakeOfAsync(Campus.Course, "restore", teacher: "ines");

        Assert.Equal(Visit.Plays, await WatchAsNewStudentAsync(course, "Lecture 05"));
    }

    [Fact]
    public async Task A_restored_course_of_a_stranger_plays_once_the_lectures_teacher_has_said_yes()
    {
        await campus.TenAsync(browser);
        var course = await Stack.MakeOfAsync(Campus.Course, "restore", teacher: "hanna");
        Assert.Equal(BelongsElsewhere, await WatchAsNewStudentAsync(course, "Lecture 06"));
        using var teacher = new Visitor(Stack, "ines");
        var visit = await teacher.OpenVideosAsync(Campus.Course);

        Assert.True(await visit.AllowCopiesAsync() >= 1);

        Assert.Equal(Visit.Plays, await WatchAsNewStudentAsync(course, "Lecture 06"));
    }

    [Fact]
    public async Task Without_any_cookie_the_frame_signs_in_by_the_LMSs_storage_or_else_by_a_window()
    {
        var activity = await Stack.AddVideosActivityAsync(await Stack.NewCourseAsync("CS-101"));
        await using var student = await PracticeLms.SitDownAsync(Stack, browser, "Mara");
        await student.RefuseLoginCookieAsync();

        await new PracticeLms(Stack, student).GoToAsync($"activity/{activity}");

        if (campus.KeepsDataForTools)
        {
            var frame = await student.LecternFrameAsync(Stack.Tool, "/w/");
            await Expect(frame.Locator("#list")).ToBeVisibleAsync();
            Assert.Single(student.Context.Pages);
            Assert.DoesNotContain(await student.Context.CookiesAsync(), cookie => cookie.Domain == Stack.Tool.Host);
        }
        else
        {
            var frame = await student.LecternFrameAsync(Stack.Tool, "/lti/login");
            await Expect(frame.Locator("#login-window")).ToBeVisibleAsync();
        }

        Faults.None(student.Faults);
    }

    [Fact]
    public async Task Notices_of_copies_arrive_where_the_LMS_sends_any()
    {
        await campus.TenAsync(browser);
        if (campus.SendsNotices)
        {
            await AskedForNoticesAsync();
        }

        var before = (await NoticesAsync()).Count;
        await Stack.MakeOfAsync(Campus.Course, "copy", teacher: "hanna");

        var notices = (await NoticesAsync()).Skip(before).ToList();
        Assert.Equal(campus.SendsNotices ? 1 : 0, notices.Count);
        Assert.All(notices, notice => Assert.Equal("200", notice.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Who_has_no_role_in_the_course_is_told_so()
    {
        var lecture = (await campus.TenAsync(browser))[0];

        Assert.Equal(NoRole, await campus.WatchAsync("hanna", lecture.Activity));
    }

    private async Task<string> WatchAsNewStudentAsync(string course, string title)
    {
        await Stack.EnrolAsync(course, "tomas");
        return await campus.WatchAsync("tomas", await Stack.ActivityAsync(course, title));
    }

    private async Task<IReadOnlyList<JsonElement>> NoticesAsync() => [.. (await Stack.LmsAsync("api/notices")).EnumerateArray()];

    // Behind the first launch, and never in its way.
    private Task AskedForNoticesAsync() => Patience.UntilAsync(
        async () => (await Stack.LmsAsync($"api/tools/{Stack.ToolId}")).GetProperty("noticeHandlers").EnumerateObject().Any(), "a question for notices");
}
