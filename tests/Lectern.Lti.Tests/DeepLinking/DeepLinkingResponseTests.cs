using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Keys;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.DeepLinking;

public sealed class DeepLinkingResponseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ToolKeySet Keys = TestKeys.ToolKeys(Now);

    private static readonly DeepLinkingSettings Suite = new(
        "https://lms.example.edu/dl", ["link", "file", "html", "ltiResourceLink", "image"], ["iframe", "window"], true, null, false, null, null, null, "909708");

    private static readonly LtiResourceLinkItem Video = new() { Title = "Week 1", Url = "https://video.example.edu/launch?v=1" };

    [Fact]
    public void The_response_carries_what_the_specification_asks_and_verifies_with_our_key_set()
    {
        var response = Create(Suite, [Video]).Value!;

        var claims = Jwt.Payload(response.Jwt);
        var now = Now.ToUnixTimeSeconds();
        var jwk = JsonNode.Parse(Keys.ToJwks(Now))!["keys"]![0]!.AsObject();
        Assert.True(Jwt.IsSignedBy(response.Jwt, jwk));
        Assert.Equal(jwk["kid"]!.GetValue<string>(), Jwt.Header(response.Jwt)["kid"]!.GetValue<string>());
        Assert.Equal("https://lms.example.edu/dl", response.ReturnUrl);
        Assert.Equal(("client-1", "client-1", "https://lms.example.edu"), (Text(claims, "iss"), Text(claims, "sub"), Text(claims, "aud")));
        Assert.Equal(("7", "LtiDeepLinkingResponse", "1.3.0"), (Text(claims, Names.DeploymentId), Text(claims, Names.MessageType), Text(claims, Names.Version)));
        Assert.Equal("909708", Text(claims, Names.DeepLinkingData));
        Assert.Equal((now - 60, now - 60, now + 300), (Number(claims, "iat"), Number(claims, "nbf"), Number(claims, "exp")));
        Assert.Equal(43, Text(claims, "nonce").Length);
        Assert.DoesNotContain(claims, claim => claim.Key is Names.DeepLinkingMessage or Names.DeepLinkingErrorMessage or Names.DeepLinkingLog or Names.DeepLinkingErrorLog);
    }

    [Fact]
    public void A_resource_link_brings_everything_it_has_and_nothing_else()
    {
        var item = new LtiResourceLinkItem
        {
            Title = "Quiz", Text = "About cells", Url = "https://video.example.edu/launch?v=2",
            Custom = new Dictionary<string, string> { ["ticket"] = "t.1" },
            LineItem = new ContentLineItem(10, "Quiz grade", "video-2", "quiz", true, new SubmissionReview(["Submitted"], "Open", "https://video.example.edu/review")),
            Frame = new ContentFrame(640, 360),
            Window = new ContentWindow("lectern"),
            Icon = new ContentImage("https://video.example.edu/icon.png", 50, 50),
            Thumbnail = new ContentImage("https://video.example.edu/poster.jpg"),
            Available = new ContentPeriod(Now, null),
            Submission = new ContentPeriod(null, Now.AddDays(7)),
        };

        var sent = Items(Create(Suite, [item]).Value!)[0]!;

        const string expected = """
            {"type":"ltiResourceLink","title":"Quiz","text":"About cells","icon":{"url":"https://video.example.edu/icon.png","width":50,"height":50},
            "thumbnail":{"url":"https://video.example.edu/poster.jpg"},"url":"https://video.example.edu/launch?v=2","custom":{"ticket":"t.1"},
            "lineItem":{"scoreMaximum":10,"label":"Quiz grade","resourceId":"video-2","tag":"quiz","gradesReleased":true,
            "submissionReview":{"reviewableStatus":["Submitted"],"label":"Open","url":"https://video.example.edu/review"}},
            "iframe":{"width":640,"height":360},"window":{"targetName":"lectern"},
            "available":{"startDateTime":"2026-03-02T09:00:00Z"},"submission":{"endDateTime":"2026-03-09T09:00:00Z"}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());
        Assert.Equal("""{"type":"ltiResourceLink","title":"Week 1","url":"https://video.example.edu/launch?v=1"}""", Items(Create(Suite, [Video]).Value!)[0]!.ToJsonString());
    }

    [Fact]
    public void The_other_types_bring_what_they_are()
    {
        ContentItem[] items =
        [
            new LinkItem("https://video.example.edu/w/1") { Title = "Page", EmbedHtml = "<iframe></iframe>", Frame = new ContentFrame(640, 360, "https://video.example.edu/e/1") },
            new HtmlItem("<p>Hello</p>"),
            new ImageItem("https://video.example.edu/p.jpg", 320, 180),
            new FileItem("https://video.example.edu/c.vtt") { ExpiresAt = Now },
        ];

        var sent = Items(Create(Suite, items).Value!);

        const string expected = """
            [{"type":"link","title":"Page","url":"https://video.example.edu/w/1","embed":{"html":"<iframe></iframe>"},
            "iframe":{"src":"https://video.example.edu/e/1","width":640,"height":360}},
            {"type":"html","html":"<p>Hello</p>"},{"type":"image","url":"https://video.example.edu/p.jpg","width":320,"height":180},
            {"type":"file","url":"https://video.example.edu/c.vtt","expiresAt":"2026-03-02T09:00:00Z"}]
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("909708")]
    [InlineData("<ü&\"☃\\u0041 %20+")]
    public void The_platforms_data_goes_back_as_it_came(string data)
    {
        var claims = Jwt.Payload(Create(Suite with { Data = data }, []).Value!.Jwt);

        Assert.Equal(data, Text(claims, Names.DeepLinkingData));
        Assert.Empty(claims[Names.ContentItems]!.AsArray());
    }

    [Fact]
    public void Without_data_none_is_sent_and_words_go_along_when_there_are_some()
    {
        var response = DeepLinkingResponse.Create(Facts(Suite with { Data = null }), [], Keys, Now, new DeepLinkingMessages("m", "l", "em", "el")).Value!;

        var claims = Jwt.Payload(response.Jwt);
        Assert.False(claims.ContainsKey(Names.DeepLinkingData));
        Assert.Equal(
            ("m", "l", "em", "el"),
            (Text(claims, Names.DeepLinkingMessage), Text(claims, Names.DeepLinkingLog), Text(claims, Names.DeepLinkingErrorMessage), Text(claims, Names.DeepLinkingErrorLog)));
    }

    [Fact]
    [Refuses("LTI-050")]
    public void Without_a_request_there_is_no_response()
    {
        Refusal.Is(Rejections.DeepLinkingNotAsked, DeepLinkingResponse.Create(null, [Video], Keys, Now));
    }

    [Fact]
    [Refuses("LTI-051")]
    public void Only_accepted_types_go_back()
    {
        var refused = Create(Suite with { AcceptTypes = ["ltiResourceLink"] }, [Video, new HtmlItem("<p>")]);

        Assert.Equal("html", Refusal.Is(Rejections.ContentTypeNotAccepted, refused).Detail);
    }

    [Fact]
    [Refuses("LTI-052")]
    public void One_item_goes_back_where_one_is_asked_for()
    {
        var one = Suite with { AcceptMultiple = false };

        Refusal.Is(Rejections.OneItemOnly, Create(one, [Video, Video]));

        Assert.True(Create(one, [Video]).IsAccepted);
        Assert.Equal(2, Items(Create(Suite, [Video, Video]).Value!).Count);
    }

    [Fact]
    [Refuses("LTI-053")]
    public void A_grade_column_only_goes_where_it_is_not_refused()
    {
        var graded = Video with { LineItem = new ContentLineItem(10) };

        Refusal.Is(Rejections.LineItemNotAccepted, Create(Suite with { AcceptLineItem = false }, [graded]));

        Assert.True(Create(Suite with { AcceptLineItem = true }, [graded]).IsAccepted);
        Assert.True(Create(Suite with { AcceptLineItem = null }, [graded]).IsAccepted);
        Assert.True(Create(Suite with { AcceptLineItem = false }, [Video]).IsAccepted);
    }

    [Fact]
    [Refuses("LTI-054")]
    public void Incomplete_items_stay_here()
    {
        ContentItem[] incomplete =
        [
            new LinkItem("/relative"), new LinkItem("javascript:alert(1)"), new HtmlItem(" "), new ImageItem(""), new FileItem("file:///etc/passwd"),
            new LtiResourceLinkItem { Url = "data:text/html,x" }, Video with { LineItem = new ContentLineItem(0) }, Video with { LineItem = new ContentLineItem(double.NaN) },
            Video with { LineItem = new ContentLineItem(double.PositiveInfinity) },
        ];

        Assert.All(incomplete, item => Refusal.Is(Rejections.ContentItemIncomplete, Create(Suite, [item])));
    }

    [Fact]
    public void What_a_response_needs_can_be_stored_until_the_person_has_chosen()
    {
        var facts = Facts(Suite);

        var stored = JsonSerializer.Deserialize<DeepLinkingFacts>(JsonSerializer.Serialize(facts))!;

        Assert.Equal(JsonSerializer.Serialize(facts), JsonSerializer.Serialize(stored));
        Assert.True(DeepLinkingResponse.Create(stored, [Video], Keys, Now).IsAccepted);
    }

    private static LtiResult<DeepLinkingResponse> Create(DeepLinkingSettings settings, IReadOnlyList<ContentItem> items) =>
        DeepLinkingResponse.Create(Facts(settings), items, Keys, Now);

    private static DeepLinkingFacts Facts(DeepLinkingSettings settings) => new("https://lms.example.edu", "client-1", "7", settings);

    private static JsonArray Items(DeepLinkingResponse response) => Jwt.Payload(response.Jwt)[Names.ContentItems]!.AsArray();

    private static string Text(JsonObject claims, string name) => claims[name]!.GetValue<string>();

    private static long Number(JsonObject claims, string name) => claims[name]!.GetValue<long>();
}
