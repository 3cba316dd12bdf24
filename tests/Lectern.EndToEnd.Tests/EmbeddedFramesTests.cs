using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>Lectern inside pages of another site, in a browser that keeps no cookies there.</summary>
public sealed class EmbeddedFramesTests(LecternStack stack, LecternBrowser browser)
{
    private const string Token = "() => history.state?.token ?? ''";

    [Fact]
    public async Task A_reload_of_the_frame_keeps_the_session()
    {
        var (student, frame) = await WatchAsync("Mara");
        await using var _ = student;
        var token = await frame.EvaluateAsync<string>(Token);

        await frame.EvaluateAsync("() => { window.before = true; location.reload(); }");
        await frame.WaitForFunctionAsync("() => !window.before && document.querySelector('video')?.readyState >= 1");

        Assert.Equal(token, await frame.EvaluateAsync<string>(Token));
        Faults.None(student.Faults);
    }

    [Fact]
    public async Task A_copied_address_opens_nothing_in_another_browser()
    {
        var (student, frame) = await WatchAsync("Mara");
        await using var _ = student;
        await using var stranger = await browser.SitDownAsync();

        foreach (var address in new[] { frame.Url, frame.Url.Split("/videos")[0] })
        {
            await stranger.Page.GotoAsync(address);

            await Expect(stranger.Page.Locator("h1")).ToHaveTextAsync("Open the video again from the course");
            await Expect(stranger.Page.Locator("main > *")).ToHaveCountAsync(1);
            Assert.Equal(0, await stranger.Page.Locator("video, img, .row, [data-transcript]").CountAsync());
        }

        Faults.None(stranger.Faults);
    }

    [Fact]
    public async Task Frames_of_two_people_never_mix()
    {
        var (student, students) = await WatchAsync("Mara");
        await using var _ = student;
        var (teacher, teachers) = await WatchAsync("Ines");
        await using var __ = teacher;
        var (hers, his) = (await students.EvaluateAsync<string>(Token), await teachers.EvaluateAsync<string>(Token));
        const string ask = "async ([address, token]) => (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).status";

        Assert.NotEqual(hers, his);
        Assert.Equal(403, await students.EvaluateAsync<int>(ask, new[] { Launch(teachers) + "/videos", hers }));
        Assert.Equal(403, await teachers.EvaluateAsync<int>(ask, new[] { Launch(students) + "/videos", his }));
        Assert.Equal(200, await students.EvaluateAsync<int>(ask, new[] { Launch(students) + "/videos", hers }));
        Faults.None(student.Faults);
        Faults.None(teacher.Faults);
    }

    [Fact]
    public async Task Two_people_at_one_computer_each_keep_their_own_frame()
    {
        var (desk, first) = await WatchAsync("Mara");
        await using var _ = desk;
        var token = await first.EvaluateAsync<string>(Token);
        var lesson = await stack.LessonAsync(browser);
        var second = await desk.NewTabAsync();
        var lms = new PracticeLms(stack, second);
        await lms.SignInAsync("Ines");
        var teachers = await lms.OpenActivityAsync(lesson.Activity);
        await teachers.Locator(".player").WaitForAsync();

        await first.EvaluateAsync("() => { window.before = true; location.reload(); }");
        await first.WaitForFunctionAsync("() => !window.before && document.querySelector('video')?.readyState >= 1");

        Assert.Equal(token, await first.EvaluateAsync<string>(Token));
        Assert.NotEqual(token, await teachers.EvaluateAsync<string>(Token));
        Faults.None(desk.Faults);
    }

    [Fact]
    public async Task Nothing_secret_stays_in_an_address_a_cookie_a_page_or_a_log()
    {
        var addresses = new ConcurrentQueue<string>();
        var lesson = await stack.LessonAsync(browser);
        await using var student = await browser.SitDownAsync();
        student.Context.Request += (_, request) => addresses.Enqueue(request.Url);
        var lms = new PracticeLms(stack, student);
        await lms.SignInAsync("Mara");
        var frame = await lms.OpenActivityAsync(lesson.Activity);
        await new Watch(frame).ReadyAsync();

        var token = await frame.EvaluateAsync<string>(Token);
        var cookies = await student.Context.CookiesAsync();
        var kept = await frame.EvaluateAsync<string>("""
            () => {
              const read = name => { try { return JSON.stringify(window[name]); } catch { return ""; } };
              return [document.cookie, read("localStorage"), read("sessionStorage"), document.documentElement.outerHTML].join(" ");
            }
            """);

        Assert.Matches("^[A-Za-z0-9_-]{40,}$", token);
        Assert.DoesNotContain('#', frame.Url);
        Assert.Contains(addresses, address => address.Contains("/playback", StringComparison.Ordinal));
        Assert.DoesNotContain(addresses, address => address.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(cookies, cookie => cookie.Domain == stack.Tool.Host);
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(token, stack.LecternLog, StringComparison.Ordinal);
        Faults.None(student.Faults);
    }

    private static string Launch(IFrame frame) => Regex.Match(frame.Url, "^.*/w/[^/]+").Value;

    private async Task<(Desk Desk, IFrame Frame)> WatchAsync(string person)
    {
        var lesson = await stack.LessonAsync(browser);
        var desk = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, desk);
        await lms.SignInAsync(person);
        var frame = await lms.OpenActivityAsync(lesson.Activity);
        await new Watch(frame).ReadyAsync();
        return (desk, frame);
    }
}
