using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The scripts say what the page's block of words says, the player's own parts included.</summary>
public sealed class LanguageTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task Scripts_speak_the_language_of_the_page()
    {
        var lesson = await stack.LessonAsync(browser);
        await using var desk = await browser.SitDownAsync();
        await desk.Page.RouteAsync(url => url.Contains("/w/", StringComparison.Ordinal), async route =>
        {
            var answer = await route.FetchAsync();
            var html = (await answer.TextAsync())
                .Replace("<html lang=\"en\"", "<html lang=\"de\"", StringComparison.Ordinal)
                .Replace("<script type=\"module\" src=\"/dist/app.js\">", """<script type="application/json" id="words">{"transcript":"Mitschrift","media":{"play":"Abspielen"}}</script><script type="module" src="/dist/app.js">""", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = html });
        });
        var lms = new PracticeLms(stack, desk);
        await lms.SignInAsync("Mara");
        var watch = new Watch(await lms.OpenActivityInWindowAsync(lesson.Activity));
        // A redirect, as a launch ends with, is not routed; a reload is.
        await watch.ReadyAsync();
        await desk.Page.ReloadAsync();
        await watch.ReadyAsync();

        await Expect(desk.Page.Locator(".panel-title")).ToHaveTextAsync("Mitschrift");
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Abspielen" })).ToBeVisibleAsync();
        Faults.None(desk.Faults);
    }
}
