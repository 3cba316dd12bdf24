using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests.Pages;

/// <summary>The pages of rooms, as whoever runs Lectern uses them.</summary>
internal sealed class Rooms(Desk desk)
{
    private IPage Page => desk.Page;

    public static async Task<Desk> OpenAsync(LecternStack stack, LecternBrowser browser)
    {
        var desk = await browser.SitDownAsync();
        await desk.Page.GotoAsync((await stack.AdminLinkAsync()).AbsoluteUri);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Rooms" }).First.ClickAsync();
        return desk;
    }

    /// <summary>Adds a room whose sources are test pictures and a test sound, or the voice's microphone.</summary>
    public async Task AddAsync(string name, bool hears = false)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a room" }).First.ClickAsync();
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("Time zone").FillAsync("Etc/UTC");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        foreach (var (source, width, height) in new[] { (0, 640, 360), (1, 320, 240), (2, 640, 360) })
        {
            await Page.Locator($"[name='Sources[{source}].Profile']").FillAsync("test");
            await Page.Locator($"[name='Sources[{source}].Width']").FillAsync($"{width}");
            await Page.Locator($"[name='Sources[{source}].Height']").FillAsync($"{height}");
            await Page.Locator($"[name='Sources[{source}].FrameRate']").FillAsync("10");
        }

        if (hears)
        {
            await Page.Locator("[name='Sources[2].Profile']").FillAsync("pulse");
            await Page.Locator("[name='Sources[2].Device']").FillAsync(Voice.Name);
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>The code of the command that the page shows.</summary>
    public async Task<string> MakeCodeAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make a code for a machine", Exact = true }).ClickAsync();
        return (await Page.Locator("#enrol-command").InputValueAsync()).Split(' ')[2];
    }

    /// <summary>What a box is to sign in with, as the page shows it once.</summary>
    public async Task<(string User, string Password)> AddBoxAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add a box that speaks Opencast" }).ClickAsync();
        return (await Page.Locator("#box-user").InputValueAsync(), await Page.Locator("#box-password").InputValueAsync());
    }

    /// <summary>Books the room from this minute on.</summary>
    /// <param name="to">When it ends, by the clock of UTC.</param>
    public async Task BookNowAsync(string room, string course, string title, string to = "23:59")
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Book a time" }).ClickAsync();
        await Page.GetByLabel("Search courses").FillAsync(course);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Page.Locator(".found-courses a").First.ClickAsync();
        await Page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        var now = TimeProvider.System.GetUtcNow();
        await Page.GetByLabel("Day", new() { Exact = true }).FillAsync($"{now:yyyy-MM-dd}");
        await Page.GetByLabel("From", new() { Exact = true }).FillAsync($"{now:HH:mm}");
        await Page.GetByLabel("To", new() { Exact = true }).FillAsync(to);
        await Page.GetByLabel("Published", new() { Exact = true }).SelectOptionAsync("AtOnce");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = room, Level = 1 })).ToBeVisibleAsync();
    }

    public async Task RecordsAsync() => await Expect(Page.Locator("[data-wall]")).ToContainTextAsync("Recording", new() { Timeout = 30_000 });

    public async Task StopAsync()
    {
        await Page.ReloadAsync();
        await Page.Locator("summary", new() { HasText = "Stop" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Stop the recording" }).ClickAsync();
    }
}
