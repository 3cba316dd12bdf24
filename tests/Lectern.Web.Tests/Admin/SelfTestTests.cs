using System.Net;
using System.Text.Json.Nodes;
using Lectern.Lti;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Admin;

/// <summary>What the platform's page says works. Each test has a host of its own: it speaks of all launches of a platform.</summary>
public sealed class SelfTestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task Before_the_first_launch_it_says_what_to_do_and_that_the_rest_is_not_yet_known(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = await Operator.SignInAsync(app);

        var checks = await ChecksAsync(app, browser);

        Assert.Contains("then open it from a course", checks["No launch has passed yet"].Text, StringComparison.Ordinal);
        Assert.Equal(["Grades", "Names of people", "Notices of copied courses", "Sections", "Signing in inside the LMS's page"], Unknown(checks).Order());
    }

    [Theory]
    [DatabaseData]
    public async Task A_platform_that_offers_everything_has_nothing_to_fix(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        var visit = app.Teacher() with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = "7" } };
        app.Platform.Teachers[visit.Course!] = ["one", "two"];
        await LaunchAsync(app, visit with { Change = claims => Offer(claims, app.Platform, visit.Course!) });
        using var browser = await Operator.SignInAsync(app);

        var checks = await CheckNowAsync(app, browser);

        Assert.Empty(checks.Where(check => check.Value.Classes.Contains("bad")).Select(check => $"{check.Key}: {check.Value.Text}"));
        Assert.Superset(
            new HashSet<string>
            {
                "Launches work", "Grades can be sent back", "Names and e-mail addresses arrive", "Sections arrive", "Signing in works inside the LMS's page", "Lectern's keys can be read",
                "The LMS's keys can be read", "Lectern sees who is in a course", "Lectern reaches the gradebook",
            },
            checks.Where(check => check.Value.Classes.Contains("good")).Select(check => check.Key).ToHashSet());
        Assert.Contains("no column of Lectern's yet", checks["Lectern reaches the gradebook"].Text, StringComparison.Ordinal);
        Assert.Equal("?limit=1", app.Platform.ColumnsAsked);
    }

    [Theory]
    [InlineData("moodle", "“Use this service for grade sync and column management”", "A Moodle administrator")]
    [InlineData("canvas", "Can create and view assignment data in the gradebook associated with the tool", "A Canvas administrator")]
    [InlineData("BlackboardLearn", "“Allow grade service access” to “Yes”", "A Blackboard administrator")]
    [InlineData("desire2learn", "Switch on the Assignment and Grade service", "An administrator of the LMS")]
    public async Task What_is_missing_is_named_as_that_LMS_names_it(string family, string words, string who)
    {
        await using var app = await LecternApp.StartAsync();
        await LaunchAsync(app, app.Teacher() with { Change = claims => claims[Names.ToolPlatform] = new JsonObject { ["guid"] = "1", ["product_family_code"] = family } });
        using var browser = await Operator.SignInAsync(app);

        var grades = (await ChecksAsync(app, browser))["Grades can't be sent back"];

        Assert.Contains("bad", grades.Classes);
        Assert.Contains(words, grades.Text, StringComparison.Ordinal);
        Assert.Contains(who, grades.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moodle", "“IMS LTI Assignment and Grade Services” to “Use this service for grade sync and column management”", "“Use this service to retrieve members' information as per privacy settings”")]
    [InlineData("canvas", "Can create and view assignment data in the gradebook associated with the tool", "Can retrieve user data associated with the context the tool is installed in")]
    [InlineData("BlackboardLearn", "“Allow grade service access” to “Yes”", "“Allow membership service access” to “Yes”")]
    public async Task A_service_that_refuses_although_it_was_offered_is_told_with_the_LMS_s_answer_and_its_switch(string family, string grades, string members)
    {
        await using var app = await LecternApp.StartAsync();
        var visit = app.Teacher();
        app.Platform.Columns = () => Results.Text("insufficient_scope of the key", statusCode: 403);
        app.Platform.MemberLists[visit.Course!] = _ => Results.Text("no members for you", statusCode: 403);
        await LaunchAsync(app, visit with
        {
            Change = claims =>
            {
                Offer(claims, app.Platform, visit.Course!);
                claims[Names.ToolPlatform] = new JsonObject { ["guid"] = "1", ["product_family_code"] = family };
            },
        });
        using var browser = await Operator.SignInAsync(app);

        var checks = await CheckNowAsync(app, browser);

        var (gradebook, list) = (checks["Lectern doesn't get into the gradebook"], checks["Lectern can't see who is in a course"]);
        Assert.All([gradebook, list], check => Assert.Contains("bad", check.Classes));
        Assert.All((string[])["HTTP 403", "insufficient_scope of the key", grades], text => Assert.Contains(text, gradebook.Text, StringComparison.Ordinal));
        Assert.All((string[])["HTTP 403", "no members for you", members], text => Assert.Contains(text, list.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_course_that_is_gone_and_an_LMS_that_is_busy_are_nothing_to_switch(int status)
    {
        await using var app = await LecternApp.StartAsync();
        var visit = app.Teacher();
        app.Platform.Columns = () => Results.StatusCode(status);
        await LaunchAsync(app, visit with { Change = claims => Offer(claims, app.Platform, visit.Course!) });
        using var browser = await Operator.SignInAsync(app);

        var gradebook = (await CheckNowAsync(app, browser))["Lectern doesn't get into the gradebook"];

        Assert.Contains("warn", gradebook.Classes);
        Assert.DoesNotContain("Who can", gradebook.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_Lectern_made_is_told()
    {
        await using var app = await LecternApp.StartAsync();
        var visit = app.Teacher();
        app.Platform.Columns = () => Results.Text("""[{"id":"https://lms.example.edu/items/1","label":"Views","scoreMaximum":10}]""", "application/vnd.ims.lis.v2.lineitemcontainer+json");
        await LaunchAsync(app, visit with { Change = claims => Offer(claims, app.Platform, visit.Course!) });
        using var browser = await Operator.SignInAsync(app);

        var checks = await CheckNowAsync(app, browser);

        Assert.Contains("has a column of Lectern's", checks["Lectern reaches the gradebook"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_LMS_that_is_out_of_reach_fails_with_the_reason_and_the_setting()
    {
        await using var app = await LecternApp.StartAsync();
        await using var rows = app.Rows();
        await rows.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.JwksUri, "https://127.0.0.1:9/jwks").SetProperty(r => r.TokenEndpoint, "https://127.0.0.1:9/token"), Stop);
        using var browser = await Operator.SignInAsync(app);

        var checks = await CheckNowAsync(app, browser);

        Assert.Contains("LECTERN_AllowedInsecureHosts", checks["The LMS's keys can't be read"].Text, StringComparison.Ordinal);
        Assert.Contains("LTI-060", checks["The LMS gives Lectern no token for its services"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_that_are_apart_are_told_before_launches_fail()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = await Operator.SignInAsync(app);
        app.Platform.Clock = new FakeTimeProvider(app.Time.GetUtcNow().AddSeconds(61));

        var checks = await CheckNowAsync(app, browser);

        Assert.Contains("time synchronisation", checks["The clocks are too far apart"].Text, StringComparison.Ordinal);
    }

    private static void Offer(JsonObject claims, TestPlatform platform, string course)
    {
        claims[Names.NamesRoleService] = new JsonObject { ["context_memberships_url"] = $"{platform.Issuer}/members/{course}", ["service_versions"] = new JsonArray("2.0") };
        claims[Names.GradesEndpoint] = new JsonObject { ["scope"] = new JsonArray(Scopes.LineItem, Scopes.Score, Scopes.ResultReadOnly), ["lineitems"] = $"{platform.Issuer}/lineitems" };
    }

    private static async Task LaunchAsync(LecternApp app, Visit visit)
    {
        using var person = app.NewBrowser();
        var arrival = await person.ArriveAsync(visit);
        await Eventually.FindAsync(async () =>
        {
            await using var rows = app.Rows();
            return await rows.LaunchLog.FirstOrDefaultAsync(r => r.LaunchId == arrival.Launch, Stop);
        });
    }

    private static async Task<Dictionary<string, Check>> CheckNowAsync(LecternApp app, Browser browser)
    {
        var page = $"/admin/platforms/{app.Platform.PlatformId}";
        using var response = await Form.SendAsync(browser, page, $"{page}?handler=Check");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await ChecksAsync(app, browser);
    }

    private static async Task<Dictionary<string, Check>> ChecksAsync(LecternApp app, Browser browser)
    {
        using var response = await browser.GetAsync($"/admin/platforms/{app.Platform.PlatformId}");
        var page = await Html.ReadAsync(response);
        return page.QuerySelectorAll("section[aria-labelledby=self-test] .check").ToDictionary(check => check.QuerySelector("strong")!.TextContent.Trim(), check => new Check(check.ClassName ?? "", check.TextContent));
    }

    private static IEnumerable<string> Unknown(Dictionary<string, Check> checks) => checks.Where(check => check.Value.Text.Contains("Not yet known", StringComparison.Ordinal)).Select(check => check.Key);

    private sealed record Check(string Classes, string Text);
}
