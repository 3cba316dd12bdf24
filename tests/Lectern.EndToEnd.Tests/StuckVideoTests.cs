using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>A page whose video could not be made ready comes to rest, and moves on when somebody tries again.</summary>
public sealed class StuckVideoTests(LecternStack stack, LecternBrowser browser)
{
    private const int LongerThanAPoll = 11_000;

    [Fact]
    public async Task The_page_stops_asking_until_somebody_tries_again()
    {
        using var folder = new TempFolder();
        var broken = folder.File("broken.mp4");
        await File.WriteAllTextAsync(broken, "not a video at all", TestContext.Current.CancellationToken);
        var activity = await stack.AddVideosActivityAsync(await stack.NewCourseAsync());
        await using var desk = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, desk);
        await lms.SignInAsync("Ines");
        await lms.OpenActivityInWindowAsync(activity);
        await desk.Page.Locator("[data-upload]").First.WaitForAsync();
        await desk.Page.Locator("input[type=file]").SetInputFilesAsync(broken);
        await desk.Page.Locator(".row-title", new() { HasText = "broken" }).ClickAsync();
        await Expect(desk.Page.Locator(".step.failed")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".player-cover")).ToContainTextAsync("you can try again here");
        await Expect(desk.Page.Locator("[data-act=publish]")).ToHaveCountAsync(0);

        var asked = new List<string>();
        desk.Page.Request += (_, request) => asked.Add(request.Url);
        await desk.Page.WaitForTimeoutAsync(LongerThanAPoll);
        var whileAtRest = asked.ToList();
        await desk.Page.Locator("[data-act=retry]").ClickAsync();
        await desk.Page.WaitForRequestAsync(request => request.Url.EndsWith("/playback", StringComparison.Ordinal));

        Assert.Empty(whileAtRest);
        Faults.None(desk.Faults);
    }
}
