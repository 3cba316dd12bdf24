using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Pages;

/// <summary>The practice LMS as a person uses it.</summary>
internal sealed class PracticeLms(LecternStack stack, Desk desk)
{
    public async Task SignInAsync(string person)
    {
        await desk.Page.GotoAsync(stack.Lms.AbsoluteUri);
        if (await desk.Page.GetByText("Change person").CountAsync() > 0)
        {
            await desk.Page.GetByText("Change person").ClickAsync();
        }

        await desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(person) }).First.ClickAsync();
        await desk.Page.GetByText("Change person").WaitForAsync();
    }

    public Task OpenCourseAsync(string course = "CS-305") =>
        desk.Page.GotoAsync(new Uri(stack.Lms, $"course/{course.ToLowerInvariant()}").AbsoluteUri);

    /// <summary>Opens Lectern's picker in the LMS's content dialog.</summary>
    public async Task<IFrame> ChooseContentAsync()
    {
        await desk.Page.GetByText("CS-305").First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Add an activity" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Choose content" }).ClickAsync();
        return await desk.LecternFrameAsync(stack.Tool, "/w/");
    }

    public async Task<IFrame> OpenActivityAsync(string title)
    {
        await desk.Page.GetByText("CS-305").First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        return await desk.LecternFrameAsync(stack.Tool, "/w/");
    }
}
