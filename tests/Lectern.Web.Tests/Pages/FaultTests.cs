using System.Net;
using System.Text;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Pages;

/// <summary>What people see when we fail: our voice, a code, a trace that the log has too, and nothing of what failed.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private LecternApp _app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await LecternApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Shows("ERR-001")]
    public async Task A_page_that_fails_says_so_with_a_trace_and_leaks_nothing()
    {
        using var browser = _app.NewBrowser();
        var arrival = await browser.ArriveAsync(_app.Teacher());
        await BreakAsync("FrameOrigins");

        using var response = await browser.GetAsync($"/w/{arrival.Launch}");

        await ByPageAsync(response);
        Assert.Equal("*", Policy.Of(response)["frame-ancestors"]);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    [Shows("ERR-001")]
    public async Task A_part_behind_a_launch_that_fails_is_a_part_and_no_whole_page()
    {
        using var browser = _app.NewBrowser();
        var session = await browser.LaunchAsync(_app.Teacher());
        await BreakAsync("Videos");

        using var response = await session.GetAsync("/videos");

        await ByPageAsync(response);
        Assert.DoesNotContain("<html", await response.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Shows("ERR-001")]
    public async Task An_answer_to_a_script_that_fails_is_a_problem_with_a_trace()
    {
        using var browser = _app.NewBrowser();
        var session = await browser.LaunchAsync(_app.Teacher());
        await BreakAsync("Videos");

        using var response = await session.GetAsync($"/api/videos/{Guid.CreateVersion7()}");

        await Refused.ByProblemAsync(HttpStatusCode.InternalServerError, "ERR-001", response);
        await LeaksNothingAsync(response, (await Json.ReadAsync(response))["trace"]!.GetValue<string>());
    }

    [Fact]
    [Shows("ERR-002")]
    public async Task What_cant_be_read_is_refused_with_a_code()
    {
        using var browser = _app.NewBrowser();
        var session = await browser.LaunchAsync(_app.Teacher());
        using var content = new StringContent("{", Encoding.UTF8, "application/json");

        using var response = await session.SendAsync(HttpMethod.Post, "/api/videos/publish", content);

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "ERR-002", response);
        Assert.Null((await Json.ReadAsync(response))["trace"]);
    }

    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("DELETE", "/api/videos/publish")]
    [Shows("ACC-009")]
    public async Task What_scripts_can_ask_nowhere_is_a_problem_and_no_page(string method, string path)
    {
        using var browser = _app.NewBrowser();
        var session = await browser.LaunchAsync(_app.Teacher());

        using var response = await session.SendAsync(new HttpMethod(method), path);

        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "ACC-009", response);
    }

    [Fact]
    [Shows("ERR-003")]
    public async Task A_body_too_large_is_refused_with_a_code()
    {
        using var browser = _app.NewBrowser();
        var session = await browser.LaunchAsync(_app.Teacher());
        using var content = new StringContent($$"""{"videos":["{{new string('x', 2 << 20)}}"]}""", Encoding.UTF8, "application/json");

        // Asks before it sends: the answer comes to a client that is still sending or not, as chance will have it.
        using var response = await session.SendAsync(HttpMethod.Post, "/api/videos/publish", content, ("Expect", "100-continue"));

        await Refused.ByProblemAsync(HttpStatusCode.RequestEntityTooLarge, "ERR-003", response);
    }

    [Fact]
    [Shows("ERR-002")]
    public async Task A_form_without_its_token_gets_a_page_that_says_so()
    {
        using var browser = _app.NewBrowser();

        using var response = await browser.PostFormAsync("/admin/sign-in", ("code", "x"));

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "ERR-002", response);
    }

    private async Task ByPageAsync(HttpResponseMessage response)
    {
        await Refused.ByPageAsync(HttpStatusCode.InternalServerError, "ERR-001", response);
        var trace = (await Html.ReadAsync(response)).QuerySelector(".trace")!.TextContent;
        Assert.StartsWith("Trace ", trace, StringComparison.Ordinal);
        await LeaksNothingAsync(response, trace["Trace ".Length..].Trim());
    }

    private async Task LeaksNothingAsync(HttpResponseMessage response, string trace)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.All((string[])["Exception", "SQL", "no such table", "   at ", _app.DataFolder], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        Assert.Matches("^[0-9a-f]{32}$", trace);
        Assert.Contains(_app.Logs.Lines, line => line.Contains(trace, StringComparison.Ordinal));
    }

    private async Task BreakAsync(string table)
    {
        await using var rows = _app.Rows();
#pragma warning disable EF1002 // The name is the test's own.
        await rows.Database.ExecuteSqlRawAsync($"ALTER TABLE \"{table}\" RENAME TO \"Gone\"", Stop);
#pragma warning restore EF1002
    }
}
