using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>
/// A lecture that counts for points, in a course of its own. Mara has watched it to its end; Tomas began, was given a grade by the teacher's hand, and watched the rest.
/// </summary>
internal sealed record GradedLecture(string Course, string Title, int Activity)
{
    public const int Points = 20;
    public const int ByHand = 7;
    public const int Seconds = 4;

    public static async Task<GradedLecture> MakeAsync(LecternStack stack, LecternBrowser browser)
    {
        var lecture = await PlaceAsync(stack, browser);
        await Task.WhenAll(lecture.WatchAsync(stack, browser, "Mara", Seconds), lecture.WatchAsync(stack, browser, "Tomas", 1));
        await lecture.ScoredAsync(stack, "mara", "FullyGraded");
        await lecture.ScoredAsync(stack, "tomas", "NotReady");
        await lecture.GradeAsync(stack, browser, "Tomas", ByHand);
        await lecture.WatchAsync(stack, browser, "Tomas", Seconds);
        await lecture.BothShownAsync(stack);
        return lecture;
    }

    /// <summary>The page "Who watched", reached as a teacher reaches it.</summary>
    public async Task<IPage> OpenWhoWatchedAsync(LecternStack stack, Desk teacher)
    {
        await new PracticeLms(stack, teacher).OpenActivityInWindowAsync(Activity);
        await teacher.Page.GetByRole(AriaRole.Link, new() { Name = "Who watched" }).ClickAsync();
        await Expect(teacher.Page.Locator("h1")).ToHaveTextAsync($"Who watched {Title}");
        return teacher.Page;
    }

    /// <summary>The gradebook's cell of a student, with the lecture's column.</summary>
    public async Task OpenCellAsync(LecternStack stack, Desk teacher, string student)
    {
        await new PracticeLms(stack, teacher).GoToAsync($"course/{Course}/grades");
        await teacher.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{student}.*{Title}") }).ClickAsync();
    }

    /// <summary>What a student watched, as from the gradebook but in the whole window.</summary>
    public async Task OpenReviewInWindowAsync(LecternStack stack, Desk teacher, string student)
    {
        await OpenCellAsync(stack, teacher, student);
        await teacher.Page.GotoAsync($"{teacher.Page.Url}/review/launch");
        await Expect(teacher.Page.Locator("h1")).ToContainTextAsync(student);
        await Expect(teacher.Page.Locator("dl.facts")).ToBeVisibleAsync();
    }

    private static async Task<GradedLecture> PlaceAsync(LecternStack stack, LecternBrowser browser)
    {
        using var folder = new TempFolder();
        var clip = await Lecture.MakeMuteClipAsync(folder.Path, "Clocks.mp4", Seconds);
        var course = await stack.MakeOfAsync("CS-101", "copy", teacher: "ines");
        foreach (var student in (string[])["mara", "tomas", "noor"])
        {
            await stack.EnrolAsync(course, student);
        }

        await using var teacher = await PracticeLms.SitDownAsync(stack, browser, "Ines");
        await new PracticeLms(stack, teacher).PlaceAsync(course, clip, Points);
        Faults.None(teacher.Faults);
        return new GradedLecture(course, "Clocks", await stack.ActivityAsync(course, "Clocks"));
    }

    // At double speed, as the player's menu has it.
    private async Task WatchAsync(LecternStack stack, LecternBrowser browser, string person, int until)
    {
        await using var student = await PracticeLms.SitDownAsync(stack, browser, person);
        var watch = new Watch(await new PracticeLms(stack, student).OpenActivityAsync(Activity));
        await watch.ReadyAsync();
        var told = student.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/watched", StringComparison.Ordinal) && answer.Ok);
        await watch.PlayAsync(speed: 2);
        await watch.PlayedToAsync(until - 0.2);
        await watch.PauseAsync();
        await told;
        Faults.None(student.Faults);
    }

    private async Task GradeAsync(LecternStack stack, LecternBrowser browser, string student, int score)
    {
        await using var teacher = await PracticeLms.SitDownAsync(stack, browser, "Ines");
        await OpenCellAsync(stack, teacher, student);
        await teacher.Page.GetByLabel("Your own grade").FillAsync($"{score}");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Save grade" }).ClickAsync();
        await Expect(teacher.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"{student}.*: {score}, set by the teacher") })).ToBeVisibleAsync();
    }

    private Task ScoredAsync(LecternStack stack, string student, string progress) =>
        Patience.UntilAsync(async () => (await stack.GradesAsync(Course, student)) is [var cell] && cell.GetProperty("gradingProgress").GetString() == progress, $"a score of {student} that is {progress}");

    private async Task BothShownAsync(LecternStack stack)
    {
        using var teacher = new Visitor(stack, "ines");
        var visit = await teacher.OpenAsync(Activity);
        var (video, _) = await visit.LandAsync();
        await Patience.UntilAsync(async () => (await visit.WhoWatchedAsync(video!)).Contains($"The LMS has {ByHand}", StringComparison.Ordinal), "both grades on one page");
    }
}
