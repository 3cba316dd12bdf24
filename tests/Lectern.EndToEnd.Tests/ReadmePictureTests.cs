using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>Takes the picture in the README, when asked to: <c>LECTERN_LECTURE=lecture.mp4 … -explicit only</c>.</summary>
public sealed class ReadmePictureTests(LecternStack stack, LecternBrowser browser)
{
    private const string Title = "Lecture 7 - Electing a leader";

    [Fact(Explicit = true)]
    public async Task The_watch_page_as_a_student_sees_it()
    {
        var lecture = Environment.GetEnvironmentVariable("LECTERN_LECTURE");
        Assert.SkipWhen(lecture is null, "LECTERN_LECTURE names no file.");
        using var folder = new TempFolder();
        File.Copy(lecture, folder.File($"{Title}.mp4"));
        var lesson = await Lesson.MakeAsync(stack, browser, await stack.NewCourseAsync(), folder.File($"{Title}.mp4"));
        await using var student = await browser.SitDownAsync(1280, 800);
        var lms = new PracticeLms(stack, student);
        await lms.SignInAsync("Mara");

        var watch = new Watch(await lms.OpenActivityInWindowAsync(lesson.Activity));
        await watch.ReadyAsync();
        await watch.Lines.Nth(9).ClickAsync();
        await watch.PlayAsync();
        await student.Page.WaitForTimeoutAsync(1_500);
        await watch.PauseAsync();
        await Expect(watch.Strip.Locator("p").First).ToBeVisibleAsync();
        await student.Page.Mouse.MoveAsync(2, 2);
        await student.Page.ScreenshotAsync(new() { Path = Looks.PathOf("readme-watch") });

        Faults.None(student.Faults);
    }
}
