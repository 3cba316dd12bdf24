using System.Text.Json.Nodes;
using Lectern.Lti.Http;
using Lectern.Lti.Memberships;
using Lectern.Lti.Services;
using Lectern.Lti.ServiceTokens;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Memberships;

public sealed class MembershipsTests : IAsyncDisposable
{
    private readonly LoopbackPlatform platform = new(_ => Said.Json(Container()));

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Members_are_asked_for_with_one_media_type_and_a_page_size()
    {
        await Collect();

        var request = Assert.Single(platform.Requests);
        Assert.Equal(("GET", "/m?limit=200"), (request.Method, request.Target));
        Assert.Equal("application/vnd.ims.lti-nrps.v2.membershipcontainer+json", request.Header("Accept"));
    }

    [Fact]
    public async Task A_query_narrows_by_role_link_and_groups()
    {
        await Collect(new MembershipQuery { Role = "Learner", ResourceLinkId = "a/b", IncludeGroups = true, Limit = 50 });
        await Collect(new MembershipQuery { Limit = null });

        Assert.Equal(["/m?role=Learner&rlid=a%2Fb&groups=true&limit=50", "/m"], platform.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_moodle_member_is_read_with_its_short_role()
    {
        platform.Answer = _ => Said.Json(Container("""
            {"status":"Active","roles":["Learner"],"user_id":"5","lis_person_sourcedid":"SIS-S1","name":"Sam Student","given_name":"Sam","family_name":"Student",
             "email":"student1@example.com","ext_user_username":"student1"}
            """));

        var member = Assert.Single((await Collect()).Value!.Items);

        Assert.Equal(("5", MembershipStatus.Active, "SIS-S1", "Sam Student"), (member.UserId, member.Status, member.PersonSourcedId, member.Person.Name));
        Assert.True(member.Roles.IsContextLearner);
        Assert.Equal(nameof(Member), member.ToString());
    }

    [Theory]
    [InlineData("""{"user_id":"1"}""", MembershipStatus.Active)]
    [InlineData("""{"user_id":"1","status":"Inactive"}""", MembershipStatus.Inactive)]
    [InlineData("""{"user_id":"1","status":"Deleted"}""", MembershipStatus.Deleted)]
    [InlineData("""{"user_id":"1","status":"http://purl.imsglobal.org/vocab/lis/v2/person#Inactive"}""", MembershipStatus.Inactive)]
    [InlineData("""{"user_id":1,"status":"Unheard","roles":null,"name":null,"email":""}""", MembershipStatus.Active)]
    public async Task A_member_without_names_or_status_is_still_a_member(string json, MembershipStatus status)
    {
        platform.Answer = _ => Said.Json(Container(json));

        var member = Assert.Single((await Collect()).Value!.Items);

        Assert.Equal(("1", status, null, null), (member.UserId, member.Status, member.Person.Name, member.Person.Email));
        Assert.Empty(member.Roles.All);
    }

    [Fact]
    public async Task Entries_without_a_usable_id_are_left_out()
    {
        platform.Answer = _ => Said.Json(Container("""{"name":"Nobody"}""", """{"user_id":""}""", """{"user_id":{}}""", $$"""{"user_id":"{{new string('x', 256)}}"}""", "7", """{"user_id":"1"}"""));

        Assert.Equal(["1"], (await Collect()).Value!.Items.Select(member => member.UserId));
    }

    [Fact]
    public async Task Groups_and_the_message_of_a_link_come_with_each_member()
    {
        platform.Answer = _ => Said.Json(Container("""
            {"user_id":"1","roles":["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],"lti11_legacy_user_id":"old-1","picture":"javascript:alert(1)",
             "group_enrollments":[{"group_id":"_11_1"},{"group_id":12},{}],
             "message":[{"https://purl.imsglobal.org/spec/lti/claim/message_type":"LtiResourceLinkRequest",
                         "https://purl.imsglobal.org/spec/lti/claim/custom":{"sis":"S-1","section":"$Canvas.course.sectionIds"}}]}
            """));

        var member = Assert.Single((await Collect(new MembershipQuery { ResourceLinkId = "60" })).Value!.Items);

        Assert.Equal(["_11_1", "12"], member.GroupIds);
        Assert.Equal(["sis"], member.Custom.Keys);
        Assert.Equal("old-1", member.LegacyUserId);
        Assert.NotNull(member.Message);
        Assert.Null(member.Picture);
    }

    [Fact]
    public async Task Five_thousand_members_come_page_by_page_and_pages_read_are_let_go()
    {
        platform.Answer = request => Page(request, 5000);
        var client = new MembershipsClient(platform.Services);
        var pages = new List<WeakReference>();
        var ids = new HashSet<string>();

        await foreach (var page in client.ReadAsync(platform.Registration, Endpoint, null, TestContext.Current.CancellationToken))
        {
            Assert.InRange(page.Value!.Items.Count, 1, 200);
            ids.UnionWith(page.Value.Items.Select(member => member.UserId));
            pages.Add(new WeakReference(page.Value));
            GC.Collect();
        }

        Assert.Equal((5000, 25), (ids.Count, pages.Count));
        Assert.InRange(pages.Count(page => page.IsAlive), 0, 2);
    }

    [Fact]
    public async Task Nothing_is_asked_for_ahead_of_the_reader()
    {
        platform.Answer = request => Page(request, 600);
        var pages = new MembershipsClient(platform.Services).ReadAsync(platform.Registration, Endpoint, null, TestContext.Current.CancellationToken);

        await using var reader = pages.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reader.MoveNextAsync();

        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task The_role_moodle_loses_in_its_next_link_is_put_in_again()
    {
        platform.Answer = request => request.Query("from") is null
            ? Said.Json(Container("""{"user_id":"1","roles":["Learner"]}"""), $"Link: <{platform.Url("/m?limit=1&from=1")}>; rel=\"next\"")
            : Said.Json(Container("""{"user_id":"2","roles":["Learner"]}""", """{"user_id":"9","roles":["Instructor"]}"""));

        var members = (await Collect(new MembershipQuery { Role = "Learner", ResourceLinkId = "60", Limit = 1 })).Value!.Items;

        Assert.Equal("/m?limit=1&from=1&role=Learner&rlid=60", platform.Requests.Last().Target);
        Assert.Equal(["1", "2"], members.Select(member => member.UserId));
    }

    [Theory]
    [InlineData("Learner", "learner")]
    [InlineData("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner", "learner")]
    [InlineData("http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor", "teacher|assistant")]
    [InlineData("http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant", "assistant")]
    [InlineData("urn:our:own", "teacher|assistant|learner")]
    public async Task A_role_the_platform_ignores_is_looked_for_in_the_answer(string role, string expected)
    {
        platform.Answer = _ => Said.Json(Container(
            """{"user_id":"teacher","roles":["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"]}""",
            """{"user_id":"assistant","roles":["http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant"]}""",
            """{"user_id":"learner","roles":["Learner","http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"]}"""));

        var members = (await Collect(new MembershipQuery { Role = role })).Value!.Items;

        Assert.Equal(expected, string.Join('|', members.Select(member => member.UserId)));
    }

    [Fact]
    public async Task Differences_are_kept_for_the_next_time_and_tell_who_left()
    {
        platform.Answer = request => request.Query("since") is null
            ? Said.Json(Container("""{"user_id":"1"}""", """{"user_id":"2"}"""), "Link: </m?since=672638723>; rel=\"differences\"")
            : Said.Json(Container("""{"user_id":"2","status":"Deleted"}"""), "Link: </m?since=672638999>; rel=\"differences\"");
        var client = new MembershipsClient(platform.Services);

        var all = (await Collect()).Value!;
        var changes = (await client.ReadChangesAsync(platform.Registration, Endpoint, all.Differences!, TestContext.Current.CancellationToken).CollectAsync(TestContext.Current.CancellationToken)).Value!;

        Assert.Equal(platform.Url("/m?since=672638723"), all.Differences);
        Assert.Equal(("2", MembershipStatus.Deleted), (changes.Items[0].UserId, changes.Items[0].Status));
        Assert.Equal(platform.Url("/m?since=672638999"), changes.Differences);
    }

    [Theory]
    [InlineData("https://elsewhere.example/m?since=1")]
    [InlineData("")]
    [Refuses("LTI-064")]
    public async Task Differences_kept_from_another_platform_are_not_asked_for(string differences)
    {
        var client = new MembershipsClient(platform.Services);

        var refused = await client.ReadChangesAsync(platform.Registration, Endpoint, differences, TestContext.Current.CancellationToken).CollectAsync(TestContext.Current.CancellationToken);

        Refusal.Is(Rejections.ServiceAddressRefused, refused);
        Assert.Empty(platform.Requests);
    }

    [Theory]
    [InlineData("<{0}/m?limit=200>; rel=\"next\"")]
    [InlineData("<{0}/other?page=1>; rel=\"next\"")]
    [InlineData("<https://elsewhere.example/m?page=2>; rel=\"next\"")]
    [InlineData("<javascript:alert(1)>; rel=\"next\"")]
    [InlineData("<http://[broken>; rel=\"next\"")]
    [Refuses("LTI-073")]
    public async Task Pages_that_lead_in_a_circle_or_elsewhere_are_never_taken_for_the_whole_list(string link)
    {
        platform.Answer = _ => Said.Json(Container("""{"user_id":"1"}"""), "Link: " + string.Format(System.Globalization.CultureInfo.InvariantCulture, link, platform.Url("")));

        Refusal.Is(Rejections.PagingBroken, await Collect());

        Assert.InRange(platform.Requests.Count, 1, 2);
        Assert.All(platform.Requests, request => Assert.StartsWith("lms.test", request.Header("Host"), StringComparison.Ordinal));
    }

    [Fact]
    [Refuses("LTI-073")]
    public async Task Pages_without_end_end_after_a_thousand()
    {
        var number = 0;
        platform.Answer = _ => Said.Json(Container(), $"Link: </m?page={++number}>; rel=\"next\"");

        Assert.Equal("after 1000 pages", Refusal.Is(Rejections.PagingBroken, await Collect()).Detail);
        Assert.Equal(1000, platform.Requests.Count);
    }

    [Fact]
    public async Task A_platform_that_thinks_it_is_plain_http_is_still_asked_over_https()
    {
        using var http = new FakeHttp(request => request.RequestUri!.AbsolutePath == "/t"
            ? FakeHttp.Text("""{"access_token":"t"}""")
            : FakeHttp.Text(Container("""{"user_id":"1"}""")));
        http.Answer = Once(http.Answer, "<http://lms.example/m?page=2>; rel=\"next\"");
        using var tokens = new ServiceTokenClient(http.Client, _ => new(TestKeys.ToolKeys(DateTimeOffset.UnixEpoch)), platform.Time);
        var client = new MembershipsClient(new LtiServiceClient(http.Client, new PlatformHttpOptions(), tokens, platform.Time));
        var registration = platform.Registration with { TokenEndpoint = "https://lms.example/t" };

        var all = await client.ReadAsync(registration, new MembershipsEndpoint("https://lms.example/m"), null, TestContext.Current.CancellationToken).CollectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, all.Value!.Items.Count);
        Assert.Equal("https://lms.example/m?page=2", http.Requests[^1].Address);
    }

    private MembershipsEndpoint Endpoint => new(platform.Url("/m"));

    private static Func<HttpRequestMessage, HttpResponseMessage> Once(Func<HttpRequestMessage, HttpResponseMessage> answer, string link) => request =>
    {
        var response = answer(request);
        if (request.RequestUri!.Query == "?limit=200")
        {
            response.Headers.TryAddWithoutValidation("Link", link);
        }

        return response;
    };

    private static string Container(params string[] members) =>
        $$"""{"id":"https://lms.example/m","context":{"id":"2","label":"BIO"},"members":[{{string.Join(',', members)}}]}""";

    private Said Page(Heard request, int total)
    {
        var limit = int.Parse(request.Query("limit")!, System.Globalization.CultureInfo.InvariantCulture);
        var from = int.Parse(request.Query("from") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var members = Enumerable.Range(from, Math.Min(limit, total - from))
            .Select(number => new JsonObject { ["user_id"] = $"u{number}", ["name"] = $"Student {number} {new string('x', 200)}", ["roles"] = new JsonArray("Learner") }.ToJsonString());
        var body = Container([.. members]);
        return from + limit >= total ? Said.Json(body) : Said.Json(body, $"Link: <{platform.Url($"/m?limit={limit}&from={from + limit}")}>; rel=\"next\"");
    }

    private Task<LtiResult<ServicePage<Member>>> Collect(MembershipQuery? query = null) =>
        new MembershipsClient(platform.Services).ReadAsync(platform.Registration, Endpoint, query, TestContext.Current.CancellationToken).CollectAsync(TestContext.Current.CancellationToken);
}
