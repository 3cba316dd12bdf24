using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Lectern.Lti.Keys;
using Lectern.Lti.ServiceTokens;
using Lectern.Lti.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Lti.Tests.ServiceTokens;

public sealed class ServiceTokenClientTests : IDisposable
{
    private const string Granted = """{"access_token":"tok-1","token_type":"Bearer","expires_in":3600,"scope":"s1 s2"}""";
    private static readonly ToolKeySet Keys = TestKeys.ToolKeys(DateTimeOffset.UnixEpoch);
    private static readonly LtiRegistration Platform = new(Guid.CreateVersion7(), "https://lms.example", "client-1", "https://lms.example/a", "https://lms.example/t", "https://lms.example/k", null);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeHttp http = new(_ => FakeHttp.Text(Granted));
    private readonly ServiceTokenClient client;

    public ServiceTokenClientTests() => client = new ServiceTokenClient(http.Client, _ => new(Keys), time);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_token_is_asked_for_with_a_signed_assertion()
    {
        var token = (await Get(Platform, "s2", "s1", "s2")).Value!;

        var (method, address, _, body) = Assert.Single(http.Requests);
        var form = HttpUtility.ParseQueryString(body);
        var assertion = Jwt.Payload(form["client_assertion"]!);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal((HttpMethod.Post, "https://lms.example/t"), (method, address));
        Assert.Equal(("client_credentials", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "s1 s2"), (form["grant_type"], form["client_assertion_type"], form["scope"]));
        Assert.Equal(("client-1", "client-1", "https://lms.example/t"), (Text(assertion, "iss"), Text(assertion, "sub"), Text(assertion, "aud")));
        Assert.Equal((now - 60, now - 60, now + 240), (assertion["iat"]!.GetValue<long>(), assertion["nbf"]!.GetValue<long>(), assertion["exp"]!.GetValue<long>()));
        Assert.True(Jwt.IsSignedBy(form["client_assertion"]!, JsonNode.Parse(Keys.ToJwks(time.GetUtcNow()))!["keys"]![0]!.AsObject()));
        Assert.Equal(("tok-1", time.GetUtcNow().AddHours(1)), (token.AccessToken, token.ExpiresAt));
        Assert.Equal(["s1", "s2"], token.Scopes);
    }

    [Fact]
    public async Task The_audience_is_the_authorization_server_where_there_is_one_and_no_assertion_is_used_twice()
    {
        await Get(Platform with { TokenAudience = "https://sso.lms.example" }, "s1");
        await Get(Platform, "s2");

        var assertions = http.Requests.ConvertAll(request => Jwt.Payload(HttpUtility.ParseQueryString(request.Body)["client_assertion"]!));
        Assert.Equal("https://sso.lms.example", Text(assertions[0], "aud"));
        Assert.NotEqual(Text(assertions[0], "jti"), Text(assertions[1], "jti"));
    }

    [Fact]
    public async Task A_token_is_kept_until_a_minute_before_it_ends()
    {
        await Get(Platform, "s1", "s2");
        time.Advance(TimeSpan.FromMinutes(58.9));
        await Get(Platform, "s2", "s1");
        Assert.Equal(1, http.Count);

        time.Advance(TimeSpan.FromSeconds(10));
        await Get(Platform, "s1", "s2");

        Assert.Equal(2, http.Count);
    }

    [Fact]
    public async Task Other_scopes_other_registrations_and_forgotten_tokens_are_asked_for_anew()
    {
        await Get(Platform, "s1");
        await Get(Platform, "s2");
        await Get(Platform with { Id = Guid.CreateVersion7() }, "s1");
        await Get(Platform with { ClientId = "client-2" }, "s1");
        Assert.Equal(4, http.Count);

        client.Forget(Platform, ["s1"]);
        await Get(Platform, "s1");
        await Get(Platform, "s2");

        Assert.Equal(5, http.Count);
    }

