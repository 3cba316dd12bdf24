using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Copies;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Lti;

/// <summary>What platforms tell between launches, and how they come to tell it.</summary>
public sealed class NoticeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_platform_that_offers_notices_is_asked_once_also_after_a_restart(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        app.Platform.RefusesHandlers = true;
        await LaunchAsync(app);
        await UntilAsync(() => app.Logs.Lines.Any(line => line.Contains("does not send notices here", StringComparison.Ordinal)));
        app.Platform.RefusesHandlers = false;

        await LaunchAsync(app);
        await UntilAsync(() => app.Platform.Handlers.Count == 1);
        await UntilAsync(async () => await HandlerAsync(app) is not null);
        await LaunchAsync(app);
        await app.RestartAsync();
        await LaunchAsync(app);
        // A second question would come before this one of another deployment: they are asked one after the other.
        await LaunchAsync(app, app.OtherPlatform);
        await UntilAsync(() => app.OtherPlatform.Handlers.Count == 1);

        var handler = Assert.Single(app.Platform.Handlers);
        Assert.Equal(("LtiContextCopyNotice", $"{app.Url}/lti/notices/{app.Platform.RegistrationId}"), (handler["notice_type"]!.GetValue<string>(), handler["handler"]!.GetValue<string>()));
    }

    [Theory, DatabaseData]
    public async Task A_copy_that_only_a_notice_tells_of_plays_at_once_and_a_notice_told_twice_is_told_once(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var copy = Visit.Unique("copy");
        var notice = Notice(app, copy, lesson.Course);

        using var first = await PostAsync(app, app.Platform.RegistrationId, notice);
        using var again = await PostAsync(app, app.Platform.RegistrationId, notice);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.True(await lesson.PlaysAsync(await lesson.OpenAsync(copy, Role.Learner)));
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.CourseOrigins.CountAsync(o => o.ContextId == copy, Stop));
    }

    [Theory]
    [InlineData("another client")]
    [InlineData("another platform's handler")]
    [InlineData("no signature")]
    public async Task A_notice_that_is_not_the_platforms_teaches_nothing(string fault)
    {
        await using var app = await LecternApp.StartAsync();
        using var lesson = await Lesson.GiveAsync(app);
        var copy = Visit.Unique("copy");
        var claims = Claims(app, copy, lesson.Course);
        claims["aud"] = fault == "another client" ? "somebody-else" : app.Platform.ClientId;
        var token = fault == "no signature" ? TestPlatform.Sign(claims)[..^8] + "AAAAAAAA" : TestPlatform.Sign(claims);

        using var answer = await PostAsync(app, fault == "another platform's handler" ? app.OtherPlatform.RegistrationId : app.Platform.RegistrationId, token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await lesson.PlaysAsync(await lesson.OpenAsync(copy, Role.Learner)));
        await using var rows = app.Rows();
        Assert.Empty(await rows.CourseOrigins.ToListAsync(Stop));
    }

    [Fact]
    public async Task What_is_no_notice_is_refused()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();

        using var unreadable = await browser.Http.PostAsync($"/lti/notices/{app.Platform.RegistrationId}", new StringContent("hello"), Stop);
        using var nobodys = await PostAsync(app, Guid.CreateVersion7(), "a.b.c");

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "LTI-080", unreadable);
        await Refused.ByProblemAsync(HttpStatusCode.NotFound, "ACC-009", nobodys);
    }

    private static async Task LaunchAsync(LecternApp app, TestPlatform? platform = null)
    {
        using var browser = app.NewBrowser();
        var at = platform ?? app.Platform;
        await browser.LaunchAsync(new Visit(at)
        {
            Change = claims => claims[Names.NotificationService] = new JsonObject
            {
                ["service_versions"] = new JsonArray("1.0"),
                ["platform_notification_service_url"] = $"{at.Issuer}/notice-handlers",
                ["scope"] = new JsonArray(Lectern.Lti.Scopes.NoticeHandlers),
                ["notice_types_supported"] = new JsonArray("LtiHelloWorldNotice", "LtiContextCopyNotice"),
            },
        });
    }

    private static string Notice(LecternApp app, string copy, string origin) => TestPlatform.Sign(Claims(app, copy, origin));

    private static JsonObject Claims(LecternApp app, string copy, string origin)
    {
        var now = app.Time.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = app.Platform.Issuer,
            ["aud"] = app.Platform.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["nonce"] = Guid.CreateVersion7().ToString(),
            [Names.Version] = "1.3.0",
            [Names.DeploymentId] = app.Platform.DeploymentId,
            [Names.Notice] = new JsonObject { ["id"] = Guid.CreateVersion7().ToString(), ["timestamp"] = now.ToString("O"), ["type"] = "LtiContextCopyNotice" },
            [Names.Context] = new JsonObject { ["id"] = copy },
            [Names.OriginContexts] = new JsonArray(origin),
        };
    }

    private static async Task<HttpResponseMessage> PostAsync(LecternApp app, Guid registration, string token)
    {
        using var browser = app.NewBrowser();
        var body = new JsonObject { ["notices"] = new JsonArray(new JsonObject { ["jwt"] = token }) }.ToJsonString();
        var answer = await browser.Http.PostAsync($"/lti/notices/{registration}", new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        await answer.Content.LoadIntoBufferAsync(Stop);
        return answer;
    }

    private static async Task<string?> HandlerAsync(LecternApp app)
    {
        await using var rows = app.Rows();
        return (await rows.Deployments.FirstAsync(d => d.RegistrationId == app.Platform.RegistrationId, Stop)).NoticeHandler;
    }

    private static Task UntilAsync(Func<bool> happened) => UntilAsync(() => Task.FromResult(happened()));

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await happened())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
