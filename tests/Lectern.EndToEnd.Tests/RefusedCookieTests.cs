using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>A browser that keeps no cookie at all inside the frame signs in by a window of its own.</summary>
public sealed class RefusedCookieTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_window_signs_in_and_closes_and_the_frame_goes_on()
    {
        var lesson = await stack.LessonAsync(browser);
        await using var student = await SitDownWithoutCookiesAsync("Mara");
        var lms = new PracticeLms(stack, student);
        await lms.GoToAsync($"activity/{lesson.Activity}");

        var window = await OpenWindowAsync(student);
        var frame = await student.LecternFrameAsync(stack.Tool, "/w/");
        await new Watch(frame).ReadyAsync();

        await ClosedAsync(window);
        Assert.NotNull(frame.ParentFrame);
        Assert.DoesNotContain('#', frame.Url);
        Faults.None(student.Faults);
    }

    [Fact]
    public async Task Content_chosen_after_signing_in_by_a_window_reaches_the_dialogue_of_the_LMS()
    {
        using var folder = new TempFolder();
        var clip = await Lecture.MakeClipAsync(folder.Path, "chosen-by-window.mp4");
        var course = await stack.NewCourseAsync();
        await using var teacher = await SitDownWithoutCookiesAsync("Ines");
        var lms = new PracticeLms(stack, teacher);
        await lms.OpenContentDialogAsync(course);

        var window = await OpenWindowAsync(teacher);
        var picker = await teacher.LecternFrameAsync(stack.Tool, "/w/");
        await picker.Locator("[data-upload]").First.WaitForAsync();
        await ClosedAsync(window);
        await picker.Locator("input[type=file]").SetInputFilesAsync(clip);
        await lms.AddUploadedAsync(picker);

        await Expect(teacher.Page.GetByRole(AriaRole.Link, new() { Name = "chosen-by-window" })).ToBeVisibleAsync();
        Faults.None(teacher.Faults);
    }

    [Fact]
    public async Task With_nobody_left_to_hand_over_to_the_window_goes_on_by_itself()
    {
        var lesson = await stack.LessonAsync(browser);
        await using var student = await SitDownWithoutCookiesAsync("Mara");
        var left = new TaskCompletionSource();
        await student.Context.RouteAsync("**/lti/launch", async route =>
        {
            await left.Task;
            await route.ContinueAsync();
        });
        await new PracticeLms(stack, student).GoToAsync($"activity/{lesson.Activity}");

        var window = await OpenWindowAsync(student);
        await student.Page.CloseAsync();
        left.SetResult();

        await window.WaitForURLAsync("**/w/**/videos/**");
        await new Watch(window.MainFrame).ReadyAsync();
        Assert.DoesNotContain('#', window.Url);
        Faults.None(student.Faults);
    }

    private async Task<Desk> SitDownWithoutCookiesAsync(string person)
    {
        var desk = await PracticeLms.SitDownAsync(stack, browser, person);
        await desk.RefuseLoginCookieAsync();
        return desk;
    }

    private async Task<IPage> OpenWindowAsync(Desk desk)
    {
        var frame = await desk.LecternFrameAsync(stack.Tool, "/lti/login");
        await Expect(frame.Locator("#login-blocked h1")).ToBeVisibleAsync();
        return await desk.Page.RunAndWaitForPopupAsync(() => frame.GetByRole(AriaRole.Button, new() { Name = "Open in a new window" }).ClickAsync());
    }

    private static async Task ClosedAsync(IPage window)
    {
        for (var tries = 0; tries < 100 && !window.IsClosed; tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(window.IsClosed);
    }
}
