using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>What happens to an embedded lecture when its course is copied, copied again, and restored from a backup.</summary>
public sealed class CopiedCourseTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_new_student_of_a_copy_and_of_its_copy_watches_with_nobody_clicking_anything()
    {
        var lesson = await stack.LessonAsync(browser);
        var copy = await stack.MakeOfAsync(Lesson.Course, "copy", teacher: "hanna");
        var again = await stack.MakeOfAsync(copy, "copy", teacher: "hanna");

        foreach (var course in (string[])[copy, again])
        {
            await stack.EnrolAsync(course, "tomas");
            await using var student = await SitDownAsync("Tomas");
            var frame = await new PracticeLms(stack, student).OpenActivityAsync(await stack.ActivityAsync(course, lesson.Title));
            await new Watch(frame).ReadyAsync();
            Faults.None(student.Faults);
        }
    }

    [Fact]
    public async Task A_course_restored_without_a_trace_asks_the_lectures_teacher_who_says_yes_once()
    {
        var lesson = await stack.LessonAsync(browser);
        var restored = await stack.MakeOfAsync(Lesson.Course, "restore", teacher: "hanna");
        await stack.EnrolAsync(restored, "tomas");
        var activity = await stack.ActivityAsync(restored, lesson.Title);
        await using var student = await SitDownAsync("Tomas");
        var lms = new PracticeLms(stack, student);
        await Expect((await lms.OpenActivityAsync(activity)).Locator("h1")).ToHaveTextAsync("This video belongs to another course");

        await using var teacher = await PracticeLms.OpenVideosAsync(stack, browser, "Ines", Lesson.Course);
        var question = teacher.Page.Locator("[data-copy-request]");
        await Expect(question).ToHaveCountAsync(1);
        Faults.None(await teacher.ExamineAsync("copy-request"));
        await question.GetByRole(AriaRole.Button, new() { Name = "Let it play there" }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);

        await new Watch(await lms.OpenActivityAsync(activity)).ReadyAsync();
        Faults.None(student.Faults);
    }

    private Task<Desk> SitDownAsync(string person) => PracticeLms.SitDownAsync(stack, browser, person);
}
