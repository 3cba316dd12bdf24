using System.Diagnostics;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>From the room's page and the machine in the room to a student who watches.</summary>
public sealed class RecordedLectureTests(LecternStack stack, LecternBrowser browser)
{
    private const string Room = "Lovelace Hall";

    // What people ask of a lecture's end is measured on two minutes of speech.
    private static bool IsLong => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 };

    [Fact]
    public async Task What_a_room_recorded_plays_for_the_courses_students_within_half_a_minute_of_its_end()
    {
        var course = await stack.NewCourseAsync();
        var videos = await stack.AddVideosActivityAsync(course);
        await (await PracticeLms.OpenVideosAsync(stack, browser, "Ines", course)).DisposeAsync();
        using var machine = new TempFolder();
        await using var desk = await Rooms.OpenAsync(stack, browser);
        var rooms = new Rooms(desk);
        await using var voice = IsLong ? await Voice.StartAsync() : null;
        await rooms.AddAsync(Room, hears: voice is not null);
        await RunAgentAsync(["enroll", await rooms.MakeCodeAsync(), "--server", stack.Tool.AbsoluteUri, "--data", machine.Path]);
        await rooms.BookNowAsync(Room, course, "Raft");

        await using var agent = await RunningProgram.StartAsync("Lectern.CaptureAgent", "lectern-agent", ["run", "--data", machine.Path], voice?.Environment);
        await rooms.RecordsAsync();
        await Task.Delay(IsLong ? 120_000 : 12_000, TestContext.Current.CancellationToken);
        await desk.Page.ReloadAsync();
        Faults.None(await desk.ExamineAsync("room-recording"));
        await rooms.StopAsync();
        var ended = Stopwatch.StartNew();

        await using var student = await PracticeLms.SitDownAsync(stack, browser, "Mara");
        await PlaysAsync(student, videos, agent);
        TestContext.Current.SendDiagnosticMessage($"Playable {ended.Elapsed.TotalSeconds:f1} s after its end.");
        Assert.InRange(ended.Elapsed.TotalSeconds, 0, 30);
        if (IsLong)
        {
            await IsCaptionedAsync(student, videos);
            TestContext.Current.SendDiagnosticMessage($"Captioned {ended.Elapsed.TotalSeconds:f1} s after its end. Load average: {await File.ReadAllTextAsync("/proc/loadavg", TestContext.Current.CancellationToken)}");
        }

        await BothAreSeenAsync(student);
        Faults.None(student.Faults);
    }

    [Fact]
    public async Task What_a_real_pyCA_recorded_plays_for_the_courses_students()
    {
        Assert.SkipUnless(Pyca.IsHere, "pyCA is not here; LECTERN_PYCA names the folder of its source.");
        await using var pyca = new Pyca();
        var course = await stack.NewCourseAsync();
        var videos = await stack.AddVideosActivityAsync(course);
        await (await PracticeLms.OpenVideosAsync(stack, browser, "Ines", course)).DisposeAsync();
        await using var desk = await Rooms.OpenAsync(stack, browser);
        var rooms = new Rooms(desk);
        await rooms.AddAsync("Hall with a box");
        var (user, password) = await rooms.AddBoxAsync();
        var end = TimeProvider.System.GetUtcNow().AddMinutes(2);
        await rooms.BookNowAsync("Hall with a box", course, "Raft", $"{end:HH:mm}");

        await pyca.StartAsync(stack.Tool, user, password);
        await pyca.SaysAsync("Start recording", TimeSpan.FromMinutes(1));
        await pyca.SaysAsync("Finished ingest", TimeSpan.FromMinutes(3));

        await using var student = await PracticeLms.SitDownAsync(stack, browser, "Mara");
        await PlaysAsync(student, videos, pyca.Program);
        await BothAreSeenAsync(student);
        Faults.None(student.Faults);
    }

    private static string Title => $"Raft {TimeProvider.System.GetUtcNow():yyyy-MM-dd}";

    private async Task PlaysAsync(Desk student, int videos, RunningProgram agent)
    {
        var lms = new PracticeLms(stack, student);
        try
        {
            await Patience.UntilAsync(
                async () =>
                {
                    await lms.OpenActivityInWindowAsync(videos);
                    await student.Page.Locator("h1").First.WaitForAsync();
                    return await student.Page.Locator(".video-card", new() { HasText = Title }).CountAsync() > 0;
                },
                "the recording in the course");
        }
        catch (Exception)
        {
            TestContext.Current.SendDiagnosticMessage(agent.Output);
            throw;
        }

        await student.Page.Locator(".video-card .row-title", new() { HasText = Title }).First.ClickAsync();
        await student.Page.WaitForFunctionAsync("() => document.querySelector('.player video')?.readyState >= 2", null, new() { Timeout = 30_000 });
    }

    private async Task IsCaptionedAsync(Desk student, int videos)
    {
        var lms = new PracticeLms(stack, student);
        for (var tries = 0; tries < 200; tries++)
        {
            await lms.OpenActivityInWindowAsync(videos);
            await student.Page.Locator(".video-card .row-title", new() { HasText = Title }).First.ClickAsync();
            await student.Page.Locator(".player video").First.WaitForAsync();
            if (await student.Page.Locator("[data-transcript] button.line").CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(2_000, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It got no captions.");
    }

    private static async Task BothAreSeenAsync(Desk student)
    {
        await Expect(student.Page.Locator("video.presenter")).ToBeVisibleAsync();
        await student.Page.EvaluateAsync("() => document.querySelector('.player video').play()");
        await student.Page.WaitForFunctionAsync(
            "() => { const [slides, presenter] = document.querySelectorAll('.player video'); return slides.currentTime > 3 && presenter.videoWidth > 0 && Math.abs(slides.currentTime - presenter.currentTime) < 0.2; }");
        Faults.None(await student.ExamineAsync("watch-recorded"));
        await student.Page.Keyboard.PressAsync("s");
        await Expect(student.Page.GetByRole(AriaRole.Button, new() { Name = "Presenter with slides" })).ToBeVisibleAsync();
        Faults.None(await student.ExamineAsync("watch-recorded-swapped"));
    }

    private static Task<string> RunAgentAsync(IEnumerable<string> arguments) =>
        RunningProgram.RunAsync("Lectern.CaptureAgent", "lectern-agent", arguments, new Dictionary<string, string>());
}
