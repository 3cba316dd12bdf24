using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>The wall of rooms, and what IT does with one.</summary>
public sealed class RoomPageTests(LecternStack stack, LecternBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_room_is_added_enrolled_and_booked_and_the_wall_follows_its_machine_by_itself()
    {
        await using var desk = await Operator.OpenPlatformAsync(stack, browser);
        await desk.Page.GotoAsync(new Uri(stack.Tool, "admin/rooms").AbsoluteUri);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Add a room" }).First.ClickAsync();
        await desk.Page.GetByLabel("Name").FillAsync("Turing Hall");
        await desk.Page.GetByLabel("Time zone").FillAsync("Europe/Vienna");
        Faults.None(await desk.ExamineAsync("room-add"));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Make a code for a machine", Exact = true }).ClickAsync();
        var command = await desk.Page.GetByLabel("Command").InputValueAsync();
        Faults.None(await desk.ExamineAsync("room-code"));
        var machine = await EnrolAsync(command.Split(' ')[2]);
        await TellAsync(machine, lost: false);
        await BookAsync(desk);
        Faults.None(await desk.ExamineAsync("room"));
        await FollowAsync(desk);

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "All rooms" }).ClickAsync();
        var card = desk.Page.Locator(".room-card", new() { HasText = "Turing Hall" });
        await Expect(card).ToContainTextAsync("Next");
        await TellAsync(machine, lost: true);
        await Expect(card).ToContainTextAsync("No signal from slides");
        await Expect(desk.Page.Locator(".alarms")).ToContainTextAsync("Turing Hall has no signal from slides.");
        Faults.None(await desk.ExamineAsync("rooms"));

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Where alarms go" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Where alarms go", Level = 1 })).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("rooms-alerts"));
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "All rooms" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Machines", Exact = true }).ClickAsync();
        await Expect(desk.Page.GetByText("turing-pc")).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("rooms-machines"));
        await RemoveAsync(desk);
    }

    private static async Task RemoveAsync(Desk desk)
    {
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "All rooms" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Turing Hall" }).First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        Faults.None(await desk.ExamineAsync("room-settings"));
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Where its alarms go" }).ClickAsync();
        Faults.None(await desk.ExamineAsync("room-alerts"));
        await desk.Page.GoBackAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Remove the room…" }).ClickAsync();
        Faults.None(await desk.ExamineAsync("room-remove"));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the room" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Removed rooms", Level = 1 })).ToBeVisibleAsync();
        await desk.Page.GetByText("Bring back…").ClickAsync();
        Faults.None(await desk.ExamineAsync("rooms-removed"));
    }

    private static async Task BookAsync(Desk desk)
    {
        await desk.Page.GotoAsync(desk.Page.Url.Split('?')[0]);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Book a time" }).ClickAsync();
        await desk.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Algorithms");
        await desk.Page.GetByText("A series").ClickAsync();
        await desk.Page.GetByLabel("Each week").CheckAsync();
        await desk.Page.GetByLabel("Last day").FillAsync(TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Faults.None(await desk.ExamineAsync("room-book"));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator("[aria-labelledby=bookings] tbody tr")).ToHaveCountAsync(3);
        await desk.Page.Locator("[aria-labelledby=bookings]").GetByRole(AriaRole.Link, new() { Name = "Change" }).First.ClickAsync();
        await Expect(desk.Page.GetByText("All of the series that are to come")).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("room-booking"));
        await desk.Page.GoBackAsync();
    }

    private async Task FollowAsync(Desk desk)
    {
        var room = desk.Page.Url.Split('#')[0];
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Follow a timetable" }).ClickAsync();
        await desk.Page.GetByLabel("Address of the calendar").FillAsync(new Uri(stack.Lms, "no-such-calendar.ics").AbsoluteUri);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Follow it" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Read it now" })).ToBeVisibleAsync();
        Faults.None(await desk.ExamineAsync("room-timetables"));
        await desk.Page.GotoAsync(room);
    }

    private async Task<string> EnrolAsync(string code)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        using var response = await stack.Http.PostAsJsonAsync(new Uri(stack.Tool, "capture/enrol"), new { code, keyHash = hash, machine = "turing-pc", system = "Debian 13", agent = "1.0.0" }, Stop);
        response.EnsureSuccessStatusCode();
        var device = JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["device"]!.GetValue<Guid>();
        return $"{device:n}.{key}";
    }

    private async Task TellAsync(string machine, bool lost)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stack.Tool, "capture/status"))
        {
            Content = JsonContent.Create(new
            {
                at = now,
                agent = "1.0.0",
                freeBytes = 412_000_000_000,
                diskBytes = 512_000_000_000,
                queuedBytes = 0,
                sources = new object[] { new { name = "slides", state = lost ? "Lost" : "Idle" }, new { name = "sound", state = "Idle", level = -23.5, peak = -6 } },
                alarms = lost ? new object[] { new { kind = "NoSignal", source = "slides", since = now } } : [],
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", machine);
        using var response = await stack.Http.SendAsync(request, Stop);
        response.EnsureSuccessStatusCode();
    }
}
