using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>A teacher says for which section a lecture is, and from when.</summary>
public sealed class AudienceTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_lecture_for_one_section_from_tomorrow_is_kept_as_the_teacher_wrote_it()
    {
        using var folder = new TempFolder();
        var course = await stack.NewCourseAsync();
        foreach (var student in (string[])["Mara", "Tomas"])
        {
            // Their launches tell which sections there are.
            await using var _ = await OpenAsync(student, course);
        }

        await using var teacher = await OpenAsync("Ines", course);
        await teacher.Page.Locator("input[type=file]").SetInputFilesAsync(await Lecture.MakeClipAsync(folder.Path, "seminar.mp4"));
        await Expect(teacher.Page.Locator(".row-title")).ToHaveTextAsync("seminar", new() { Timeout = 60_000 });
        await OpenAudienceAsync(teacher);
        await teacher.Page.GetByLabel("Only some sections").CheckAsync();
        await teacher.Page.Locator("[data-section] .box").First.CheckAsync();
        await teacher.Page.Locator("#from").FillAsync("2031-10-05T08:30");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(teacher.Page.Locator(".row-states")).ToContainTextAsync(new Regex("From.*5 Oct 2031, 08:30"));
        await OpenAudienceAsync(teacher);
        await Expect(teacher.Page.GetByLabel("Only some sections")).ToBeCheckedAsync();
        await Expect(teacher.Page.Locator("[data-section] .box:checked")).ToHaveCountAsync(1);
        await Expect(teacher.Page.Locator("#from")).ToHaveValueAsync("2031-10-05T08:30");
        Faults.None(await teacher.ExamineAsync("audience"));
    }

    private static async Task OpenAudienceAsync(Desk teacher)
    {
        await teacher.Page.Locator(".row-menu > button").ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Who sees it" }).ClickAsync();
        await Expect(teacher.Page.Locator("h1")).ToHaveTextAsync("Who sees seminar");
    }

    private async Task<Desk> OpenAsync(string person, string course)
    {
        var desk = await PracticeLms.OpenVideosAsync(stack, browser, person, course);
        await Expect(desk.Page.Locator("#list")).ToBeVisibleAsync();
        return desk;
    }
}
