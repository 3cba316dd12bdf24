using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Pages;

/// <summary>The practice LMS as a person uses it.</summary>
internal sealed class PracticeLms(LecternStack stack, Desk desk)
{
    private IPage Page => desk.Page;

    /// <summary>A person at a fresh computer, signed in.</summary>
    public static async Task<Desk> SitDownAsync(LecternStack stack, LecternBrowser browser, string person)
    {
        var desk = await browser.SitDownAsync();
        await new PracticeLms(stack, desk).SignInAsync(person);
        return desk;
    }

    /// <summary>A person before a course's videos, in the whole window.</summary>
    public static async Task<Desk> OpenVideosAsync(LecternStack stack, LecternBrowser browser, string person, string course)
    {
        var activity = await stack.AddVideosActivityAsync(course);
        var desk = await SitDownAsync(stack, browser, person);
        await new PracticeLms(stack, desk).OpenActivityInWindowAsync(activity);
        return desk;
    }

    public async Task SignInAsync(string person)
    {
        await GoToAsync("");
        var change = Page.GetByRole(AriaRole.Button, new() { Name = "Change person" });
        if (await change.IsVisibleAsync())
        {
            await change.ClickAsync();
        }

        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(person) }).First.ClickAsync();
        await change.WaitForAsync();
    }

    public Task GoToAsync(string path) => Page.GotoAsync(new Uri(stack.Lms, path).AbsoluteUri);

    /// <summary>Opens Lectern's picker in the LMS's content dialog.</summary>
    public async Task<IFrame> ChooseContentAsync(string course)
    {
        await OpenContentDialogAsync(course);
        return await desk.LecternFrameAsync(stack.Tool, "/w/");
    }

    public async Task OpenContentDialogAsync(string course)
    {
        await GoToAsync($"course/{course}/add/{stack.ToolId}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Choose content" }).ClickAsync();
    }

    /// <summary>Uploads a file in the picker and adds it to the course, which is shown at the end.</summary>
    public Task PlaceAsync(string course, string file) => PlaceAsync(course, [file]);

    public async Task PlaceAsync(string course, IReadOnlyList<string> files) => await AddUploadedAsync(await UploadAsync(course, files), files.Count);

    /// <summary>The same with one that counts for points.</summary>
    public async Task PlaceAsync(string course, string file, int points)
    {
        var picker = await UploadAsync(course, [file]);
        await picker.GetByLabel("Counts for points").CheckAsync(new() { Timeout = 60_000 });
        await picker.GetByRole(AriaRole.Spinbutton).FillAsync($"{points}");
        await AddUploadedAsync(picker);
    }

    /// <summary>What was uploaded from the picker is chosen by itself.</summary>
    public async Task AddUploadedAsync(IFrame picker, int count = 1)
    {
        await picker.Locator("[data-row].chosen").Nth(count - 1).WaitForAsync(new() { Timeout = 60_000 });
        await picker.Locator("[data-add]").ClickAsync();
        await Page.GetByText("to this course").WaitForAsync();
    }

    public async Task<IFrame> OpenActivityAsync(int activity)
    {
        await GoToAsync($"activity/{activity}");
        return await desk.LecternFrameAsync(stack.Tool, "/w/");
    }

    /// <summary>The activity in the whole window, as by "Open in a new tab".</summary>
    public async Task<IFrame> OpenActivityInWindowAsync(int activity)
    {
        await GoToAsync($"activity/{activity}/launch?target=window");
        return await desk.LecternFrameAsync(stack.Tool, "/w/");
    }

    /// <summary>Ten of the course's activities on one page, each in a frame that plays.</summary>
    public async Task<IReadOnlyList<IFrame>> OpenTenAsync(string course)
    {
        await GoToAsync($"course/{course}/all?times=10");
        await Assertions.Expect(Page.Locator("iframe.tool")).ToHaveCountAsync(10);
        var frames = new List<IFrame>();
        foreach (var element in await Page.Locator("iframe.tool").ElementHandlesAsync())
        {
            var frame = (await element.ContentFrameAsync())!;

            // By a timer: frames out of sight are drawn no more, and what waits for a drawing waits for ever.
            await frame.WaitForFunctionAsync(
                "() => document.querySelector('video')?.readyState >= 1 && document.querySelector('video').videoWidth > 0",
                null,
                new() { Timeout = 180_000, PollingInterval = 200 });
            Assert.StartsWith(new Uri(stack.Tool, "/w/").AbsoluteUri, frame.Url, StringComparison.Ordinal);
            frames.Add(frame);
        }

        return frames;
    }

    private async Task<IFrame> UploadAsync(string course, IReadOnlyList<string> files)
    {
        var picker = await ChooseContentAsync(course);
        await picker.Locator("[data-upload]").First.WaitForAsync();
        await picker.Locator("input[type=file]").SetInputFilesAsync(files);
        return picker;
    }
}
