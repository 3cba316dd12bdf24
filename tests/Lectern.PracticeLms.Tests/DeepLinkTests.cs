using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class DeepLinkTests
{
    private const string Item = """{"type":"ltiResourceLink","title":"Lecture 7","url":"https://tool.example/launch?v=7","custom":{"Video_Id":"v-7"},"lineItem":{"scoreMaximum":10,"label":"Seen","tag":"watch"},"our:own":{"kept":true}}""";

    [Fact]
    public async Task The_request_asks_for_links_and_carries_data_to_give_back()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();

        var claims = await lms.LaunchAsync("ines", tool, "LtiDeepLinkingRequest");

        var settings = claims[Launching.DeepLinking("deep_linking_settings")]!;
        Assert.Equal("LtiDeepLinkingRequest", (string?)claims[Launching.Core("message_type")]);
        Assert.Equal(FakeTool.Base + "/launch?select=1", (string?)claims[Launching.Core("target_link_uri")]);
        Assert.Equal("""["ltiResourceLink"]""", settings["accept_types"]!.ToJsonString());
        Assert.True((bool)settings["accept_multiple"]!);
        Assert.False(string.IsNullOrEmpty((string?)settings["data"]));
        Assert.Null(claims[Launching.Core("resource_link")]);
    }

    [Fact]
    public async Task Items_become_activities_kept_as_they_came()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item, """{"type":"ltiResourceLink","title":"Lecture 8"}""");

        var report = await ReturnAsync(lms, settings, response);

        Assert.Empty(report["refused"]!.AsArray());
        var activities = (await lms.GetJsonAsync("/api/activities?courseId=CS-305")).AsArray();
        Assert.Equal(["Lecture 7", "Lecture 8"], activities.Select(activity => (string?)activity!["title"]));
        Assert.Equal(Item, activities[0]!["item"]!.ToJsonString());
        Assert.Equal("https://tool.example/launch?v=7", (string?)activities[0]!["url"]);
    }

    [Fact]
    public async Task A_deep_linked_line_item_comes_with_the_launch()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        var report = await ReturnAsync(lms, settings, response);
        var launch = await lms.PostJsonAsync("/api/launches", new { person = "mara", activityId = (int)report["created"]![0]!["id"]! });

        var (_, page) = await lms.AuthorizeAsync(Launching.RightRequest(launch));

        var grades = Launching.Claims(Launching.Field(page, "id_token"))["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"]!;
        Assert.Contains("/lineitem?type_id=", (string?)grades["lineitem"], StringComparison.Ordinal);
        Assert.Equal("""["https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"]""", grades["scope"]!.ToJsonString());
    }

    [Fact]
    public async Task An_empty_answer_adds_nothing()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms);

        var report = await ReturnAsync(lms, settings, response);

        Assert.Empty(report["created"]!.AsArray());
        Assert.Empty(report["refused"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"type":"html","html":"<b>x</b>"}""", "html")]
    [InlineData("""{"type":"ltiResourceLink","title":"Away","url":"https://elsewhere.example/x"}""", "elsewhere.example")]
    [InlineData("""{"type":"ltiResourceLink","title":"Odd","custom":"text"}""", "custom parameters")]
    public async Task An_item_that_does_not_fit_is_reported_and_the_others_are_added(string wrong, string reason)
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, wrong, Item);

        var report = await ReturnAsync(lms, settings, response);

        Assert.Contains(reason, (string?)report["refused"]!.AsArray().Single(), StringComparison.Ordinal);
        Assert.Equal("Lecture 7", (string?)report["created"]!.AsArray().Single()!["title"]);
    }

    public static TheoryData<string, string?, string> WrongClaims => new()
    {
        { "iss", "somebody", "iss" },
        { "aud", "https://elsewhere.example", "aud" },
        { Launching.Core("message_type"), "LtiResourceLinkRequest", "message_type" },
        { Launching.Core("version"), "1.2", "version" },
        { Launching.Core("deployment_id"), "999", "deployment_id" },
        { Launching.DeepLinking("data"), "tampered", "data" },
        { Launching.DeepLinking("data"), null, "data" },
        { "nonce", null, "nonce" },
        { "exp", null, "exp" },
        { "iat", null, "iat" },
    };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task An_answer_with_a_wrong_claim_is_refused(string claim, string? value, string reason)
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        if (value is null)
        {
            response.Remove(claim);
        }
        else
        {
            response[claim] = value;
        }

        await AssertRefusedAsync(lms, settings, lms.Tool.Sign(response), reason);
    }

    [Theory]
    [InlineData(1, 300, "before")]
    [InlineData(-300, 0, "expired")]
    public async Task Clocks_get_no_leeway(int issued, int expires, string reason)
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        var now = lms.Time.GetUtcNow().ToUnixTimeSeconds();
        (response["iat"], response["exp"]) = (now + issued, now + expires);

        await AssertRefusedAsync(lms, settings, lms.Tool.Sign(response), reason);
    }

    [Fact]
    public async Task A_not_before_counts_in_place_of_the_time_of_issue()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        var now = lms.Time.GetUtcNow().ToUnixTimeSeconds();
        (response["iat"], response["nbf"]) = (now + 5, now - 60);

        var report = await ReturnAsync(lms, settings, response);

        Assert.Single(report["created"]!.AsArray());
    }

    [Fact]
    public async Task An_answer_signed_with_a_strange_key_is_refused()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        using var stranger = new FakeTool { Key = FakeTool.NewKey("one") };

        await AssertRefusedAsync(lms, settings, stranger.Sign(response), "signature");
    }

    [Fact]
    public async Task A_key_the_tool_rotated_to_works_at_once()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        await ReturnAsync(lms, settings, response);
        lms.Tool.Key = FakeTool.NewKey("two");

        var (again, second) = await SelectAsync(lms, Item, nonce: "n-2", known: settings);
        var report = await ReturnAsync(lms, again, second);

        Assert.Single(report["created"]!.AsArray());
        Assert.Equal(2, lms.Tool.KeySetReads);
    }

    [Fact]
    public async Task A_key_set_that_can_not_be_read_is_said()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        lms.Tool.Unreachable = true;

        await AssertRefusedAsync(lms, settings, lms.Tool.Sign(response), "nobody there");
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        await ReturnAsync(lms, settings, response);

        await AssertRefusedAsync(lms, settings, lms.Tool.Sign(response), "answered before");

        Assert.Single((await lms.GetJsonAsync("/api/activities")).AsArray());
    }

    [Fact]
    public async Task A_nonce_counts_once()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        await ReturnAsync(lms, settings, response);

        var (again, second) = await SelectAsync(lms, Item, known: settings);

        await AssertRefusedAsync(lms, again, lms.Tool.Sign(second), "nonce");
    }

    [Fact]
    public async Task A_wrong_session_key_is_refused()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        settings.ReturnUrl += "x";

        using var answer = await PostAsync(lms, settings, lms.Tool.Sign(response));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_asks_for_a_page_reads_the_refusal_there()
    {
        await using var lms = await RunningLms.StartAsync();
        var (settings, response) = await SelectAsync(lms, Item);
        response["aud"] = "https://elsewhere.example";
        using var form = new FormUrlEncodedContent([new("JWT", lms.Tool.Sign(response))]);

        using var answer = await lms.Browser.PostAsync(settings.ReturnUrl, form, RunningLms.Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The audience (aud) is not", await answer.Content.ReadAsStringAsync(RunningLms.Stop), StringComparison.Ordinal);
    }

    private static async Task<(Selection Selection, JsonObject Response)> SelectAsync(RunningLms lms, params string[] items) =>
        await SelectAsync(lms, null, "n-1", items);

    private static Task<(Selection Selection, JsonObject Response)> SelectAsync(RunningLms lms, string item, Selection known, string nonce = "n-1") =>
        SelectAsync(lms, known, nonce, [item]);

    private static async Task<(Selection Selection, JsonObject Response)> SelectAsync(RunningLms lms, Selection? known, string nonce, string[] items)
    {
        var (client, tool) = known is null ? await lms.AddToolAsync() : (known.ClientId, known.ToolId);
        var claims = await lms.LaunchAsync("ines", tool, "LtiDeepLinkingRequest");
        var settings = claims[Launching.DeepLinking("deep_linking_settings")]!;
        var now = lms.Time.GetUtcNow().ToUnixTimeSeconds();
        var response = new JsonObject
        {
            ["iss"] = client,
            ["aud"] = lms.Issuer,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["nonce"] = nonce,
            [Launching.Core("message_type")] = "LtiDeepLinkingResponse",
            [Launching.Core("version")] = "1.3.0",
            [Launching.Core("deployment_id")] = tool,
            [Launching.DeepLinking("data")] = settings["data"]!.DeepClone(),
            [Launching.DeepLinking("content_items")] = new JsonArray([.. items.Select(item => JsonNode.Parse(item))]),
        };
        return (new Selection(client, tool) { ReturnUrl = (string)settings["deep_link_return_url"]! }, response);
    }

    private static async Task<JsonObject> ReturnAsync(RunningLms lms, Selection selection, JsonObject response)
    {
        using var answer = await PostAsync(lms, selection, lms.Tool.Sign(response));
        return await RunningLms.ReadJsonAsync(answer);
    }

    private static async Task AssertRefusedAsync(RunningLms lms, Selection selection, string jwt, string reason)
    {
        using var answer = await PostAsync(lms, selection, jwt);
        var text = await answer.Content.ReadAsStringAsync(RunningLms.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningLms lms, Selection selection, string jwt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, selection.ReturnUrl) { Content = new FormUrlEncodedContent([new("JWT", jwt)]) };
        request.Headers.Accept.ParseAdd("application/json");
        return await lms.Browser.SendAsync(request, RunningLms.Stop);
    }

    private sealed record Selection(string ClientId, string ToolId)
    {
        public required string ReturnUrl { get; set; }
    }
}
