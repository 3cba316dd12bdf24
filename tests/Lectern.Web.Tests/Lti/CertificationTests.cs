using System.Net;
using System.Text.Json.Nodes;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Lti;

/// <summary>The certification suite's launches, through the real address: all that are good open, none that is bad leaves anything.</summary>
public sealed class CertificationTests(Apps apps) : IClassFixture<Apps>
{
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

    private static readonly Dictionary<string, Action<JsonObject>> s_good = new()
    {
        ["as sent"] = _ => { },
        ["multiple role values"] = claims => Array.ForEach(["Staff", "Other"], role => claims[Names.Roles]!.AsArray().Add(Institution + role)),
        ["short role value"] = claims => claims[Names.Roles] = new JsonArray(claims[Names.Roles]![0]!.GetValue<string>().Split('#')[1]),
        ["unknown role added"] = claims => claims[Names.Roles]!.AsArray().Add("http://purl.imsglobal.org/vocab/lis/v2/uknownrole/unknown#Unknown"),
        ["no role"] = claims => claims[Names.Roles] = new JsonArray(""),
        ["only e-mail"] = claims => Remove(claims, "name", "given_name", "family_name"),
        ["only names"] = claims => Remove(claims, "email"),
        ["nothing personal"] = claims => Remove(claims, "name", "given_name", "family_name", "email"),
        ["e-mail and no context"] = claims => Remove(claims, "name", "given_name", "family_name", Names.Context),
    };

    private static readonly Dictionary<string, (string Code, Action<JsonObject> Claims, Action<JsonObject>? Header)> s_bad = new()
    {
        ["no kid"] = ("LTI-018", _ => { }, header => { header.Remove("kid"); header["badtestonly"] = "junk"; }),
        ["wrong kid"] = ("LTI-019", _ => { }, header => header["kid"] = "imstester_66067"),
        ["wrong version"] = ("LTI-031", claims => claims[Names.Version] = "11.3", null),
        ["no version"] = ("LTI-031", claims => claims.Remove(Names.Version), null),
        ["no LTI message"] = ("LTI-024", claims => { claims.Clear(); claims["name"] = "badltilaunch"; }, null),
        ["LTI claims missing"] = ("LTI-031", claims => Remove(claims, Names.MessageType, Names.Version, Names.Roles), null),
        ["timestamps wrong"] = ("LTI-027", claims => { claims["iat"] = 11111; claims["exp"] = 22222; }, null),
        ["no message_type"] = ("LTI-032", claims => claims.Remove(Names.MessageType), null),
        ["no roles"] = ("LTI-041", claims => claims.Remove(Names.Roles), null),
        ["no deployment_id"] = ("LTI-034", claims => claims.Remove(Names.DeploymentId), null),
        ["no resource_link"] = ("LTI-040", claims => claims.Remove(Names.ResourceLink), null),
        ["no resource_link id"] = ("LTI-040", claims => claims[Names.ResourceLink]!.AsObject().Remove("id"), null),
        ["no identities either"] = ("LTI-024", claims => Remove(claims, "aud", "iss", "sub", Names.DeploymentId, Names.MessageType, Names.Version, Names.Roles), null),
        ["no sub"] = ("LTI-039", claims => claims.Remove("sub"), null),
        ["sub empty"] = ("LTI-039", claims => claims["sub"] = "", null),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<DatabaseEngine, string>> Good => Engines.Each(s_good.Keys);

    public static IEnumerable<TheoryDataRow<DatabaseEngine, string>> Bad => Engines.Each(s_bad.Keys);

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_teachers_launch_opens(DatabaseEngine engine, string name)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Change = s_good[name] };

        using var page = await OpenAsync(await browser.LaunchAsync(visit));

        Assert.Equal(name == "no role" ? HttpStatusCode.Forbidden : HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(name != "no role", (await Html.ReadAsync(page)).QuerySelector("[data-upload]") is not null);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_students_launch_opens(DatabaseEngine engine, string name)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher().AsLearner() with { Change = s_good[name] };

        using var page = await OpenAsync(await browser.LaunchAsync(visit));

        Assert.Equal(name == "no role" ? HttpStatusCode.Forbidden : HttpStatusCode.OK, page.StatusCode);
        Assert.Null((await Html.ReadAsync(page)).QuerySelector("[data-upload]"));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_launch_gets_a_page_and_leaves_no_trace(DatabaseEngine engine, string name)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (code, claims, header) = s_bad[name];
        var started = await browser.LoginAsync(app.Teacher());
        var signed = browser.ClaimsOf(started);
        claims(signed);
        var before = await CountAsync(app);

        using var response = await browser.PostLaunchAsync(started, TestPlatform.Sign(signed, header));

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, code, response);
        Assert.Equal(before, await CountAsync(app));
        Assert.DoesNotContain(SetCookie.AllOf(response), cookie => cookie.Name.StartsWith("c-", StringComparison.Ordinal));
    }

    [Theory]
    [DatabaseData]
    public async Task A_launch_without_a_course_opens_the_teachers_own_library(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher() with { Course = null });

        using var page = await OpenAsync(session);

        Assert.Equal("My media", (await Html.ReadAsync(page)).QuerySelector("h1")!.TextContent);
        await using var rows = app.Rows();
        var launch = await rows.Launches.Include(l => l.Collection).SingleAsync(l => l.Id == session.Launch, Stop);
        Assert.Equal((null, launch.PersonId), (launch.CourseId, launch.Collection!.PersonId));
    }

    // As our script does: the first page of a launch leads on to another.
    private static async Task<HttpResponseMessage> OpenAsync(Session session)
    {
        var response = await session.GetAsync();
        while (response.StatusCode == HttpStatusCode.Redirect)
        {
            var next = response.Headers.Location!.OriginalString;
            response.Dispose();
            response = await session.GetAsync(next);
        }

        return response;
    }

    private static async Task<(int Launches, int Sessions, int People)> CountAsync(LecternApp app)
    {
        await using var rows = app.Rows();
        return (await rows.Launches.CountAsync(Stop), await rows.Sessions.CountAsync(Stop), await rows.People.CountAsync(Stop));
    }

    private static void Remove(JsonObject claims, params string[] names) => Array.ForEach(names, name => claims.Remove(name));
}
