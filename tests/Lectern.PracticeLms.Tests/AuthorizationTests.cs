using System.Net;

namespace Lectern.PracticeLms.Tests;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task A_right_request_is_answered_with_a_form_post_of_token_and_state()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();

        var (status, page) = await lms.AuthorizeAsync(Launching.RightRequest(await lms.BeginAsync("ines", tool)));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(FakeTool.Base + "/launch", Launching.Action(page));
        Assert.Equal("s-1", Launching.Field(page, "state"));
        Assert.Equal("n-1", (string?)Launching.Claims(Launching.Field(page, "id_token"))["nonce"]);
    }

    [Fact]
    public async Task A_request_by_get_is_answered_alike()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        using var query = new FormUrlEncodedContent(Launching.RightRequest(await lms.BeginAsync("ines", tool)));

        var page = await lms.Browser.GetStringAsync("/lti/authorize?" + await query.ReadAsStringAsync(RunningLms.Stop), RunningLms.Stop);

        Assert.Equal("3", (string?)Launching.Claims(Launching.Field(page, "id_token"))["sub"]);
    }

    [Theory]
    [InlineData("client_id", "somebody", "unauthorized_client")]
    [InlineData("login_hint", "4", "access_denied")]
    [InlineData("response_mode", "", "invalid_request")]
    [InlineData("response_mode", "query", "invalid_request")]
    [InlineData("prompt", "login", "invalid_request")]
    public async Task A_wrong_request_is_answered_to_the_tool_when_its_address_is_known(string field, string value, string error)
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool));
        request[field] = value;

        var (_, page) = await lms.AuthorizeAsync(request);

        Assert.Equal(FakeTool.Base + "/launch", Launching.Action(page));
        Assert.Equal(error, Launching.Field(page, "error"));
        Assert.Equal("s-1", Launching.Field(page, "state"));
    }

    [Theory]
    [InlineData("scope", "openid profile", "invalid_scope")]
    [InlineData("scope", "", "invalid_request")]
    [InlineData("response_type", "code", "unsupported_response_type")]
    [InlineData("nonce", "", "invalid_request")]
    [InlineData("lti_message_hint", "", "invalid_request")]
    [InlineData("lti_message_hint", "{\"cmid\":1}", "invalid_request")]
    [InlineData("lti_message_hint", "{\"launchid\":7}", "invalid_request")]
    [InlineData("lti_message_hint", "no json", "invalid_request")]
    [InlineData("redirect_uri", "https://tool.example/launch?more=1", "invalid_request")]
    [InlineData("redirect_uri", "https://elsewhere.example/launch", "invalid_request")]
    public async Task A_request_that_shows_no_trusted_address_ends_on_our_own_error_page(string field, string value, string code)
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool));
        request[field] = value;

        var (status, page) = await lms.AuthorizeAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"code\">{code}</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_works_once()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool));
        await lms.AuthorizeAsync(request);

        var (status, page) = await lms.AuthorizeAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("used before", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_is_spent_by_a_refused_request_too()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool));
        await lms.AuthorizeAsync(new Dictionary<string, string>(request) { ["response_mode"] = "query" });

        var (status, _) = await lms.AuthorizeAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task A_hint_of_another_browser_does_not_work_and_stays_unspent()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool));
        using var other = lms.NewBrowser();
        using var form = new FormUrlEncodedContent([new("person", "3")]);
        using var signedIn = await other.PostAsync("/sign-in", form, RunningLms.Stop);

        var (foreign, _) = await lms.AuthorizeAsync(request, other);
        var (own, _) = await lms.AuthorizeAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, foreign);
        Assert.Equal(HttpStatusCode.OK, own);
    }

    [Fact]
    public async Task A_request_without_our_cookie_is_posted_again_from_our_own_page_once()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool));
        using var withoutCookie = lms.NewBrowser();

        var (_, again) = await lms.AuthorizeAsync(request, withoutCookie);
        var reposted = request.Keys.Append("repost").ToDictionary(name => name, name => Launching.Field(again, name));
        var (stranger, _) = await lms.AuthorizeAsync(reposted, withoutCookie);
        var (own, _) = await lms.AuthorizeAsync(reposted);

        Assert.Equal("/lti/authorize", Launching.Action(again));
        Assert.Equal(HttpStatusCode.NotFound, stranger);
        Assert.Equal(HttpStatusCode.OK, own);
    }

    [Fact]
    public async Task Login_initiation_carries_the_fields_of_a_third_party_login()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, tool) = await lms.AddToolAsync();

        var launch = await lms.BeginAsync("mara", tool);

        Assert.Equal(FakeTool.Base + "/login", (string?)launch["url"]);
        Assert.Equal("post", (string?)launch["method"]);
        Assert.Equal(
            ["iss", "target_link_uri", "login_hint", "lti_message_hint", "client_id", "lti_deployment_id"],
            launch["fields"]!.AsObject().Select(field => field.Key));
        Assert.Equal((lms.Issuer, client, tool, "4"), ((string?)launch["fields"]!["iss"], (string?)launch["fields"]!["client_id"], (string?)launch["fields"]!["lti_deployment_id"], (string?)launch["fields"]!["login_hint"]));
    }
}