    [Fact]
    public async Task Many_who_want_the_same_token_make_one_request()
    {
        var gate = new TaskCompletionSource();
        http.Gate = gate.Task;
        var waiting = Enumerable.Range(0, 20).Select(_ => Get(Platform, "s1")).ToArray();

        gate.SetResult();
        var tokens = await Task.WhenAll(waiting);

        Assert.All(tokens, token => Assert.Equal("tok-1", token.Value!.AccessToken));
        Assert.Equal(1, http.Count);
    }

    [Theory]
    [InlineData("text/html", """{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"s1"}""", 3600)]
    [InlineData("application/json", """{"access_token":"t","token_type":"bearer","expires_in":"120"}""", 120)]
    [InlineData("application/json", """{"access_token":"t","expires_in":99999999999}""", 86400)]
    [InlineData("text/plain", """{"access_token":"t","expires_in":-5}""", 0)]
    [InlineData("text/plain", """{"access_token":"t","expires_in":{}}""", 300)]
    [InlineData("text/plain", """{"access_token":"t"}""", 300)]
    public async Task Answers_are_read_whatever_they_are_labelled(string type, string body, int seconds)
    {
        http.Answer = _ => FakeHttp.Text(body, type: type);

        var token = (await Get(Platform, "s1")).Value!;

        Assert.Equal(TimeSpan.FromSeconds(seconds), token.ExpiresAt - time.GetUtcNow());
        Assert.Equal(["s1"], token.Scopes);
    }

    [Fact]
    [Refuses("LTI-060")]
    public async Task An_endpoint_that_cannot_be_reached_is_an_answer()
    {
        http.Answer = _ => throw new HttpRequestException(HttpRequestError.NameResolutionError);

        Assert.Equal("NameResolutionError", Refusal.Is(Rejections.TokenEndpointUnreachable, await Get(Platform, "s1")).Detail);
        Refusal.Is(Rejections.TokenEndpointUnreachable, await Get(Platform with { TokenEndpoint = "token" }, "s1"));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "{ \"error\" : \"\"kid\" invalid, unable to lookup correct key\" }", "HTTP 400: { \"error\" : \"\"kid\" invalid, unable to lookup correct key\" }")]
    [InlineData(HttpStatusCode.BadRequest, """{"error":"invalid_client","error_description":"no"}""", "HTTP 400: invalid_client no")]
    [InlineData(HttpStatusCode.InternalServerError, "<html><head><title>Error</title></head><body>Can't fetch keys</body></html>", "HTTP 500: Error Can't fetch keys")]
    [InlineData(HttpStatusCode.OK, """{"error":"invalid_client"}""", "HTTP 200: invalid_client")]
    [Refuses("LTI-061")]
    public async Task A_refusal_keeps_the_platforms_words(HttpStatusCode status, string body, string detail)
    {
        http.Answer = _ => FakeHttp.Text(body, status, "text/html");

        Assert.Equal(detail, Refusal.Is(Rejections.ServiceTokenRefused, await Get(Platform, "s1")).Detail);
    }

    [Theory]
    [InlineData("<html>login</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"access_token":"a\r\nb"}""")]
    [InlineData("""{"access_token":"t","token_type":"mac"}""")]
    [Refuses("LTI-062")]
    public async Task An_answer_without_a_bearer_token_is_none(string body)
    {
        http.Answer = _ => FakeHttp.Text(body);

        Refusal.Is(Rejections.ServiceTokenUnreadable, await Get(Platform, "s1"));
    }

    [Fact]
    [Refuses("LTI-063")]
    public async Task Scopes_the_platform_does_not_grant_are_told_and_asked_for_again_next_time()
    {
        http.Answer = _ => FakeHttp.Text("""{"error":"invalid_scope"}""", HttpStatusCode.BadRequest);
        Refusal.Is(Rejections.ScopeNotGranted, await Get(Platform, "s1"));

        http.Answer = _ => FakeHttp.Text(Granted);

        Assert.True((await Get(Platform, "s1")).IsAccepted);
    }

    private static string Text(JsonObject claims, string name) => claims[name]!.GetValue<string>();

    private Task<LtiResult<ServiceToken>> Get(LtiRegistration registration, params string[] scopes) =>
        client.GetAsync(registration, scopes, TestContext.Current.CancellationToken);
}
