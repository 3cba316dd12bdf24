using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Manners;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>Takes the pictures in the guides, when asked to: <c>LECTERN_GUIDES=canvas-config/images … -explicit only -class "*GuidePictureTests"</c>.</summary>
public sealed class GuidePictureTests(LecternStack stack, CanvasCampus canvas, BlackboardCampus blackboard, LecternBrowser browser) : IClassFixture<CanvasCampus>, IClassFixture<BlackboardCampus>
{
    [Fact(Explicit = true)]
    public async Task Registration_in_Canvas()
    {
        var (configuration, token) = await canvas.Stack.OfferAsync();
        await using var desk = await browser.SitDownAsync();

        await desk.Page.GotoAsync($"{await canvas.Stack.InviteAsync()}&openid_configuration={Uri.EscapeDataString(configuration)}&registration_token={Uri.EscapeDataString(token)}");

        await Expect(desk.Page.Locator("#register")).ToBeVisibleAsync();
        await TakeAsync(desk, "registration", 1080);
    }

    [Fact(Explicit = true)]
    public async Task The_picker_with_three_lectures_of_which_one_counts()
    {
        using var folder = new TempFolder();
        var files = new List<string>();
        foreach (var title in (string[])["Clocks and order", "Electing a leader", "Agreement"])
        {
            files.Add(await Lecture.MakeSlideAsync(folder.Path, title));
        }

        await using var desk = await PracticeLms.SitDownAsync(canvas.Stack, browser, "Ines");
        await new PracticeLms(canvas.Stack, desk).GoToAsync($"course/CS-305/select/{canvas.Stack.ToolId}");
        await desk.Page.Locator("[data-upload]").First.WaitForAsync();
        await desk.Page.Locator("input[type=file]").SetInputFilesAsync(files);
        await Expect(desk.Page.Locator("[data-row].chosen .poster img")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await desk.Page.GetByLabel("Counts for points").First.CheckAsync();
        await Expect(desk.Page.Locator(".uploads, .dock").First).ToBeHiddenAsync();

        await TakeAsync(desk, "picker", 640);
    }

    [Fact(Explicit = true)]
    public async Task The_self_test_of_a_Moodle_that_works()
    {
        await using var teacher = await PracticeLms.OpenVideosAsync(stack, browser, "Ines", "CS-305");
        await Expect(teacher.Page.Locator("#list")).ToBeVisibleAsync();
        await using var desk = await Operator.OpenPlatformAsync(stack, browser);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();

        await Expect(desk.Page.GetByText("Lectern sees who is in a course")).ToBeVisibleAsync();
        await TakeAsync(desk, "self-test", 760);
    }

    [Fact(Explicit = true)]
    public async Task Addresses_for_Blackboard_with_buttons_to_copy()
    {
        await using var desk = await Operator.OpenPlatformAsync(blackboard.Stack, browser);

        await desk.Page.GotoAsync(new Uri(blackboard.Stack.Tool, "admin/platforms/add?lms=blackboard").AbsoluteUri);

        await TakeAsync(desk, "blackboard", 1060);
    }

    [Fact(Explicit = true)]
    public async Task The_mapping_of_a_Blackboard()
    {
        await using var teacher = await PracticeLms.OpenVideosAsync(blackboard.Stack, browser, "Ines", "CS-305");
        await Expect(teacher.Page.Locator("#list")).ToBeVisibleAsync();
        await using var desk = await Operator.OpenPlatformAsync(blackboard.Stack, browser);

        await Operator.OpenMappingAsync(desk);

        await TakeAsync(desk, "mapping", 820);
    }

    // Names and addresses of a test mean nothing to a reader.
    private static async Task TakeAsync(Desk desk, string name, int height)
    {
        var folder = Environment.GetEnvironmentVariable("LECTERN_GUIDES");
        Assert.SkipWhen(folder is null, "LECTERN_GUIDES names no folder.");
        await desk.Page.SetViewportSizeAsync(900, height);
        await desk.Page.EvaluateAsync("""
            () => {
              const named = text => text.replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://video.youruni.edu").replace(/http:\/\/localhost:\d+/g, "https://lms.youruni.edu").replace("Practice LMS", "Our LMS");
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) walker.currentNode.data = named(walker.currentNode.data);
              for (const field of document.querySelectorAll("input")) field.value = named(field.value);
              document.activeElement?.blur();
            }
            """);
        await desk.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        Faults.None(desk.Faults);
    }
}
