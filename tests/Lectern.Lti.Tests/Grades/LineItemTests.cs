using System.Text.Json.Nodes;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Grades;
using Lectern.Lti.Services;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Grades;

public sealed class LineItemTests : IAsyncDisposable
{
    private const string One = "application/vnd.ims.lis.v2.lineitem+json";
    private static readonly LineItemContent Views = new() { Label = "Week 1", ScoreMaximum = 10, ResourceId = "video-1", Tag = "views" };
    private readonly LoopbackPlatform platform = new(_ => Said.Json("[]"));
    private readonly LineItemsClient client;

    public LineItemTests() => client = new LineItemsClient(platform.Services);

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_filter_joins_the_query_moodle_has_already()
    {
        await List(new LineItemFilter { ResourceLinkId = "60", ResourceId = "video 1", Tag = "views", Limit = 5 });

        var request = Assert.Single(platform.Requests);
        Assert.Equal("/2/lineitems?type_id=4&resource_link_id=60&resource_id=video%201&tag=views&limit=5", request.Target);
        Assert.Equal("application/vnd.ims.lis.v2.lineitemcontainer+json", request.Header("Accept"));
        Assert.Equal([Scopes.LineItemReadOnly], platform.Scopes);
    }

    [Fact]
    public async Task Moodles_broken_link_header_leads_to_the_next_page_all_the_same()
    {
        platform.Answer = request => request.Query("from") is null
            ? Said.Json($"[{Item("1")},{Item("2")}]", $"Link: <{platform.Url("/2/lineitems")}?type_id=4&amp;limit=2&amp;from=2>; rel=“next”", $"Link: <{platform.Url("/2/lineitems")}?type_id=4&amp;limit=2>; rel=“first”")
            : Said.Json($"[{Item("3")}]", $"Link: <{platform.Url("/2/lineitems")}?type_id=4&amp;limit=2&amp;from=0>; rel=“prev”");

        var items = (await List(new LineItemFilter { Limit = 2 })).Value!.Items;

        Assert.Equal(["1", "2", "3"], items.Select(item => item.Content.Label));
        Assert.Equal("/2/lineitems?type_id=4&limit=2&from=2", platform.Requests.Last().Target);
    }

