using System.Text;
using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Notices;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Notices;

public sealed class NoticeTests
{
    private readonly LaunchBench bench = new("https://canvas.instructure.com", "10000000000068", "106:8865aa05b4b79b64a91a86042e43af5ea8ae79eb");
    private readonly NoticeVerifier verifier;

    public NoticeTests() => verifier = new NoticeVerifier(bench.Deployments, bench.Keys, bench.Time);

    [Fact]
    public async Task A_copy_notice_of_canvas_tells_what_was_copied_where()
    {
        var notice = Assert.IsType<ContextCopyNotice>((await Verify(Copy())).Value);

        Assert.Equal(("7a70e604-5b2e-4013-b628-4806228999f1", "LtiContextCopyNotice", bench.DeploymentId), (notice.Id, notice.Type, notice.DeploymentId));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 59, 58, TimeSpan.Zero), notice.Timestamp);
        Assert.Equal(("4dde05e8", "zzz"), (notice.Context.Id, notice.Context.Title));
        Assert.Equal(["5098686f"], notice.OriginContexts);
        Assert.Equal("LtiContextCopyNotice 7a70e604-5b2e-4013-b628-4806228999f1", notice.ToString());
    }

    [Theory]
    [InlineData("""["a","b","a"]""", "a|b")]
    [InlineData("""[{"id":"a","label":"BIO"},{"id":"b"}]""", "a|b")]
    [InlineData("""{"contexts":[{"id":"a"}]}""", "a")]
    [InlineData("""["a",null,7,""]""", "a")]
    public async Task Origins_are_read_however_they_are_written(string origins, string expected)
    {
        var notice = (ContextCopyNotice)(await Verify(Copy(claims => claims[Names.OriginContexts] = JsonNode.Parse(origins)))).Value!;

        Assert.Equal(expected, string.Join('|', notice.OriginContexts));
    }

    [Fact]
    public async Task A_greeting_and_a_type_nobody_knows_are_notices_as_well()
    {
        var hello = (await Verify(Notice("LtiHelloWorldNotice"))).Value;
        var other = (await Verify(Notice("LtiAssetProcessorSubmissionNotice"))).Value;
        var timeless = (await Verify(Notice("LtiHelloWorldNotice", claims => claims[Names.Notice]!.AsObject().Remove("timestamp")))).Value;

        Assert.IsType<HelloWorldNotice>(hello);
        Assert.Equal("LtiAssetProcessorSubmissionNotice", Assert.IsType<OtherNotice>(other).Type);
        Assert.Null(timeless!.Timestamp);
    }

    [Fact]
    public async Task A_notice_that_waited_for_an_hour_still_counts_until_it_expires()
    {
        var token = Sign(Notice("LtiHelloWorldNotice", claims => claims["exp"] = bench.Time.GetUtcNow().AddHours(3).ToUnixTimeSeconds()));
        bench.Time.Advance(TimeSpan.FromHours(2));
        var late = await Verify(token);
        bench.Time.Advance(TimeSpan.FromHours(1.1));
        var expired = await Verify(token);

        Assert.True(late.IsAccepted, late.Rejection?.ToString());
        Assert.Equal("LTI-027", expired.Rejection!.Code.Value);
    }

    public static TheoryData<string> Bad => [.. BadNotices.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_notice_is_refused_as_a_bad_launch_is(string name)
    {
        var (expected, change) = BadNotices[name];

        var refused = await Verify(Copy(change));

        var rejection = Refusal.Is(expected, refused);
        Assert.Equal(verifier.Checks[rejection.Check!.Number - 1], rejection.Check.Name);
    }

    [Fact]
    [Refuses("LTI-023")]
    [Refuses("LTI-017")]
    [Refuses("LTI-018")]
    [Refuses("LTI-019")]
    [Refuses("LTI-015")]
    [Refuses("LTI-016")]
    public async Task A_notice_needs_the_platforms_own_signature()
    {
        var good = Copy().ToJsonString();
        var nameless = LaunchBench.Header();
        nameless.Remove("kid");
        var unknown = LaunchBench.Header();
        unknown["kid"] = "other";

        Refusal.Is(Rejections.SignatureWrong, await Verify(Jwt.Sign(LaunchBench.Header(), good, TestKeys.Other)));
        Refusal.Is(Rejections.AlgorithmRefused, await Verify(Jwt.Unsigned(LaunchBench.Header("none"), good)));
        Refusal.Is(Rejections.KeyIdMissing, await Verify(Jwt.Sign(nameless, good, TestKeys.Platform)));
        Refusal.Is(Rejections.KeyUnknown, await Verify(Jwt.Sign(unknown, good, TestKeys.Platform)));
        Refusal.Is(Rejections.TokenTooLarge, await Verify(new string('a', 64 * 1024 + 1)));
        Refusal.Is(Rejections.TokenMalformed, await Verify(""));
    }

    [Fact]
    [Refuses("LTI-020")]
    public async Task Keys_that_cannot_be_had_are_worth_another_try()
    {
        bench.Http.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);

        Assert.True(Refusal.Is(Rejections.KeysUnreachable, await Verify(Copy())).IsTransient);
    }

    [Fact]
    [Refuses("LTI-036")]
    public async Task A_notice_on_a_deployment_that_waits_is_not_believed_yet()
    {
        bench.Deployments[(bench.Registration.Id, bench.DeploymentId)] = DeploymentStatus.Pending;

        Assert.Equal(bench.DeploymentId, Refusal.Is(Rejections.DeploymentPending, await Verify(Copy())).DeploymentId);
    }

    [Fact]
    public void A_body_brings_several_notices()
    {
        var post = NoticePost.Parse("""{"notices":[{"jwt":"a.b.c"},{"jwt":"d.e.f","other":1},{},7]}"""u8).Value!;

        Assert.Equal(["a.b.c", "d.e.f", "", ""], post.Tokens);
        Assert.Equal("4 notices", post.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"notices":{}}""")]
    [InlineData("""{"notices":[]}""")]
    [InlineData("""{"notices":[{"jwt":"a"}],"notices":[]}""")]
    [Refuses("LTI-080")]
    public void A_body_without_notices_is_none(string body) => Refusal.Is(Rejections.NoticeBodyUnreadable, NoticePost.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    [Refuses("LTI-080")]
    public void A_body_has_bounds()
    {
        var many = "{\"notices\":[" + string.Join(',', Enumerable.Repeat("{\"jwt\":\"a\"}", 1001)) + "]}";
        var large = "{\"notices\":[{\"jwt\":\"" + new string('a', NoticePost.LargestBody) + "\"}]}";

        Refusal.Is(Rejections.NoticeBodyUnreadable, NoticePost.Parse(Encoding.UTF8.GetBytes(many)));
        Refusal.Is(Rejections.NoticeBodyUnreadable, NoticePost.Parse(Encoding.UTF8.GetBytes(large)));
    }

    [Theory]
    [InlineData(Names.Notice)]
    [InlineData(Names.Context)]
    [InlineData(Names.OriginContexts)]
    [InlineData(Names.DeploymentId)]
    [InlineData("aud")]
    public async Task A_claim_of_any_type_is_an_answer_and_never_an_exception(string claim)
    {
        string[] values = ["null", "true", "0", "\"\"", "\"x\"", "[]", "[null]", "[1]", "[{}]", "{}", "{\"id\":1,\"type\":1}", "{\"id\":[],\"type\":\"x\"}", "{\"contexts\":1}"];

        foreach (var value in values)
        {
            var result = await Verify(Copy(claims => claims[claim] = JsonNode.Parse(value)));

            Assert.True(result.IsAccepted || result.Rejection.Check is not null);
        }
    }

    private static readonly Dictionary<string, (Rejection Expected, Action<JsonObject> Change)> BadNotices = new()
    {
        ["another issuer"] = (Rejections.IssuerMismatch, claims => claims["iss"] = "https://evil.example"),
        ["another tool"] = (Rejections.AudienceMismatch, claims => claims["aud"] = "2"),
        ["issued to another party"] = (Rejections.AuthorizedPartyMismatch, claims => claims["azp"] = "2"),
        ["expired"] = (Rejections.TokenExpired, claims => claims["exp"] = claims["iat"]!.GetValue<long>() - 61),
        ["without exp"] = (Rejections.TokenTimesMissing, claims => claims.Remove("exp")),
        ["from the future"] = (Rejections.TokenFromFuture, claims => claims["iat"] = claims["iat"]!.GetValue<long>() + 61),
        ["older than a day"] = (Rejections.TokenTooOld, claims => claims["iat"] = claims["iat"]!.GetValue<long>() - 86401),
        ["another version"] = (Rejections.VersionWrong, claims => claims[Names.Version] = "1.1"),
        ["without the notice"] = (Rejections.NoticeIncomplete, claims => claims.Remove(Names.Notice)),
        ["without the notice's id"] = (Rejections.NoticeIncomplete, claims => claims[Names.Notice]!["id"] = ""),
        ["an id that is no key"] = (Rejections.NoticeIncomplete, claims => claims[Names.Notice]!["id"] = new string('i', 256)),
        ["without a type"] = (Rejections.NoticeIncomplete, claims => claims[Names.Notice]!["type"] = null),
        ["without a deployment"] = (Rejections.DeploymentMissing, claims => claims.Remove(Names.DeploymentId)),
        ["a deployment nobody knows"] = (Rejections.DeploymentUnknown, claims => claims[Names.DeploymentId] = "107:x"),
        ["a context id that is no key"] = (Rejections.IdentifierUnusable, claims => claims[Names.Context]!["id"] = "kürs"),
        ["without the new course"] = (Rejections.CopyNoticeIncomplete, claims => claims.Remove(Names.Context)),
        ["without the old course"] = (Rejections.CopyNoticeIncomplete, claims => claims[Names.OriginContexts] = new JsonArray()),
    };

    [Fact]
    [Refuses("LTI-081")]
    [Refuses("LTI-082")]
    public async Task What_only_notices_have_is_checked_as_well()
    {
        Refusal.Is(Rejections.NoticeIncomplete, await Verify(Copy(claims => claims.Remove(Names.Notice))));
        Refusal.Is(Rejections.CopyNoticeIncomplete, await Verify(Copy(claims => claims.Remove(Names.OriginContexts))));
    }

    private JsonObject Notice(string type, Action<JsonObject>? change = null)
    {
        var now = bench.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            [Names.Version] = "1.3.0",
            [Names.Notice] = new JsonObject { ["id"] = "7a70e604-5b2e-4013-b628-4806228999f1", ["timestamp"] = "2026-03-02T08:59:58Z", ["type"] = type },
            ["aud"] = bench.Registration.ClientId,
            ["azp"] = bench.Registration.ClientId,
            [Names.DeploymentId] = bench.DeploymentId,
            ["exp"] = now + 3600,
            ["iat"] = now,
            ["iss"] = bench.Registration.Issuer,
            ["nonce"] = "2d220edf-2f1c-4be4-b38e-ec80b1c6749d",
        };
        change?.Invoke(claims);
        return claims;
    }

    private JsonObject Copy(Action<JsonObject>? change = null) => Notice("LtiContextCopyNotice", claims =>
    {
        claims[Names.Context] = new JsonObject { ["id"] = "4dde05e8", ["label"] = "zzz", ["title"] = "zzz" };
        claims[Names.OriginContexts] = new JsonArray("5098686f");
        change?.Invoke(claims);
    });

    private static string Sign(JsonObject claims) => Jwt.Sign(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Platform);

    private Task<LtiResult<Notice>> Verify(JsonObject claims) => Verify(Sign(claims));

    private Task<LtiResult<Notice>> Verify(string token) => verifier.VerifyAsync(bench.Registration, token, TestContext.Current.CancellationToken);
}
