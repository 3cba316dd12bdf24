using Lectern.Lti.Notices;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Notices;

public sealed class NoticeHandlersTests : IAsyncDisposable
{
    private const string Ours = "https://video.example.edu/lti/notices/1";
    private readonly LoopbackPlatform platform = new(request => Said.Json(request.Body));
    private readonly NoticeHandlersClient client;

    public NoticeHandlersTests() => client = new NoticeHandlersClient(platform.Services);

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Canvas_tells_its_handlers_with_the_client_id_as_a_number()
    {
        platform.Answer = _ => Said.Json("""
            {"client_id":10000000000068,"deployment_id":"106:8865aa05","notice_handlers":[
              {"notice_type":"LtiContextCopyNotice","handler":"https://video.example.edu/lti/notices/1"},{"notice_type":"LtiHelloWorldNotice","handler":""},{"handler":"x"}]}
            """);

        var handlers = (await client.GetAsync(platform.Registration, Endpoint, Now)).Value!;

        Assert.Equal("106:8865aa05", handlers.DeploymentId);
        Assert.Equal((Ours, null, null), (handlers.Find("LtiContextCopyNotice"), handlers.Find("LtiHelloWorldNotice"), handlers.Find("LtiOther")));
        Assert.Equal(2, handlers.All.Count);
        Assert.Equal([Scopes.NoticeHandlers], platform.Scopes);
    }

    [Fact]
    public async Task A_handler_is_set_and_taken_away_by_put()
    {
        Assert.Null(await client.PutAsync(platform.Registration, Endpoint, ContextCopyNotice.TypeName, Ours, Now));
        Assert.Null(await client.RemoveAsync(platform.Registration, Endpoint, ContextCopyNotice.TypeName, Now));

        Assert.All(platform.Requests, request => Assert.Equal(("PUT", "/pns/106", "application/json"), (request.Method, request.Target, request.Header("Content-Type"))));
        Assert.Equal(
            [$$"""{"notice_type":"LtiContextCopyNotice","handler":"{{Ours}}"}""", """{"notice_type":"LtiContextCopyNotice","handler":""}"""],
            platform.Requests.Select(request => request.Body));
    }

    [Fact]
    [Refuses("LTI-074")]
    [Refuses("LTI-063")]
    [Refuses("LTI-070")]
    [Refuses("LTI-072")]
    public async Task What_the_platform_does_not_offer_or_do_is_a_value()
    {
        Refusal.Is(Rejections.ServiceNotOffered, await client.PutAsync(platform.Registration, Endpoint, "LtiAssetProcessorSubmissionNotice", Ours, Now));
        Refusal.Is(Rejections.ScopeNotGranted, await client.PutAsync(platform.Registration, Endpoint with { Scopes = [] }, ContextCopyNotice.TypeName, Ours, Now));
        Assert.Empty(platform.Requests);

        platform.Answer = _ => new Said(500, "");
        Refusal.Is(Rejections.ServiceFailing, await client.PutAsync(platform.Registration, Endpoint, ContextCopyNotice.TypeName, Ours, Now));
        platform.Answer = _ => Said.Json("{}");
        Refusal.Is(Rejections.ServiceAnswerUnreadable, await client.GetAsync(platform.Registration, Endpoint, Now));
    }

    [Fact]
    public Task A_handler_that_is_no_web_address_is_our_own_mistake() =>
        Assert.ThrowsAsync<ArgumentException>(() => client.PutAsync(platform.Registration, Endpoint, ContextCopyNotice.TypeName, "/lti/notices", Now));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private NoticesEndpoint Endpoint => new([Scopes.NoticeHandlers], platform.Url("/pns/106"), [HelloWorldNotice.TypeName, ContextCopyNotice.TypeName]);
}
