using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The watch page under a student's fingers.</summary>
public sealed class PlayerTests(LecternStack stack, LecternBrowser browser) : IAsyncLifetime
{
    private Desk _student = null!;
    private Watch _watch = null!;

    private IPage Page => _student.Page;

    public async ValueTask InitializeAsync()
    {
        var lesson = await stack.LessonAsync(browser);
        _student = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, _student);
        await lms.SignInAsync("Mara");
        _watch = new Watch(await lms.OpenActivityInWindowAsync(lesson.Activity));
        await _watch.ReadyAsync();
    }

    public ValueTask DisposeAsync() => _student.DisposeAsync();

    [Fact]
    public async Task Letters_space_and_arrows_play_pause_and_move()
    {
        await Page.Keyboard.PressAsync("k");
        await _watch.PausedIsAsync(false);
        await Page.Keyboard.PressAsync("Space");
        await _watch.PausedIsAsync(true);

        var start = await _watch.TimeAsync();
        await Page.Keyboard.PressAsync("l");
        await _watch.StandsAtAsync(start + 10);
        await Page.Keyboard.PressAsync("ArrowRight");
        await _watch.StandsAtAsync(start + 15);
        await Page.Keyboard.PressAsync("j");
        await _watch.StandsAtAsync(start + 5);
        await Page.Keyboard.PressAsync("ArrowLeft");
        await _watch.StandsAtAsync(start);

        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task Every_control_is_reached_by_Tab_and_none_keeps_it()
    {
        var reached = new List<string>();
        for (var presses = 0; presses < 40; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            reached.Add(await Page.EvaluateAsync<string>("() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent.trim() || e.localName; }"));
        }

        foreach (var control in new[] { "play", "Speed", "Captions", "Settings", "Find in transcript", "full screen|fullscreen" })
        {
            Assert.Contains(reached, name => Regex.IsMatch(name, control, RegexOptions.IgnoreCase));
        }

        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task A_line_of_the_transcript_is_reached_and_jumped_to_by_keyboard_alone()
    {
        await Page.Keyboard.PressAsync("t");
        await Expect(Page.GetByLabel("Find in transcript")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(_watch.Lines.First).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(_watch.Lines.Nth(1)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");

        await _watch.StandsAtAsync(await SecondOfAsync(1), 1.1);
        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task A_question_mark_lists_the_keys_and_can_switch_letters_off()
    {
        await Page.Keyboard.PressAsync("?");
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys of the player" });
        await Expect(dialog).ToContainTextAsync("Space, K");
        await dialog.GetByRole(AriaRole.Switch).PressAsync("Space");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        // The switch takes keys for a few milliseconds more: the browser moves the focus after the dialog is gone.
        await Page.WaitForFunctionAsync("() => document.activeElement === document.body");

        await Page.Keyboard.PressAsync("l");
        await Page.Keyboard.PressAsync("Space");
        await _watch.PausedIsAsync(false);

        Assert.True(await _watch.TimeAsync() < 8, "The letter L still moved the video.");
        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task Captions_run_under_the_picture_and_go_off_and_on_by_C()
    {
        await _watch.PlayAsync();
        await Expect(_watch.Strip.Locator("p").First).ToHaveTextAsync(new Regex("[a-z]{3}"), new() { Timeout = 15_000 });
        await _watch.PauseAsync();
        var (picture, strip) = (await Page.Locator("video").BoundingBoxAsync(), await _watch.Strip.BoundingBoxAsync());
        var said = await _watch.Strip.InnerTextAsync();

        Assert.True(strip!.Y >= picture!.Y + picture.Height - 1, "The captions lie over the picture.");
        await Expect(Page.Locator("button.line[aria-current=true] .line-text")).ToContainTextAsync(said.Split('\n')[0].Trim());
        await Page.Keyboard.PressAsync("c");
        await Expect(_watch.Strip).ToBeHiddenAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Captions" })).ToHaveAttributeAsync("aria-pressed", "false");
        await Page.Keyboard.PressAsync("c");
        await Expect(_watch.Strip).ToBeVisibleAsync();
        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task Speed_is_chosen_from_a_menu_and_by_keys()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Speed, now" }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "1.5×" }).ClickAsync();
        await RateIsAsync(1.5);
        await Page.Keyboard.PressAsync(">");
        await RateIsAsync(1.75);
        await Page.Keyboard.PressAsync("<");
        await RateIsAsync(1.5);

        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Speed, now 1.5×" })).ToBeVisibleAsync();
        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task Quality_offers_every_size_and_a_chosen_one_is_what_plays()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        var sizes = Page.GetByRole(AriaRole.Menuitemradio, new() { NameRegex = new Regex("^[0-9]+p$") });
        var names = await sizes.AllInnerTextsAsync();
        var smallest = int.Parse(names[^1].TrimEnd('p'), System.Globalization.CultureInfo.InvariantCulture);
        await sizes.Last.ClickAsync();
        await _watch.PlayAsync();

        Assert.True(names.Count >= 2, $"Only {string.Join(", ", names)} is on offer.");
        Assert.Equal("720p", names[0]);
        await Page.WaitForFunctionAsync("height => document.querySelector('video').videoHeight === height", smallest);
        Faults.None(_student.Faults);
    }

    [Fact]
    public async Task A_click_on_a_line_jumps_there()
    {
        await _watch.Lines.Nth(2).ClickAsync();

        await _watch.StandsAtAsync(await SecondOfAsync(2), 1.1);
        await Expect(_watch.Lines.Nth(2)).ToHaveAttributeAsync("aria-current", "true");
        Faults.None(_student.Faults);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    public async Task An_address_that_expired_is_renewed_and_the_video_goes_on_at_the_same_second(double second)
    {
        var (refused, asked) = (0, 0);
        var parts = new List<string>();
        await Page.RouteAsync("**/m/**/*.m4s", async route =>
        {
            if (Interlocked.Increment(ref refused) == 1)
            {
                await route.FulfillAsync(new() { Status = 403, ContentType = "application/problem+json", Body = """{"code":"MED-001"}""" });
                return;
            }

            await route.ContinueAsync();
        });
        Page.Request += (_, request) => parts.Add(request.Url);
        Page.Request += (_, request) => asked += request.Url.EndsWith("/playback", StringComparison.Ordinal) ? 1 : 0;

        await Page.EvaluateAsync("""
            second => {
              const video = document.querySelector("video");
              if (second > 0) video.currentTime = second;
              window.earliest = Infinity;
              video.addEventListener("timeupdate", () => { if (video.readyState >= 2) window.earliest = Math.min(window.earliest, video.currentTime); });
            }
            """, second);

        await _watch.PlayAsync();
        await _watch.PlayedToAsync(second + 5);

        Assert.True(refused > 1, $"No part was refused: {string.Join(" ", parts)}");
        Assert.True(asked > 0, "Nobody asked for a new address.");
        Assert.InRange(await Page.EvaluateAsync<double>("() => window.earliest"), second - 0.1, second + 1.5);
        Assert.False(await _watch.PausedAsync());
        Faults.None(_student.Faults);
    }

    private async Task RateIsAsync(double rate) => await Page.WaitForFunctionAsync("rate => document.querySelector('video').playbackRate === rate", rate);

    private async Task<double> SecondOfAsync(int line)
    {
        var clock = await _watch.Lines.Nth(line).Locator(".line-time").InnerTextAsync();
        var parts = clock.Split(':').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return (parts[0] * 60) + parts[1] + 0.5;
    }
}
