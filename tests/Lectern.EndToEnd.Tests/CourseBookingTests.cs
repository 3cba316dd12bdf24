using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>A teacher books a room in their course, where IT opened it.</summary>
public sealed class CourseBookingTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task A_teacher_books_a_room_each_week_is_told_when_it_is_taken_and_cancels_what_they_do_not_want()
    {
        await using var it = await Rooms.OpenAsync(stack, browser);
        await new Rooms(it).AddAsync("Hopper Hall");
        await it.Page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await it.Page.GetByRole(AriaRole.Link, new() { Name = "Who may book it" }).ClickAsync();
        await it.Page.GetByLabel("Whoever may edit a course of any LMS").CheckAsync();
        Faults.None(await it.ExamineAsync("room-bookers"));
        await it.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(it.Page.GetByRole(AriaRole.Heading, new() { Name = "Settings", Level = 1 })).ToBeVisibleAsync();

        await using var teacher = await PracticeLms.OpenVideosAsync(stack, browser, "Ines", await stack.NewCourseAsync());
        await teacher.Page.GetByLabel("More for this course").First.ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Recordings in rooms" }).ClickAsync();
        await Expect(teacher.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is booked for this course" })).ToBeVisibleAsync();
        Faults.None(await teacher.ExamineAsync("course-rooms-empty"));
        await BookAsync(teacher, "Algorithms", weekly: true);
        await Expect(teacher.Page.Locator("[data-booking]")).ToHaveCountAsync(3);
        await Expect(teacher.Page.Locator("#recordings-said")).ToContainTextAsync("3 recordings");
        Assert.DoesNotContain("/book", teacher.Page.Url, StringComparison.Ordinal);
        Faults.None(await teacher.ExamineAsync("course-rooms"));

        await BookAsync(teacher, "Twice", weekly: false);
        await Expect(teacher.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The room is taken on");
        await Expect(teacher.Page.Locator("#room-day")).ToContainTextAsync("Taken that day: 10:00 – 11:30");
        Faults.None(await teacher.ExamineAsync("course-rooms-taken"));
        await teacher.Page.GetByLabel("Day", new() { Exact = true }).FillAsync(InDays(8));
        await Expect(teacher.Page.Locator("#room-day")).ToContainTextAsync("Nothing is booked in the room that day.");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
        await Expect(teacher.Page.Locator("[data-booking]")).ToHaveCountAsync(4);

        await teacher.Page.GetByRole(AriaRole.Link, new() { Name = "Change" }).First.ClickAsync();
        await teacher.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Graphs");
        Faults.None(await teacher.ExamineAsync("course-rooms-change"));
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(teacher.Page.Locator("[data-booking]").First).ToContainTextAsync("Graphs");
        await teacher.Page.Locator("[data-booking]").First.GetByText("Cancel…").ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel this one" }).First.ClickAsync();
        await Expect(teacher.Page.Locator("[data-booking]")).ToHaveCountAsync(3);
        await Expect(teacher.Page.Locator("#recordings-said")).ToBeFocusedAsync();
        Faults.None(teacher.Faults);
    }

    private static async Task BookAsync(Desk teacher, string title, bool weekly)
    {
        await teacher.Page.GetByRole(AriaRole.Link, new() { Name = "Book a room" }).ClickAsync();
        await teacher.Page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await teacher.Page.GetByLabel("Room", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Hopper Hall" });
        await teacher.Page.GetByLabel("Day", new() { Exact = true }).FillAsync(InDays(7));
        await teacher.Page.GetByLabel("From", new() { Exact = true }).FillAsync("10:00");
        await teacher.Page.GetByLabel("To", new() { Exact = true }).FillAsync("11:30");
        if (weekly)
        {
            await teacher.Page.GetByText("A series").ClickAsync();
            await teacher.Page.GetByLabel("Each week").CheckAsync();
            await teacher.Page.GetByLabel("Last day").FillAsync(InDays(21));
            Faults.None(await teacher.ExamineAsync("course-rooms-book"));
        }

        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
    }

    private static string InDays(int days) => $"{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}";
}