    [Fact]
    public async Task Canvas_tells_which_page_an_item_opens_when_asked()
    {
        platform.Answer = _ => Said.Json($$$"""
            [{"id":"{{{platform.Url("/line_items/31")}}}","label":"Quiz","scoreMaximum":"10.5","resourceLinkId":"5098686f","startDateTime":"2026-03-02T09:00:00+01:00",
              "gradesReleased":true,"submissionReview":{"reviewableStatus":["Submitted"],"url":"https://video.example.edu/r","custom":{"a":"b"}},
              "https://canvas.instructure.com/lti/launch_url":"https://video.example.edu/launch?v=1"}]
            """);

        var item = Assert.Single((await List(new LineItemFilter { IncludeCanvasLaunchUrl = true })).Value!.Items);

        Assert.EndsWith("&include%5B%5D=launch_url", platform.Requests.Single().Target, StringComparison.Ordinal);
        Assert.Equal(("https://video.example.edu/launch?v=1", 10.5, "5098686f"), (item.CanvasLaunchUrl, item.Content.ScoreMaximum, item.Content.ResourceLinkId));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), item.Content.Start);
        Assert.Equal(("https://video.example.edu/r", "b"), (item.Content.SubmissionReview!.Url, item.Content.SubmissionReview.Custom!["a"]));
    }

    [Fact]
    public async Task Items_of_another_filter_and_items_that_cannot_be_read_are_left_out()
    {
        platform.Answer = _ => Said.Json($$"""[{{Item("1", "video-1")}},{{Item("2", "video-2")}},{{Item("3")}},{"label":"no id","scoreMaximum":1},{"id":"x","label":"x","scoreMaximum":1},7,null]""");

        var items = (await List(new LineItemFilter { ResourceId = "video-1" })).Value!.Items;

        Assert.Equal(["1", "3"], items.Select(item => item.Content.Label));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"lineItems":[]}""")]
    [Refuses("LTI-072")]
    public async Task A_list_that_is_none_is_not_an_empty_list(string body)
    {
        platform.Answer = _ => Said.Json(body);

        Refusal.Is(Rejections.ServiceAnswerUnreadable, await List(null));
    }

    [Fact]
    public async Task An_item_is_made_with_one_media_type_and_only_what_is_known()
    {
        platform.Answer = request => new Said(201, With(request.Body, platform.Url("/2/lineitems/57/lineitem?type_id=4")));

        var made = (await client.CreateAsync(platform.Registration, Endpoint, Views with { SubmissionReview = new SubmissionReview(["Submitted"]) }, Now)).Value!;

        var request = Assert.Single(platform.Requests);
        Assert.Equal(("POST", "/2/lineitems?type_id=4", One, One), (request.Method, request.Target, request.Header("Content-Type"), request.Header("Accept")));
        Assert.Equal("""{"label":"Week 1","scoreMaximum":10,"resourceId":"video-1","tag":"views","submissionReview":{"reviewableStatus":["Submitted"]}}""", request.Body);
        Assert.Equal((platform.Url("/2/lineitems/57/lineitem?type_id=4"), "video-1"), (made.Address, made.Content.ResourceId));
        Assert.Equal([Scopes.LineItem], platform.Scopes);
    }

    [Fact]
    public async Task On_canvas_a_new_item_may_open_a_page()
    {
        platform.Answer = request => new Said(201, With(request.Body, platform.Url("/i")));

        await client.CreateAsync(platform.Registration, Endpoint, Views with { CanvasLaunchUrl = "https://video.example.edu/launch?v=1" }, Now);

        var body = JsonNode.Parse(platform.Requests.Single().Body)!;
        Assert.Equal(
            """{"type":"external_tool","external_tool_url":"https://video.example.edu/launch?v=1"}""",
            body["https://canvas.instructure.com/lti/submission_type"]!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"label":"x"}""")]
    [Refuses("LTI-072")]
    public async Task A_made_item_without_an_address_is_not_taken_for_made(string body)
    {
        platform.Answer = _ => new Said(201, body);

        Refusal.Is(Rejections.ServiceAnswerUnreadable, await client.CreateAsync(platform.Registration, Endpoint, Views, Now));
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("x", 0)]
    [InlineData("x", double.NaN)]
    public async Task An_item_without_label_or_points_is_our_own_mistake(string label, double points)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateAsync(platform.Registration, Endpoint, new LineItemContent { Label = label, ScoreMaximum = points }, Now));

        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task An_update_writes_back_what_it_does_not_change()
    {
        var address = platform.Url("/2/lineitems/56/lineitem?type_id=4");
        var present = new JsonObject { ["id"] = address, ["label"] = "Old", ["scoreMaximum"] = 5, ["resourceId"] = "video-1", ["tag"] = "views", ["resourceLinkId"] = "60", ["ltiLinkId"] = "60" };
        platform.Answer = request => Said.Json(request.Method == "GET" ? present.ToJsonString() : "");

        var now = (await client.UpdateAsync(platform.Registration, Endpoint, address, content => content with { Label = "New", ScoreMaximum = 20 }, Now)).Value!;

        var put = platform.Requests.Last();
        Assert.Equal(("PUT", "/2/lineitems/56/lineitem?type_id=4", One), (put.Method, put.Target, put.Header("Content-Type")));
        Assert.Equal($$"""{"label":"New","scoreMaximum":20,"resourceId":"video-1","tag":"views","resourceLinkId":"60","id":"{{address}}"}""", put.Body);
        Assert.Equal(("New", "views"), (now.Content.Label, now.Content.Tag));
    }

    [Fact]
    public async Task An_update_that_changes_nothing_writes_nothing()
    {
        platform.Answer = _ => Said.Json(Item("1"));

        await client.UpdateAsync(platform.Registration, Endpoint, platform.Url("/i"), content => content with { Label = "1" }, Now);

        Assert.Equal("GET", Assert.Single(platform.Requests).Method);
    }

    [Theory]
    [InlineData(204, null)]
    [InlineData(200, null)]
    [InlineData(404, null)]
    [InlineData(401, "LTI-066")]
    [InlineData(403, "LTI-067")]
    public async Task A_deleted_item_is_gone_however_often_it_is_deleted(int status, string? code)
    {
        platform.Answer = _ => new Said(status, "");

        var rejection = await client.DeleteAsync(platform.Registration, Endpoint, platform.Url("/2/lineitems/56/lineitem?type_id=4"), Now);

        Assert.Equal(code, rejection?.Code.Value);
        Assert.All(platform.Requests, request => Assert.Equal(("DELETE", "/2/lineitems/56/lineitem?type_id=4"), (request.Method, request.Target)));
    }

    [Fact]
    [Refuses("LTI-063")]
    public async Task Only_granted_scopes_are_asked_for()
    {
        var readOnly = Endpoint with { Scopes = [Scopes.LineItemReadOnly] };
        var full = Endpoint with { Scopes = [Scopes.LineItem] };
        platform.Answer = _ => Said.Json(Item("1"));

        Refusal.Is(Rejections.ScopeNotGranted, await client.CreateAsync(platform.Registration, readOnly, Views, Now));
        Refusal.Is(Rejections.ScopeNotGranted, await client.UpdateAsync(platform.Registration, readOnly, platform.Url("/i"), content => content, Now));
        Refusal.Is(Rejections.ScopeNotGranted, await client.DeleteAsync(platform.Registration, readOnly, platform.Url("/i"), Now));
        Assert.Empty(platform.Requests);
        Assert.True((await client.GetAsync(platform.Registration, full, platform.Url("/i"), Now)).IsAccepted);
        Assert.Equal([Scopes.LineItem], platform.Scopes);
    }

    [Fact]
    [Refuses("LTI-074")]
    public async Task A_launch_that_named_no_list_has_none()
    {
        var one = Endpoint with { LineItems = null };

        Refusal.Is(Rejections.ServiceNotOffered, await client.ListAsync(platform.Registration, one, null, Now).CollectAsync(Now));
        Refusal.Is(Rejections.ServiceNotOffered, await client.CreateAsync(platform.Registration, one, Views, Now));
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private GradesEndpoint Endpoint => new([Scopes.LineItem, Scopes.LineItemReadOnly, Scopes.ResultReadOnly, Scopes.Score], platform.Url("/2/lineitems?type_id=4"), null);

    private static string With(string body, string id)
    {
        var json = JsonNode.Parse(body)!;
        json["id"] = id;
        return json.ToJsonString();
    }

    private string Item(string label, string? resourceId = null) =>
        new JsonObject { ["id"] = platform.Url($"/2/lineitems/{label}/lineitem?type_id=4"), ["label"] = label, ["scoreMaximum"] = 10, ["resourceId"] = resourceId }.ToJsonString();

    private Task<LtiResult<ServicePage<LineItem>>> List(LineItemFilter? filter) => client.ListAsync(platform.Registration, Endpoint, filter, Now).CollectAsync(Now);
}
