using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task A_title_from_a_tool_is_shown_as_text()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var item = JsonNode.Parse("""{"type":"ltiResourceLink","title":"<script>alert(1)</script>\" x=\""}""");
        await lms.PostJsonAsync("/api/activities", new { courseId = "2", toolId = tool, item });
        await lms.SignInAsync("4");

        var page = await lms.Browser.GetStringAsync("/course/2/all", RunningLms.Stop);

        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" x=\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "/course/3", HttpStatusCode.Forbidden)]
    [InlineData("4", "/course/2/add", HttpStatusCode.Forbidden)]
    [InlineData("3", "/course/3/add", HttpStatusCode.Forbidden)]
    [InlineData("3", "/course/2/add", HttpStatusCode.Redirect)]
    [InlineData("3", "/course/99", HttpStatusCode.NotFound)]
    public async Task A_person_sees_their_courses_and_adds_only_where_they_teach(string person, string path, HttpStatusCode status)
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.AddToolAsync();
        await lms.SignInAsync(person);

        using var response = await lms.Browser.GetAsync(path, RunningLms.Stop);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Many_embeds_share_one_page_each_with_its_own_launch()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.PostJsonAsync("/api/activities", new { courseId = "2", toolId = tool });
        await lms.SignInAsync("4");

        var page = await lms.Browser.GetStringAsync("/course/2/all?times=10", RunningLms.Stop);
        var hints = new HashSet<string>();
        foreach (var source in page.Split("src=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Where(source => source.EndsWith("/launch", StringComparison.Ordinal)))
        {
            hints.Add(Launching.Field(await lms.Browser.GetStringAsync(source, RunningLms.Stop), "lti_message_hint"));
        }

        Assert.Equal(10, hints.Count);
    }

    [Fact]
    public async Task Login_by_get_keeps_the_query_of_the_tools_address()
    {
        await using var lms = await RunningLms.StartAsync("--login-method", "get");
        var registration = FakeTool.Registration();
        registration["initiate_login_uri"] = FakeTool.Base + "/login?tenant=7";
        var (_, tool) = await lms.AddToolAsync(registration);
        var activity = await lms.PostJsonAsync("/api/activities", new { courseId = "2", toolId = tool });
        await lms.SignInAsync("4");

        var page = await lms.Browser.GetStringAsync($"/activity/{activity["id"]}/launch", RunningLms.Stop);

        Assert.Equal(FakeTool.Base + "/login", Launching.Action(page));
        Assert.Equal("7", Launching.Field(page, "tenant"));
    }

    [Fact]
    public async Task What_a_tool_says_on_the_way_back_is_shown()
    {
        await using var lms = await RunningLms.StartAsync();

        var page = await lms.Browser.GetStringAsync("/lti/return?course=2&lti_errormsg=No%20%3Cb%3Evideo", RunningLms.Stop);

        Assert.Contains("No &lt;b&gt;video", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_host_name_is_not_answered()
    {
        await using var lms = await RunningLms.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "lms.attacker.example";

        using var response = await lms.Browser.SendAsync(request, RunningLms.Stop);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://+:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:0")]
    public void It_refuses_to_listen_beyond_this_machine(string urls)
    {
        var problem = Assert.Throws<ArgumentException>(() => PracticeLmsApp.Build(["--urls", urls]));

        Assert.Contains("this machine only", problem.Message, StringComparison.Ordinal);
    }
}
