using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>What students of a course see of it; Noor studies here and bears the institution's Instructor role.</summary>
public sealed class StudentTests(LecternStack stack, LecternBrowser browser)
{
    [Theory]
    [InlineData("Mara")]
    [InlineData("Noor")]
    public async Task Students_see_what_is_published_and_hear_that_a_draft_is_none_of_it(string person)
    {
        var course = await stack.NewCourseAsync();
        var activity = await stack.AddVideosActivityAsync(course);
        var draft = await UploadTwoAndPublishOneAsync(activity);
        await using var student = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, student);
        await lms.SignInAsync(person);

        await lms.OpenActivityInWindowAsync(activity);
        await Expect(student.Page.Locator(".video-card .row-title")).ToHaveTextAsync(["shown"]);
        await Expect(student.Page.Locator("[data-upload], [data-act], input[type=file]")).ToHaveCountAsync(0);
        await GoToInLaunchAsync(student, draft);

        await Expect(student.Page.Locator("h1")).ToHaveTextAsync("This video isn't published yet");
        await Expect(student.Page.Locator(".code")).ToContainTextAsync("ACC-004");
        await Expect(student.Page.Locator("video")).ToHaveCountAsync(0);
        Assert.Equal(403, await TryUploadAsync(student));
        Faults.None(student.Faults);
    }

    private async Task<string> UploadTwoAndPublishOneAsync(int activity)
    {
        using var folder = new TempFolder();
        string[] clips = [await Lecture.MakeClipAsync(folder.Path, "hidden.mp4"), await Lecture.MakeClipAsync(folder.Path, "shown.mp4")];
        await using var teacher = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, teacher);
        await lms.SignInAsync("Ines");
        await lms.OpenActivityInWindowAsync(activity);
        await teacher.Page.Locator("[data-upload]").First.WaitForAsync();
        await teacher.Page.Locator("input[type=file]").SetInputFilesAsync(clips);
        await Expect(teacher.Page.Locator(".row")).ToHaveCountAsync(2);

        var shown = teacher.Page.Locator(".row", new() { HasText = "shown" });
        await shown.GetByRole(AriaRole.Button, new() { Name = "More for shown" }).ClickAsync();
        await shown.GetByRole(AriaRole.Menuitem, new() { Name = "Publish" }).ClickAsync();
        await Expect(shown).ToContainTextAsync("Published");
        Faults.None(teacher.Faults);
        var address = await teacher.Page.Locator(".row", new() { HasText = "hidden" }).Locator(".row-title").GetAttributeAsync("href");
        return address!.Split('/')[^1];
    }

    // As if the address of the draft had been sent to them: below their own launch, with their own session.
    private static async Task GoToInLaunchAsync(Desk student, string video) => await student.Page.EvaluateAsync("""
        video => {
          history.replaceState(history.state, "", `${location.pathname.split("/").slice(0, 3).join("/")}/videos/${video}`);
          location.reload();
        }
        """, video);

    private static Task<int> TryUploadAsync(Desk student) => student.Page.EvaluateAsync<int>("""
        async () => (await fetch(`${location.pathname.split("/").slice(0, 3).join("/")}/uploads`, {
          method: "POST",
          headers: { Authorization: `Bearer ${history.state.token}`, "Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": `filename ${btoa("a.mp4")}` },
        })).status
        """);
}
