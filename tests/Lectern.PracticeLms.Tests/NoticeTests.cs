using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Tests;

public sealed class NoticeTests
{
    private const string Handler = FakeTool.Base + "/notices";

    [Fact]
    public async Task Registering_for_greetings_is_greeted_at_once()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (url, token, tool) = await ServiceAsync(lms);

        using var answer = await PutAsync(lms, url, token, "LtiHelloWorldNotice", Handler);

        var notice = Launching.Claims(Assert.Single(await SentAsync(lms)));
        Assert.Equal($$"""{"notice_type":"LtiHelloWorldNotice","handler":"{{Handler}}"}""", await answer.Content.ReadAsStringAsync(RunningLms.Stop));
        Assert.Equal(("LtiHelloWorldNotice", tool, lms.Issuer), ((string?)notice[Launching.Core("notice")]!["type"], (string?)notice[Launching.Core("deployment_id")], (string?)notice["iss"]));
        Assert.Null(notice[Launching.Core("message_type")]);
    }

    [Theory]
    [InlineData("copy", true)]
    [InlineData("restore", false)]
    public async Task A_new_course_is_told_of_with_where_it_came_from(string way, bool hasOrigin)
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (url, token, _) = await ServiceAsync(lms);
        using var put = await PutAsync(lms, url, token, "LtiContextCopyNotice", Handler);
        await lms.SignInAsync("ines");

        using var made = await lms.PostFormAsync("/course/2/" + way);

        var jwt = Assert.Single(await SentAsync(lms));
        var notice = Launching.Claims(jwt);
        var course = await lms.CourseAsync(made.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal((string?)course["contextId"], (string?)notice[Launching.Core("context")]!["id"]);
        Assert.Equal(hasOrigin ? (string?)(await lms.CourseAsync("2"))["contextId"] : null, (string?)notice[Launching.Core("origin_contexts")]?[0]);
        Assert.True(await HoldsAsync(lms, jwt));
    }

    [Fact]
    public async Task An_import_is_told_of_as_a_copy_into_the_course_that_is_there()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (url, token, _) = await ServiceAsync(lms);
        using var put = await PutAsync(lms, url, token, "LtiContextCopyNotice", Handler);
        await lms.SignInAsync("robin");

        using var imported = await lms.PostFormAsync("/course/3/import", ("source", "2"));

        var notice = Launching.Claims(Assert.Single(await SentAsync(lms)));
        Assert.Equal((string?)(await lms.CourseAsync("3"))["contextId"], (string?)notice[Launching.Core("context")]!["id"]);
        Assert.Equal((string?)(await lms.CourseAsync("2"))["contextId"], (string?)notice[Launching.Core("origin_contexts")]![0]);
    }

    [Fact]
    public async Task A_notice_that_finds_nobody_is_not_sent_again()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (url, token, _) = await ServiceAsync(lms);
        using var put = await PutAsync(lms, url, token, "LtiContextCopyNotice", Handler);
        lms.Tool.Unreachable = true;
        await lms.PostJsonAsync("/api/courses/2/copy", new { });
        var failed = Assert.Single((await lms.GetJsonAsync("/api/notices")).AsArray())!;
        lms.Tool.Unreachable = false;

        await lms.PostJsonAsync("/api/courses/3/copy", new { });

        Assert.Equal("nobody there", (string?)failed["outcome"]);
        Assert.Equal(2, (await lms.GetJsonAsync("/api/notices")).AsArray().Count);
        Assert.Single(await SentAsync(lms));
    }

    [Fact]
    public async Task A_handler_is_listed_and_removed_by_an_empty_address()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (url, token, _) = await ServiceAsync(lms);
        using var put = await PutAsync(lms, url, token, "LtiContextCopyNotice", Handler);
        var before = await lms.ReadAsync(url, token, "application/json");

        using var removed = await PutAsync(lms, url, token, "LtiContextCopyNotice", "");

        await lms.PostJsonAsync("/api/courses/2/copy", new { });
        Assert.Equal(["LtiHelloWorldNotice ", $"LtiContextCopyNotice {Handler}"], before["notice_handlers"]!.AsArray().Select(handler => $"{handler!["notice_type"]} {handler["handler"]}"));
        Assert.Empty(await SentAsync(lms));
    }

    [Theory]
    [InlineData("LtiContextCopyNotice", "https://elsewhere.example/notices")]
    [InlineData("LtiContextCopyNotice", "notices")]
    [InlineData("LtiUnheardNotice", Handler)]
    public async Task A_handler_elsewhere_or_for_an_unknown_type_is_refused(string type, string handler)
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (url, token, _) = await ServiceAsync(lms);

        using var answer = await PutAsync(lms, url, token, type, handler);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("moodle")]
    [InlineData("blackboard")]
    public async Task Elsewhere_there_are_no_notices(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);

        var claims = await lms.LaunchAsync("ines", tool);
        using var answer = await lms.CallAsync(HttpMethod.Get, "/services/notice-handlers/40", token);

        Assert.Null(claims[Launching.Core("platformnotificationservice")]);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<(string Url, string Token, string Tool)> ServiceAsync(RunningLms lms)
    {
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Notices);
        var claim = (await lms.LaunchAsync("ines", tool))[Launching.Core("platformnotificationservice")]!;
        Assert.Equal("""["LtiHelloWorldNotice","LtiContextCopyNotice"]""", claim["notice_types_supported"]!.ToJsonString());
        return ((string)claim["platform_notification_service_url"]!, token, tool);
    }

    private static Task<HttpResponseMessage> PutAsync(RunningLms lms, string url, string token, string type, string handler) =>
        lms.CallAsync(HttpMethod.Put, url, token, body: new JsonObject { ["notice_type"] = type, ["handler"] = handler }, type: "application/json");

    /// <summary>The JWTs that arrived at the tool, once all were sent.</summary>
    private static async Task<string[]> SentAsync(RunningLms lms)
    {
        await lms.GetJsonAsync("/api/notices");
        return [.. lms.Tool.Posts.Where(post => post.Url == Handler).SelectMany(post => JsonNode.Parse(post.Body)!["notices"]!.AsArray()).Select(notice => (string)notice!["jwt"]!)];
    }

    private static async Task<bool> HoldsAsync(RunningLms lms, string jwt) =>
        (await new JsonWebTokenHandler().ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(await lms.Browser.GetStringAsync("/lti/jwks", RunningLms.Stop)).Keys,
            ValidIssuer = lms.Issuer,
            ValidAudience = (string?)(await lms.GetJsonAsync("/api/tools"))[0]!["clientId"],
            ValidateLifetime = false,
        })).IsValid;
}
