using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class TokenEndpointTests
{
    private const string Scope = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";

    [Fact]
    public async Task A_signed_assertion_gets_a_token_as_json_under_an_html_type()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, _) = await lms.AddToolAsync();

        using var response = await AskAsync(lms, Assertion(lms, client));

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var answer = await RunningLms.ReadJsonAsync(response);
        Assert.Equal(("Bearer", 3600, Scope), ((string?)answer["token_type"], (int)answer["expires_in"]!, (string?)answer["scope"]));
    }

    [Fact]
    public async Task Only_granted_scopes_are_given()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, _) = await lms.AddToolAsync();

        using var some = await AskAsync(lms, Assertion(lms, client, "j-1"), Scope + " https://purl.imsglobal.org/spec/lti-ags/scope/score");
        using var none = await AskAsync(lms, Assertion(lms, client, "j-2"), "https://purl.imsglobal.org/spec/lti-ags/scope/score");

        Assert.Equal(Scope, (string?)(await RunningLms.ReadJsonAsync(some))["scope"]);
        Assert.Equal("""{"error":"invalid_scope"}""", await none.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Theory]
    [InlineData("iss", "somebody")]
    [InlineData("sub", "somebody")]
    [InlineData("aud", "https://elsewhere.example")]
    [InlineData("jti", null)]
    [InlineData("exp", null)]
    public async Task A_wrong_assertion_is_refused(string claim, string? value)
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, _) = await lms.AddToolAsync();
        var assertion = Assertion(lms, client);
        if (value is null)
        {
            assertion.Remove(claim);
        }
        else
        {
            assertion[claim] = value;
        }

        using var response = await AskAsync(lms, assertion);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("invalid_client", await response.Content.ReadAsStringAsync(RunningLms.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assertion_works_once()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, _) = await lms.AddToolAsync();
        using var first = await AskAsync(lms, Assertion(lms, client));

        using var second = await AskAsync(lms, Assertion(lms, client));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task An_assertion_issued_a_second_ahead_is_refused()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, _) = await lms.AddToolAsync();
        var assertion = Assertion(lms, client);
        assertion["iat"] = lms.Time.GetUtcNow().ToUnixTimeSeconds() + 1;

        using var response = await AskAsync(lms, assertion);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_token_reads_the_line_items_of_its_tool_and_nothing_reads_them_without()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, tool) = await lms.AddToolAsync();
        var item = JsonNode.Parse("""{"type":"ltiResourceLink","title":"Lecture 7","lineItem":{"scoreMaximum":10,"tag":"watch"}}""");
        await lms.PostJsonAsync("/api/activities", new { courseId = "2", toolId = tool, item });
        var token = (string?)(await RunningLms.ReadJsonAsync(await AskAsync(lms, Assertion(lms, client))))["access_token"];

        using var right = await ReadAsync(lms, tool, token!);
        using var wrong = await ReadAsync(lms, tool, "made-up");

        var items = JsonNode.Parse(await right.Content.ReadAsStringAsync(RunningLms.Stop))!.AsArray();
        Assert.Equal(("Lecture 7", 10, "watch"), ((string?)items.Single()!["label"], (int)items[0]!["scoreMaximum"]!, (string?)items[0]!["tag"]));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    private static async Task<HttpResponseMessage> ReadAsync(RunningLms lms, string tool, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/services/2/lineitems?type_id={tool}");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Accept.ParseAdd("application/vnd.ims.lis.v2.lineitemcontainer+json");
        return await lms.Browser.SendAsync(request, RunningLms.Stop);
    }

    private static JsonObject Assertion(RunningLms lms, string client, string jti = "j-1") => lms.Assertion(client, jti);

    private static Task<HttpResponseMessage> AskAsync(RunningLms lms, JsonObject assertion, string scope = Scope) => lms.AskTokenAsync(assertion, scope);
}
