using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests.Pages;

/// <summary>Whoever runs Lectern, before the LMS's page.</summary>
internal static class Operator
{
    public static async Task<Desk> OpenPlatformAsync(LecternStack stack, LecternBrowser browser)
    {
        var desk = await browser.SitDownAsync();
        await desk.Page.GotoAsync((await stack.AdminLinkAsync()).AbsoluteUri);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Practice LMS" }).First.ClickAsync();
        await Expect(desk.Page.Locator("#self-test")).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>Its mapping with the values of a launch, which are kept behind the launch's page.</summary>
    public static async Task OpenMappingAsync(Desk desk)
    {
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Mapping" }).ClickAsync();
        await Expect(desk.Page.Locator("table.mapping")).ToBeVisibleAsync();
        await Patience.UntilAsync(
            async () =>
            {
                await desk.Page.ReloadAsync();
                return await desk.Page.Locator("table.mapping td .mono").CountAsync() > 0;
            },
            "a launch's values");
    }
}
