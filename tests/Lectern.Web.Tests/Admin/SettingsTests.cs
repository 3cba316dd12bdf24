using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Admin;

/// <summary>What an LMS's administrator may change by a launch: their own LMS's settings.</summary>
public sealed class SettingsTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task An_administrator_without_a_role_in_the_course_lands_on_the_settings(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(Administrator(app));

        using var first = await session.GetAsync();
        using var page = await session.GetAsync("/settings");

        Assert.Equal($"{session.Root}/settings", first.Headers.Location!.OriginalString);
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.Contains(app.Platform.Issuer, html, StringComparison.Ordinal);
        Assert.DoesNotContain(app.OtherPlatform.Issuer, html, StringComparison.Ordinal);
    }

    [Theory]
    [DatabaseData]
    public async Task Origins_and_deployments_of_the_own_LMS_change_and_each_change_is_audited(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(Administrator(app));
        var deployment = await WaitingAsync(app, app.Platform);

        using var added = await PostAsync(session, "AddOrigin", ("origin", "https://portal.example/x"));
        using var approved = await PostAsync(session, $"Approve&deployment={deployment.Id}");
        await using var rows = app.Rows();
        var origin = await rows.FrameOrigins.SingleAsync(o => o.PlatformId == app.Platform.PlatformId && o.Origin == "https://portal.example", Stop);
        using var removed = await PostAsync(session, $"RemoveOrigin&origin={origin.Id}");
        using var left = await session.PostAsync("/api/session/end");

        Assert.All([added, approved, removed], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Empty(SetCookie.AllOf(added));
        var person = (await rows.Launches.SingleAsync(l => l.Id == session.Launch, Stop)).PersonId;
        var acts = await rows.Audit.Where(a => a.Actor == person.ToString("n")).OrderBy(a => a.Id).Select(a => a.Act).ToListAsync(Stop);
        Assert.Equal(["lms-admin.signin", "frame-origin.add", "deployment.approve", "frame-origin.remove", "lms-admin.signout"], acts);
        Assert.Equal(DeploymentStatus.Known, (await rows.Deployments.SingleAsync(d => d.Id == deployment.Id, Stop)).Status);
    }

    [Fact]
    public async Task Launches_of_those_who_change_no_settings_are_nothing_for_the_audit_list()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        await using var rows = app.Rows();
        var before = await rows.Audit.CountAsync(Stop);

        var session = await browser.LaunchAsync(app.Teacher());
        using var left = await session.PostAsync("/api/session/end");

        Assert.Equal(before, await rows.Audit.CountAsync(Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task An_origin_that_was_removed_does_not_come_back_by_the_next_launch(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var origin = $"https://{Visit.Unique("portal")}.example";
        var visit = Administrator(app) with { Change = claims => claims[Names.LaunchPresentation] = new JsonObject { ["return_url"] = $"{origin}/back" } };
        var session = await browser.LaunchAsync(visit);
        await using var rows = app.Rows();
        var learned = await rows.FrameOrigins.SingleAsync(o => o.Origin == origin, Stop);
        var before = await AncestorsAsync(browser, session);

        using var removed = await PostAsync(session, $"RemoveOrigin&origin={learned.Id}");
        var next = await browser.LaunchAsync(visit);

        Assert.Contains(origin, before, StringComparison.Ordinal);
        Assert.DoesNotContain(origin, await AncestorsAsync(browser, next), StringComparison.Ordinal);
        using var page = await next.GetAsync("/settings");
        Assert.DoesNotContain(origin, await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        // An administrator may change their mind.
        using var added = await PostAsync(next, "AddOrigin", ("origin", origin));
        Assert.Contains(origin, await AncestorsAsync(browser, next), StringComparison.Ordinal);
    }

    [Theory]
    [DatabaseData]
    public async Task An_origin_that_the_registration_itself_names_comes_back_by_the_next_launch(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(Administrator(app));
        await using var rows = app.Rows();
        var named = await rows.FrameOrigins.AsNoTracking().SingleAsync(o => o.PlatformId == app.Platform.PlatformId && o.Origin == app.Platform.Issuer, Stop);

        using var removed = await PostAsync(session, $"RemoveOrigin&origin={named.Id}");
        var without = await AncestorsAsync(browser, session);
        var next = await browser.LaunchAsync(app.Teacher());

        Assert.DoesNotContain(app.Platform.Issuer, without, StringComparison.Ordinal);
        Assert.Contains(app.Platform.Issuer, await AncestorsAsync(browser, next), StringComparison.Ordinal);
        Assert.True(await rows.Audit.AnyAsync(a => a.Act == "frame-origin.return" && a.Detail == app.Platform.Issuer, Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task Another_LMSs_settings_stay_as_they_are(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(Administrator(app));
        var deployment = await WaitingAsync(app, app.OtherPlatform);
        await using var rows = app.Rows();
        var origin = await rows.FrameOrigins.SingleAsync(o => o.PlatformId == app.OtherPlatform.PlatformId, Stop);

        using var approved = await PostAsync(session, $"Approve&deployment={deployment.Id}&platform={app.OtherPlatform.PlatformId}");
        using var removed = await PostAsync(session, $"RemoveOrigin&origin={origin.Id}&platform={app.OtherPlatform.PlatformId}");

        Assert.Equal(DeploymentStatus.Pending, await rows.Deployments.Where(d => d.Id == deployment.Id).Select(d => d.Status).SingleAsync(Stop));
        Assert.True(await rows.FrameOrigins.AnyAsync(o => o.Id == origin.Id, Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-036")]
    public async Task A_deployment_nobody_knew_waits_and_opens_once_it_is_approved(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var name = Visit.Unique("new-deployment");
        var visit = app.Teacher() with { Change = claims => claims[Names.DeploymentId] = name };
        var administrator = await browser.LaunchAsync(Administrator(app));

        using var waiting = await browser.PostLaunchAsync(await browser.LoginAsync(visit));
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-036", waiting);
        await using var rows = app.Rows();
        var deployment = await rows.Deployments.SingleAsync(d => d.DeploymentId == name, Stop);
        using var approved = await PostAsync(administrator, $"Approve&deployment={deployment.Id}");

        await browser.ArriveAsync(visit);
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-010")]
    public async Task Teachers_change_no_settings(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        using var response = await PostAsync(session, "AddOrigin", ("origin", "https://evil.example"));

        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-010", response);
        await using var rows = app.Rows();
        Assert.False(await rows.FrameOrigins.AnyAsync(o => o.Origin == "https://evil.example", Stop));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user@lms.example")]
    [InlineData("https://lms.example\r\nSet-Cookie: x=y")]
    [InlineData("*")]
    [InlineData("'none'")]
    [InlineData("")]
    public async Task What_is_no_address_is_not_added(string origin)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(Administrator(app));
        await using var rows = app.Rows();
        var before = await rows.FrameOrigins.CountAsync(Stop);

        using var response = await PostAsync(session, "AddOrigin", ("origin", origin));

        Assert.NotNull((await Html.ReadAsync(response)).QuerySelector("[role=alert]"));
        Assert.Equal(before, await rows.FrameOrigins.CountAsync(Stop));
    }

    private static async Task<string> AncestorsAsync(Browser browser, Session session)
    {
        using var shell = await browser.GetAsync(session.Root);
        return Policy.Of(shell)["frame-ancestors"];
    }

    private static Visit Administrator(LecternApp app) => app.Teacher() with { Roles = [Role.Administrator] };

    private static async Task<Deployment> WaitingAsync(LecternApp app, TestPlatform platform)
    {
        var deployment = new Deployment { RegistrationId = platform.RegistrationId, DeploymentId = Visit.Unique("waiting"), Status = DeploymentStatus.Pending, FirstSeenAt = Some.Instant };
        await app.Database.AddAsync([deployment], Stop);
        return deployment;
    }

    private static Task<HttpResponseMessage> PostAsync(Session session, string handler, params (string Name, string Value)[] fields) =>
        session.SendAsync(HttpMethod.Post, $"/settings?handler={handler}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
