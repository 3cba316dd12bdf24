using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The order of what was chosen, in a dialogue too narrow for a list of its own.</summary>
public sealed class PickerOrderTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_narrow_picker_says_the_order_and_changes_it_by_buttons_and_keys()
    {
        using var folder = new TempFolder();
        string[] clips = [await Lecture.MakeClipAsync(folder.Path, "one.mp4"), await Lecture.MakeClipAsync(folder.Path, "two.mp4")];
        var course = await stack.NewCourseAsync();
        await using var desk = await browser.SitDownAsync(width: 600, height: 700);
        var lms = new PracticeLms(stack, desk);
        await lms.SignInAsync("Ines");
        await lms.GoToAsync($"course/{course}/select/{stack.ToolId}");
        await desk.Page.Locator("[data-upload]").First.WaitForAsync();
        await desk.Page.Locator("input[type=file]").SetInputFilesAsync(clips);
        ILocator Row(string title) => desk.Page.Locator($"[data-row][data-title={title}]");
        ILocator Place(string title) => Row(title).Locator(".choice-place");
        await Expect(Place("one")).ToHaveTextAsync("Number 1 of 2");
        await Expect(Place("two")).ToHaveTextAsync("Number 2 of 2");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Move two up" }).ClickAsync();
        await Expect(Place("two")).ToHaveTextAsync("Number 1 of 2");
        // There is no further up: the focus went over to the way back.
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Move two down" })).ToBeFocusedAsync();
        await Row("two").GetByRole(AriaRole.Checkbox).First.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(Place("two")).ToHaveTextAsync("Number 2 of 2");
        await Expect(Row("two").GetByRole(AriaRole.Checkbox).First).ToBeFocusedAsync();
        await Row("two").GetByRole(AriaRole.Textbox).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Place("two")).ToHaveTextAsync("Number 1 of 2");
        await Expect(desk.Page.GetByText("two is now number 1 of 2")).ToBeAttachedAsync();
        Faults.None(await desk.ExamineAsync("picker-order"));

        await desk.Page.SetViewportSizeAsync(1100, 800);
        await Expect(desk.Page.Locator("[data-order] strong")).ToHaveTextAsync(["two", "one"]);
    }
}
