using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The pages on which a teacher looks after a course as a whole.</summary>
public sealed class CourseCareTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_teacher_repairs_what_students_can_not_play_and_takes_a_new_terms_changes_back()
    {
        using var folder = new TempFolder();
        var course = await stack.NewCourseAsync();
        await using var teacher = await PracticeLms.OpenVideosAsync(stack, browser, "Ines", course);
        await teacher.Page.Locator("input[type=file]").SetInputFilesAsync(await Lecture.MakeClipAsync(folder.Path, "seminar.mp4"));
        await Expect(teacher.Page.Locator(".row-captions.quiet")).ToBeVisibleAsync(new() { Timeout = 90_000 });

        await OpenAsync(teacher, "What students can't play");
        await Expect(teacher.Page.Locator("[data-checked]")).ToContainTextAsync("It is a draft.");
        Faults.None(await teacher.ExamineAsync("check"));
        await teacher.Page.Locator("[data-checked] button").ClickAsync();
        await Expect(teacher.Page.Locator("#check-sum")).ToContainTextAsync("1 repaired.");
        await Expect(teacher.Page.Locator("#check-sum")).ToBeFocusedAsync();

        await teacher.Page.GetByLabel("Back to the videos").ClickAsync();
        await OpenAsync(teacher, "A new term");
        await teacher.Page.Locator("#old").FillAsync("2026-10-05");
        await teacher.Page.Locator("#new").FillAsync("2027-03-01");
        await Expect(teacher.Page.Locator("#plan")).ToContainTextAsync("Dates move by 147 days");
        await teacher.Page.Locator("[name=choice]").SelectOptionAsync(new SelectOptionValue { Label = "Hidden" });
        Faults.None(await teacher.ExamineAsync("rollover"));
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Do it" }).ClickAsync();
        await Expect(teacher.Page.Locator("#plan-said")).ToContainTextAsync("1 changed");
        await Expect(teacher.Page.Locator("[data-item] .sub").First).ToHaveTextAsync("Draft");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(teacher.Page.Locator("[data-item] .sub").First).ToHaveTextAsync("Published");
        Faults.None(await teacher.ExamineAsync("rollover-undone"));
    }

    [Fact]
    public async Task A_teacher_reads_the_rule_on_copies_and_puts_back_what_was_taken_out()
    {
        using var folder = new TempFolder();
        var course = await stack.NewCourseAsync();
        await using var teacher = await PracticeLms.OpenVideosAsync(stack, browser, "Ines", course);
        await teacher.Page.Locator("input[type=file]").SetInputFilesAsync(await Lecture.MakeClipAsync(folder.Path, "seminar.mp4"));
        await Expect(teacher.Page.Locator(".row-title")).ToHaveTextAsync("seminar", new() { Timeout = 60_000 });
        await ChooseAsync(teacher, "Would they see it?");
        await Expect(teacher.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        Faults.None(await teacher.ExamineAsync("video-check"));

        await teacher.Page.GetByLabel("Back to the videos").ClickAsync();
        await OpenAsync(teacher, "Copies of this course");
        await teacher.Page.Locator("#policy").SelectOptionAsync("OwnCopy");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(teacher.Page.Locator("#policy-holds")).ToContainTextAsync("own rule holds");
        Faults.None(await teacher.ExamineAsync("copies"));

        await teacher.Page.GetByLabel("Back to the videos").ClickAsync();
        await ChooseAsync(teacher, "Delete");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(teacher.Page.Locator(".row-title")).ToHaveCountAsync(0);
        await OpenAsync(teacher, "Taken out of this course");
        Faults.None(await teacher.ExamineAsync("removed"));
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        await Expect(teacher.Page.Locator("[data-removed]")).ToHaveCountAsync(0);
        Faults.None(teacher.Faults);
    }

    private static async Task OpenAsync(Desk teacher, string page)
    {
        await teacher.Page.GetByLabel("More for this course").First.ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Menuitem, new() { Name = page }).ClickAsync();
        await Expect(teacher.Page.Locator("h1")).ToHaveTextAsync(page);
    }

    private static async Task ChooseAsync(Desk teacher, string act)
    {
        await teacher.Page.Locator(".row-menu > button").ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
    }
}
