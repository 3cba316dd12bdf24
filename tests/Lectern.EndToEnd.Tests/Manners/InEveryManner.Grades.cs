using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>Points for watching, from the picker to the gradebook and back by its review.</summary>
public abstract partial class InEveryManner
{
    private const string OnlyGraders = "GRD-001";

    [Fact]
    public async Task A_lecture_that_counts_has_a_column_and_who_watched_it_to_its_end_has_its_points()
    {
        var lecture = await campus.GradedAsync(browser);

        var column = Assert.Single((await Stack.LmsAsync($"api/courses/{lecture.Course}/columns")).EnumerateArray());
        Assert.Equal((lecture.Title, GradedLecture.Points), (column.GetProperty("label").GetString(), column.GetProperty("scoreMaximum").GetDouble()));
        var grade = Assert.Single(await Stack.GradesAsync(lecture.Course, "mara"));
        Assert.Equal((GradedLecture.Points, false), (grade.GetProperty("score").GetDouble(), grade.GetProperty("overridden").GetBoolean()));
        Assert.Empty(await Stack.GradesAsync(lecture.Course, "noor"));
    }

    [Fact]
    public async Task A_grade_by_the_teachers_hand_stands_and_who_watched_shows_both()
    {
        var lecture = await campus.GradedAsync(browser);
        await using var teacher = await PracticeLms.SitDownAsync(Stack, browser, "Ines");

        var page = await lecture.OpenWhoWatchedAsync(Stack, teacher);

        ILocator Row(string student) => page.Locator("tbody tr", new() { HasText = student });
        await Expect(Row("Mara")).ToContainTextAsync($"{GradedLecture.Points} / {GradedLecture.Points} sent");
        await Expect(Row("Tomas")).ToContainTextAsync($"The LMS has {GradedLecture.ByHand}, Lectern {GradedLecture.Points} of {GradedLecture.Points}");
        var grade = Assert.Single(await Stack.GradesAsync(lecture.Course, "tomas"));
        Assert.Equal((GradedLecture.ByHand, true), (grade.GetProperty("score").GetDouble(), grade.GetProperty("overridden").GetBoolean()));
        Faults.None(teacher.Faults);
    }

    [Fact]
    public async Task From_the_gradebook_a_teacher_opens_what_one_student_watched()
    {
        var lecture = await campus.GradedAsync(browser);
        await using var teacher = await PracticeLms.SitDownAsync(Stack, browser, "Ines");

        await lecture.OpenCellAsync(Stack, teacher, "Mara");
        await teacher.Page.GetByRole(AriaRole.Link, new() { Name = "Review the work" }).ClickAsync();

        var frame = await teacher.LecternFrameAsync(Stack.Tool, "/w/");
        await Expect(frame.Locator("h1")).ToContainTextAsync("Mara");
        await Expect(frame.Locator("dl.facts")).ToContainTextAsync("100 %");
        await Expect(frame.Locator("dl.facts")).ToContainTextAsync($"00:00–00:0{GradedLecture.Seconds}");
        await Expect(frame.Locator("dl.facts")).ToContainTextAsync($"{GradedLecture.Points} / {GradedLecture.Points} sent");
        Faults.None(teacher.Faults);
    }

    [Theory]
    [InlineData("ines", null)]
    [InlineData("mara", OnlyGraders)]
    [InlineData("tomas", OnlyGraders)]
    public async Task A_review_is_for_those_who_grade(string person, string? refusal)
    {
        var lecture = await campus.GradedAsync(browser);
        using var visitor = new Visitor(Stack, person);

        var visit = await visitor.OpenReviewAsync(lecture.Activity, "mara");

        Assert.Equal(refusal, await visit.ReviewAsync());
    }
}
