using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>What IT reads and sets of one LMS: where its sections and terms come from, what its roles are, and whose data is kept.</summary>
public sealed class PlatformPageTests(LecternStack stack, LecternBrowser browser)
{
    [Fact]
    public async Task The_mapping_shows_the_values_of_the_last_launch()
    {
        await LaunchAsync("Mara");
        await using var desk = await Operator.OpenPlatformAsync(stack, browser);

        await Operator.OpenMappingAsync(desk);

        Faults.None(await desk.ExamineAsync("operator-mapping"));
        await desk.Page.SetViewportSizeAsync(390, 844);
        await desk.Page.GetByLabel("Name of the custom parameter for").First.FillAsync("lectern_term");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.Locator(".notice")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_role_that_came_says_what_it_is_here()
    {
        foreach (var person in (string[])["Ines", "Yuki", "Sofia", "Noor"])
        {
            await LaunchAsync(person);
        }

        await using var desk = await Operator.OpenPlatformAsync(stack, browser);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "What its roles are here" }).ClickAsync();

        await Expect(desk.Page.Locator("tbody")).ToContainTextAsync("TeachingAssistant");
        Faults.None(await desk.ExamineAsync("operator-roles"));
    }

    [Fact]
    public async Task The_LMSs_administrator_finds_a_persons_data_and_keeps_or_erases_it()
    {
        await LaunchAsync("Sofia");
        await using var robin = await PracticeLms.SitDownAsync(stack, browser, "Robin");

        await new PracticeLms(stack, robin).GoToAsync($"admin/tools/{stack.ToolId}/data/launch");
        await Expect(robin.Page.Locator("h1")).ToHaveTextAsync("Personal data");
        await robin.Page.GetByRole(AriaRole.Searchbox).FillAsync("sofia");
        await Expect(robin.Page.Locator(".people .row")).ToHaveCountAsync(1);
        Faults.None(await robin.ExamineAsync("people"));

        await robin.Page.Locator(".people a").ClickAsync();
        await Expect(robin.Page.Locator("dl.facts")).ToContainTextAsync("sofia@university.example");
        Faults.None(await robin.ExamineAsync("person"));

        await robin.Page.SetViewportSizeAsync(390, 844);
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Erase personal data" }).ClickAsync();
        await Expect(robin.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("go for good");
        await robin.Page.ScreenshotAsync(new() { Path = Looks.PathOf("person-erase-phone") });
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Erase", Exact = true }).ClickAsync();
        await Expect(robin.Page.GetByText("Personal data was erased")).ToBeVisibleAsync();
        await Expect(robin.Page.Locator("dl.facts")).Not.ToContainTextAsync("sofia@university.example");
        Faults.None(robin.Faults);
    }

    [Fact]
    public async Task A_teacher_gets_nobodys_data()
    {
        await using var desk = await PracticeLms.SitDownAsync(stack, browser, "Ines");

        await new PracticeLms(stack, desk).GoToAsync($"admin/tools/{stack.ToolId}/data/launch");

        await Expect(desk.Page.Locator("h1")).ToHaveTextAsync("Only the administrator looks after tools");
    }

    private async Task LaunchAsync(string person)
    {
        await using var desk = await PracticeLms.OpenVideosAsync(stack, browser, person, Lesson.Course);
        await Expect(desk.Page.Locator("h1")).ToBeVisibleAsync();
    }
}
