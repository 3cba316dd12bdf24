using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The job Lectern exists for, in a real browser: a teacher's lecture ends up in front of a student, with captions.</summary>
public sealed class MainJobTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_teachers_lecture_reaches_a_student_with_picture_sound_and_captions()
    {
        var lesson = await stack.LessonAsync(browser);
        await using var student = await browser.SitDownAsync();
        var lms = new PracticeLms(stack, student);
        await lms.SignInAsync("Mara");

        var frame = await lms.OpenActivityAsync(lesson.Activity);
        var watch = new Watch(frame);
        await watch.ReadyAsync();
        await watch.PlayAsync();
        await watch.PlayedToAsync(0.5);
        var (loudest, spread) = await watch.SenseAsync();

        Assert.True(loudest > 0.01, $"The loudest sample was {loudest}.");
        Assert.True(spread > 50, $"The picture's points differ by {spread}.");
        await Expect(watch.Lines.First).ToHaveTextAsync(new Regex("dashwood|leisure", RegexOptions.IgnoreCase));
        Faults.None(student.Faults);
    }
}
