using System.Net;
using Lectern.Lti.Http;
using Lectern.Lti.Memberships;
using Lectern.Lti.Services;
using Lectern.Lti.ServiceTokens;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Services;

public sealed class ServiceClientTests : IAsyncDisposable
{
    private const string Nobody = """{"id":"x","members":[]}""";
    private readonly LoopbackPlatform platform = new(_ => Said.Json(Nobody));

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_token_serves_many_calls_until_a_minute_before_it_ends()
    {
        await Read();
        platform.Time.Advance(TimeSpan.FromMinutes(58));
        await Read();
        platform.Time.Advance(TimeSpan.FromMinutes(2));
        await Read();

        Assert.Equal(["Bearer tok-1", "Bearer tok-1", "Bearer tok-2"], platform.Requests.Select(request => request.Header("Authorization")));
        Assert.Equal([Scopes.ContextMembershipReadOnly, Scopes.ContextMembershipReadOnly], platform.Scopes);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_dropped_and_a_new_one_tried_once()
    {
        platform.Answer = request => request.Header("Authorization") == "Bearer tok-1" ? new Said(401, "") : Said.Json(Nobody);

        var result = await Read();

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        Assert.Equal(["Bearer tok-1", "Bearer tok-2"], platform.Requests.Select(request => request.Header("Authorization")));
    }

    [Fact]
    [Refuses("LTI-066")]
    public async Task A_service_that_refuses_fresh_tokens_is_asked_twice_and_no_more()
    {
        platform.Answer = _ => new Said(401, """{"errors":{"type":"unauthorized","message":"Tool is switched off"}}""");

        var rejection = Refusal.Is(Rejections.ServiceTokenNotTaken, await Read());

        Assert.Equal(2, platform.Requests.Count);
        Assert.Equal(("HTTP 401", false), (rejection.Detail, rejection.IsTransient));
        Assert.Contains("Tool is switched off", rejection.PlatformText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [Refuses("LTI-063")]
    public async Task A_scope_an_administrator_took_away_is_named(int status)
    {
        platform.Token = (_, number) => Said.Json($$"""{"access_token":"tok-{{number}}","expires_in":3600,"scope":"openid"}""");
        platform.Answer = _ => new Said(status, "no");

        Assert.Equal(Scopes.ContextMembershipReadOnly, Refusal.Is(Rejections.ScopeNotGranted, await Read()).Detail);
    }

    [Fact]
    [Refuses("LTI-067")]
    public async Task A_service_may_forbid()
    {
        platform.Answer = _ => new Said(403, "Forbidden");

        Assert.False(Refusal.Is(Rejections.ServiceForbidden, await Read()).IsTransient);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [Refuses("LTI-068")]
    public async Task A_course_that_is_gone_is_told_as_gone(int status)
    {
        platform.Answer = _ => new Said(status, "<html><title>404</title></html>");

        Assert.False(Refusal.Is(Rejections.ServiceTargetGone, await Read()).IsTransient);
    }

    [Theory]
    [InlineData(429, "Retry-After: 120", 120)]
    [InlineData(429, "Retry-After: Mon, 02 Mar 2026 09:05:00 GMT", 300)]
    [InlineData(429, "Retry-After: Mon, 02 Mar 2026 08:00:00 GMT", 0)]
    [InlineData(429, "Retry-After: 99999999", 86400)]
    [InlineData(429, "Retry-After: soon", null)]
    [InlineData(429, "X: y", null)]
    [InlineData(403, "X: y", null)]
    [Refuses("LTI-069")]
    public async Task A_busy_platform_says_when_to_come_back(int status, string header, int? seconds)
    {
        platform.Answer = _ => new Said(status, "403 Forbidden (Rate Limit Exceeded)", header);

        var rejection = Refusal.Is(Rejections.ServiceBusy, await Read());

        Assert.True(rejection.IsTransient);
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, rejection.RetryAfter);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [Refuses("LTI-070")]
    public async Task A_platform_with_a_fault_of_its_own_is_worth_another_try(int status)
    {
        platform.Answer = _ => new Said(status, "<h1>Error</h1>", "Retry-After: 30");

        var rejection = Refusal.Is(Rejections.ServiceFailing, await Read());

        Assert.Equal((true, TimeSpan.FromSeconds(30)), (rejection.IsTransient, rejection.RetryAfter));
        Assert.Single(platform.Requests);
    }

    [Fact]
    [Refuses("LTI-071")]
    public async Task What_a_platform_says_on_a_refusal_is_shown_and_not_logged()
    {
        platform.Answer = _ => new Said(400, "User Sam Student (sam@example.edu) is no member") { Reason = "Bad {userId: 5}" };

        var rejection = Refusal.Is(Rejections.ServiceRefused, await Read());

        Assert.Equal("User Sam Student … is no member", rejection.PlatformText);
        Assert.DoesNotContain("Sam", rejection.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"members":{}}""")]
    [InlineData("""{"members":[],"members":[{"user_id":"1"}]}""")]
    [Refuses("LTI-072")]
    public async Task An_answer_that_is_no_container_is_refused(string body)
    {
        platform.Answer = _ => Said.Json(body);

        Refusal.Is(Rejections.ServiceAnswerUnreadable, await Read());
    }

    [Fact]
    public async Task The_content_type_of_an_answer_does_not_matter()
    {
        platform.Answer = _ => new Said(200, Nobody, "Content-Type: text/html; charset=utf-8");

        Assert.True((await Read()).IsAccepted);
    }

    [Fact]
    [Refuses("LTI-065")]
    public async Task Redirects_are_not_followed_and_endless_answers_not_read()
    {
        platform.Answer = _ => new Said(302, "", "Location: https://elsewhere.example/");
        var redirected = Refusal.Is(Rejections.ServiceUnreachable, await Read());
        platform.Answer = _ => Said.Json(new string(' ', 2 * 1024 * 1024));
        var endless = Refusal.Is(Rejections.ServiceUnreachable, await Read());

        Assert.Equal(("lms.test answers 302; redirects are not followed.", true), (redirected.Detail, redirected.IsTransient));
        Assert.Equal(("The answer is larger than 1048576 bytes.", false), (endless.Detail, endless.IsTransient));
    }

    [Fact]
    [Refuses("LTI-065")]
    public async Task A_private_address_is_refused_for_good_and_a_dead_one_for_now()
    {
        var options = new PlatformHttpOptions();
        using var http = PlatformHttp.CreateClient(options, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1") }));
        using var tokens = new FakeHttp(_ => FakeHttp.Text("""{"access_token":"t"}"""));
        using var tokenClient = new ServiceTokenClient(tokens.Client, _ => new(TestKeys.ToolKeys(DateTimeOffset.UnixEpoch)), platform.Time);
        using var dead = new FakeHttp(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        var inside = Refusal.Is(Rejections.ServiceUnreachable, await Read(new LtiServiceClient(() => http, options, tokenClient, platform.Time), "https://lms.example/m"));
        var gone = Refusal.Is(Rejections.ServiceUnreachable, await Read(new LtiServiceClient(dead.Client, options, tokenClient, platform.Time), "https://lms.example/m"));

        Assert.Equal(("lms.example leads to no public network address.", false), (inside.Detail, inside.IsTransient));
        Assert.Equal(("ConnectionError", true), (gone.Detail, gone.IsTransient));
    }

    [Theory]
    [InlineData("http://other.test/m")]
    [InlineData("ftp://lms.test/m")]
    [InlineData("https://user@lms.test/m")]
    [InlineData("m")]
    [Refuses("LTI-064")]
    public async Task An_address_that_is_not_called_costs_no_token(string address)
    {
        Refusal.Is(Rejections.ServiceAddressRefused, await Read(platform.Services, address));

        Assert.Empty(platform.Scopes);
    }

    [Theory]
    [InlineData(503, true, 60)]
    [InlineData(429, true, 60)]
    [InlineData(400, false, 60)]
    [Refuses("LTI-061")]
    public async Task A_token_endpoint_that_is_down_is_worth_another_try_and_one_that_refuses_is_not(int status, bool transient, int wait)
    {
        platform.Token = (_, _) => new Said(status, "{}", $"Retry-After: {wait}");

        var rejection = Refusal.Is(Rejections.ServiceTokenRefused, await Read());

        Assert.Equal((transient, TimeSpan.FromSeconds(wait)), (rejection.IsTransient, rejection.RetryAfter));
        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task A_refused_token_does_not_take_the_new_one_of_another_caller_with_it()
    {
        using var http = new FakeHttp(_ => FakeHttp.Text("""{"access_token":"t","expires_in":3600}"""));
        using var client = new ServiceTokenClient(http.Client, _ => new(TestKeys.ToolKeys(DateTimeOffset.UnixEpoch)), platform.Time);
        var old = (await client.GetAsync(platform.Registration, ["s"], TestContext.Current.CancellationToken)).Value!;
        client.Forget(platform.Registration, ["s"], old);
        var fresh = (await client.GetAsync(platform.Registration, ["s"], TestContext.Current.CancellationToken)).Value!;

        client.Forget(platform.Registration, ["s"], old);

        Assert.NotSame(old, fresh);
        Assert.Same(fresh, (await client.GetAsync(platform.Registration, ["s"], TestContext.Current.CancellationToken)).Value);
    }

    private Task<LtiResult<ServicePage<Member>>> Read() => Read(platform.Services, platform.Url("/memberships"));

    private Task<LtiResult<ServicePage<Member>>> Read(LtiServiceClient services, string address) =>
        new MembershipsClient(services).ReadAsync(platform.Registration, new MembershipsEndpoint(address), null, TestContext.Current.CancellationToken).CollectAsync(TestContext.Current.CancellationToken);
}
