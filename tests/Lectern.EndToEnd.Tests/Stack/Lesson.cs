using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.TestSupport;
using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>A lecture that a teacher has put into CS-305: uploaded in the picker, added, transcoded and captioned.</summary>
internal sealed record Lesson(string Title, int Activity)
{
    public const string Course = "CS-305";

    public static async Task<Lesson> MakeAsync(LecternStack stack, LecternBrowser browser)
    {
        Assert.SkipUnless(Lecture.CanBeMade, "Debian's pocketsphinx-testdata is not installed.");
        using var folder = new TempFolder();
        return await MakeAsync(stack, browser, Course, await Lecture.MakeAsync(folder.Path));
    }

    public static async Task<Lesson> MakeAsync(LecternStack stack, LecternBrowser browser, string course, string lecture)
    {
        await using var teacher = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, teacher);

        await lms.SignInAsync("Ines");
        await lms.PlaceAsync(course, lecture);
        var title = Path.GetFileNameWithoutExtension(lecture);
        var activity = await teacher.Page.GetByRole(AriaRole.Link, new() { Name = title }).First.GetAttributeAsync("href");
        var lesson = new Lesson(title, int.Parse(activity!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));

        await lms.OpenActivityAsync(lesson.Activity);
        var watch = await teacher.LecternFrameAsync(stack.Tool, "/w/");
        await watch.WaitForFunctionAsync(
            "() => document.querySelector('.player')?.dataset.state === 'ready' && document.querySelector('video track')",
            null,
            new() { Timeout = 400_000 });
        Faults.None(teacher.Faults);
        return lesson;
    }
}
