using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>Every page in the states people meet: nothing for axe to find, no sideways scroll, no violation of the policy, no script error.</summary>
public sealed class PageTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task Login_whose_cookie_is_refused()
    {
        var lesson = await stack.LessonAsync(browser);
        await using var desk = await SitDownAsync("Mara");
        await desk.RefuseLoginCookieAsync();
        await new PracticeLms(stack, desk).GoToAsync($"activity/{lesson.Activity}/launch?target=window");
        await Expect(desk.Page.Locator("#login-blocked h1")).ToBeVisibleAsync();

        Faults.None(await desk.ExamineAsync("login-blocked"));
    }

    [Fact]
    public async Task Registration()
    {
        var (configuration, token) = await stack.OfferAsync();
        var invitation = await stack.InviteAsync();
        await using var desk = await browser.SitDownAsync();
        await desk.Page.GotoAsync($"{invitation}&openid_configuration={Uri.EscapeDataString(configuration)}&registration_token={Uri.EscapeDataString(token)}");
        await Expect(desk.Page.Locator("#register")).ToBeVisibleAsync();

        Faults.None(await desk.ExamineAsync("registration"));
    }

    [Fact]
    public async Task Collection_without_videos()
    {
        await using var desk = await OpenVideosAsync("Ines", await stack.NewCourseAsync());
        await Expect(desk.Page.Locator(".empty")).ToBeVisibleAsync();

        Faults.None(await desk.ExamineAsync("collection-empty"));
    }

    [Fact]
    public async Task Collection_with_videos_and_a_menu()
    {
        await stack.LessonAsync(browser);
        await using var desk = await OpenVideosAsync("Ines", Lesson.Course);
        await Expect(desk.Page.Locator(".row .poster img").First).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("collection"));

        await desk.Page.SetViewportSizeAsync(1100, 800);
        await desk.Page.Locator(".row-menu > button").First.ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename" })).ToBeVisibleAsync();
        Faults.None(await desk.AxeAsync());
    }

    [Fact]
    public async Task A_students_videos()
    {
        await stack.LessonAsync(browser);
        await using var desk = await OpenVideosAsync("Mara", Lesson.Course);
        await Expect(desk.Page.Locator(".video-card .poster img").First).ToBeVisibleAsync();

        Faults.None(await desk.ExamineAsync("student-videos"));
    }

    [Theory]
    [InlineData("Mara", "watch-student")]
    [InlineData("Ines", "watch-teacher")]
    public async Task Watch(string person, string state)
    {
        var lesson = await stack.LessonAsync(browser);
        await using var desk = await SitDownAsync(person);
        var watch = new Watch(await new PracticeLms(stack, desk).OpenActivityInWindowAsync(lesson.Activity));
        await watch.ReadyAsync();
        await watch.Lines.Nth(1).ClickAsync();
        await Expect(watch.Strip.Locator("p").First).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync(state));

        await desk.Page.SetViewportSizeAsync(1100, 800);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "720p", Exact = true })).ToBeVisibleAsync();
        Faults.None(await desk.AxeAsync());
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.Keyboard.PressAsync("?");
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Faults.None(await desk.AxeAsync());
    }

    [Fact]
    public async Task Processing_while_it_goes_on_and_after_it_failed()
    {
        using var folder = new TempFolder();
        var clip = await Lecture.MakeAsync(folder.Path);
        var broken = folder.File("broken.mp4");
        await File.WriteAllTextAsync(broken, "not a video at all", TestContext.Current.CancellationToken);
        await using var desk = await OpenVideosAsync("Ines", await stack.NewCourseAsync());
        await desk.Page.Locator("[data-upload]").First.WaitForAsync();
        await desk.Page.Locator("input[type=file]").SetInputFilesAsync([broken, clip]);

        await desk.Page.Locator(".row-title", new() { HasText = "week-10-lecture" }).ClickAsync();
        await Expect(desk.Page.Locator(".steps")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("Playable now")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Faults.None(await desk.ExamineAsync("processing"));

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Videos" }).First.ClickAsync();
        await Expect(desk.Page.Locator(".row", new() { HasText = "broken" })).ToContainTextAsync("Video failed", new() { Timeout = 60_000 });
        await desk.Page.Locator(".row-title", new() { HasText = "broken" }).ClickAsync();
        await Expect(desk.Page.Locator(".step.failed")).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("processing-failed"));
    }

    [Fact]
    public async Task Picker()
    {
        await stack.LessonAsync(browser);
        await using var desk = await SitDownAsync("Ines");
        await new PracticeLms(stack, desk).GoToAsync($"course/{Lesson.Course}/select/{stack.ToolId}");
        await desk.Page.Locator("[data-row] input[type=checkbox]").First.CheckAsync();
        await Expect(desk.Page.Locator(".choice").First).ToBeVisibleAsync();

        Faults.None(await desk.ExamineAsync("picker"));
    }

    [Fact]
    public async Task Message_of_an_address_without_a_session()
    {
        await using var desk = await browser.SitDownAsync();
        await desk.Page.GotoAsync(new Uri(stack.Tool, $"w/{Guid.CreateVersion7()}").AbsoluteUri);
        await Expect(desk.Page.Locator(".message h1")).ToBeVisibleAsync();

        Faults.None(await desk.ExamineAsync("message"));
    }

    [Fact]
    public async Task Operators_pages()
    {
        var link = await stack.AdminLinkAsync();
        await using var desk = await browser.SitDownAsync();
        await desk.Page.GotoAsync(link.AbsoluteUri);
        Faults.None(await desk.ExamineAsync("operator-sign-in"));

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(desk.Page.Locator("h1")).ToHaveTextAsync("Lectern for IT");
        await Expect(desk.Page.Locator("article h3").First).ToHaveTextAsync("Practice LMS");
        Faults.None(await desk.ExamineAsync("operator"));

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        await Expect(desk.Page.Locator("#invitation")).ToHaveValueAsync(new Regex("^http.*code="));
        Faults.None(await desk.ExamineAsync("operator-invitation"));
    }

    [Fact]
    public async Task What_IT_reads_of_a_platform_has_no_faults()
    {
        await using var teacher = await OpenVideosAsync("Ines", await stack.NewCourseAsync());
        await using var desk = await browser.SitDownAsync();
        await desk.Page.GotoAsync((await stack.AdminLinkAsync()).AbsoluteUri);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Practice LMS" }).First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(desk.Page.Locator(".checks .good").GetByText("Launches work")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("The LMS lets Lectern in")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("Lectern sees who is in a course")).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("operator-platform"));

        await desk.Page.GotoAsync(new Uri(stack.Tool, "admin/launches").AbsoluteUri);
        await desk.Page.Locator(".log summary").First.ClickAsync();
        Faults.None(await desk.ExamineAsync("operator-launches"));
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "All that the LMS said" }).First.ClickAsync();
        await Expect(desk.Page.Locator("#claims-text")).ToContainTextAsync("LtiResourceLinkRequest");
        Faults.None(await desk.ExamineAsync("operator-launch"));

        foreach (var lms in (string[])["canvas", "blackboard", "other"])
        {
            await desk.Page.GotoAsync(new Uri(stack.Tool, $"admin/platforms/add?lms={lms}").AbsoluteUri);
            Faults.None(await desk.ExamineAsync($"operator-add-{lms}"));
        }
    }

    private Task<Desk> OpenVideosAsync(string person, string course) => PracticeLms.OpenVideosAsync(stack, browser, person, course);

    private Task<Desk> SitDownAsync(string person) => PracticeLms.SitDownAsync(stack, browser, person);
}
