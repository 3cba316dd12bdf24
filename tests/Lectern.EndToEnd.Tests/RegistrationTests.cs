using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>An LMS administrator connects Lectern by pasting its registration address.</summary>
public sealed class RegistrationTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_pasted_invitation_connects_the_LMS_and_its_frame_closes()
    {
        var invitation = await stack.InviteAsync();
        await using var admin = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, admin);
        await lms.SignInAsync("Robin");
        await lms.GoToAsync("admin");
        var before = await Tools(admin).CountAsync();

        await PasteAsync(admin, invitation);
        var frame = await admin.LecternFrameAsync(stack.Tool, "/lti/register");
        await Expect(frame.Locator("dl.facts")).ToContainTextAsync(stack.Lms.Authority);
        await frame.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await Expect(admin.Page.Locator("#registration")).ToHaveCountAsync(0);
        await Expect(Tools(admin)).ToHaveCountAsync(before + 1);
        Faults.None(admin.Faults);

        await RemoveLastToolAsync(admin);
    }

    [Fact]
    public async Task An_invitation_that_was_used_connects_nothing_more()
    {
        var invitation = await stack.InviteAsync();
        await using var admin = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, admin);
        await lms.SignInAsync("Robin");
        await lms.GoToAsync("admin");
        await PasteAsync(admin, invitation);
        var frame = await admin.LecternFrameAsync(stack.Tool, "/lti/register");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(admin.Page.Locator("#registration")).ToHaveCountAsync(0);
        var tools = await Tools(admin).CountAsync();

        await PasteAsync(admin, invitation);
        var again = await admin.LecternFrameAsync(stack.Tool, "/lti/register");

        await Expect(again.Locator(".message .code")).ToBeVisibleAsync();
        await Expect(again.GetByRole(AriaRole.Button, new() { Name = "Connect" })).ToHaveCountAsync(0);
        await lms.GoToAsync("admin");
        await Expect(Tools(admin)).ToHaveCountAsync(tools);
        Faults.None(admin.Faults);

        await RemoveLastToolAsync(admin);
    }

    private static ILocator Tools(Desk admin) => admin.Page.GetByRole(AriaRole.Button, new() { Name = "Remove" });

    private static async Task PasteAsync(Desk admin, Uri invitation)
    {
        await admin.Page.GetByRole(AriaRole.Textbox, new() { Name = "Registration URL" }).FillAsync(invitation.AbsoluteUri);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add tool" }).ClickAsync();
    }

    // Other tests find one tool in the LMS.
    private static Task RemoveLastToolAsync(Desk admin) => Tools(admin).Last.ClickAsync();
}
