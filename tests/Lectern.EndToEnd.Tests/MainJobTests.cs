using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The job Lectern exists for, in a real browser: a teacher's lecture ends up in front of a student, with captions.</summary>
public sealed class MainJobTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_teacher_uploads_a_lecture_adds_it_to_the_course_and_a_student_watches_it_with_captions()
    {
        Assert.SkipUnless(Lecture.CanBeMade, "Debian's pocketsphinx-testdata is not installed.");
        using var folder = new TempFolder();
        var lecture = await Lecture.MakeAsync(folder.Path);
        await using var teacher = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, teacher);

        await lms.SignInAsync("Ines");
        var picker = await lms.ChooseContentAsync();
        await picker.Locator("input[type=file]").SetInputFilesAsync(lecture);
        var row = picker.Locator("[data-row]").First;
        await row.Locator("input[type=checkbox]").CheckAsync(new() { Timeout = 60_000 });
        Assert.Empty(await teacher.AxeAsync());
        await picker.Locator("[data-add]").ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Add activity" }).ClickAsync();
        await teacher.Page.GetByText("week-10-lecture").First.WaitForAsync();

        await using var student = await browser.SitDownAsync();
        var studentsLms = new PracticeLms(stack, student);
        await studentsLms.SignInAsync("Mara");
        var watch = await studentsLms.OpenActivityAsync("week-10-lecture");
        await PlaysAsync(watch);
        await CaptionsComeAsync(watch);
        Assert.Empty(await student.AxeAsync());

        Assert.Empty(teacher.Faults);
        Assert.Empty(student.Faults);
    }

    private static async Task PlaysAsync(IFrame watch)
    {
        await watch.Locator("video").First.WaitForAsync(new() { Timeout = 120_000, State = WaitForSelectorState.Attached });
        await watch.WaitForFunctionAsync("() => document.querySelector('video')?.readyState >= 2", null, new() { Timeout = 120_000 });
        await watch.EvaluateAsync("() => document.querySelector('video').play()");
        await watch.WaitForFunctionAsync("() => { const v = document.querySelector('video'); return v.currentTime > 1 && v.webkitAudioDecodedByteCount > 0 && v.webkitDecodedFrameCount > 0; }", null, new() { Timeout = 30_000 });
    }

    private static async Task CaptionsComeAsync(IFrame watch)
    {
        var transcript = watch.Locator("[data-transcript] button").First;
        await transcript.WaitForAsync(new() { Timeout = 180_000 });
        await Expect(transcript).ToHaveTextAsync(new Regex("[a-z]{3}"));
    }
}
