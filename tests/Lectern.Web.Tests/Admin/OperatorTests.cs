using System.Net;
using Lectern.Core.Copies;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Admin;

public sealed class OperatorTests(Apps apps) : IClassFixture<Apps>
{
    private const string Cookie = "__Host-lectern-operator";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    [Shows("ADM-001")]
    public async Task A_link_signs_in_once_and_only_by_the_button(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var code = await app.Get<IssueAdminLink>().RunAsync(Stop);

        for (var i = 0; i < 2; i++)
        {
            using var preview = await browser.GetAsync($"/admin/sign-in?code={code}");
            Assert.DoesNotContain(Cookie, browser.Cookies.Keys);
        }

        using var signedIn = await Operator.SignInAsync(browser, code);
        using var again = await Operator.SignInAsync(app.NewBrowser(), code);

        Assert.Equal((HttpStatusCode.Redirect, "/admin"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ADM-001", again);
        using var page = await browser.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [DatabaseData]
    [Shows("ADM-001")]
    public async Task A_link_lives_for_ten_minutes(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (early, late) = (await app.Get<IssueAdminLink>().RunAsync(Stop), await app.Get<IssueAdminLink>().RunAsync(Stop));

        app.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        using var inTime = await Operator.SignInAsync(browser, early);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await Operator.SignInAsync(app.NewBrowser(), late);

        Assert.Equal(HttpStatusCode.Redirect, inTime.StatusCode);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ADM-001", tooLate);
    }

    [Fact]
    public async Task The_operators_cookies_are_first_party_and_out_of_reach()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var code = await app.Get<IssueAdminLink>().RunAsync(Stop);

        using var form = await browser.GetAsync($"/admin/sign-in?code={code}");
        using var signedIn = await Operator.SignInAsync(browser, code);

        SetCookie[] cookies = [.. SetCookie.AllOf(form), .. SetCookie.AllOf(signedIn)];
        Assert.Equal([Cookie, "__Host-lectern-form"], cookies.Select(cookie => cookie.Name).Distinct().OrderDescending());
        Assert.All(cookies, cookie =>
        {
            Assert.Equal(("strict", "/"), (cookie.Attributes["samesite"], cookie.Path));
            Assert.Superset(new HashSet<string> { "secure", "httponly" }, cookie.Attributes.Keys.ToHashSet());
            Assert.DoesNotContain("domain", cookie.Attributes.Keys);
            Assert.DoesNotContain("partitioned", cookie.Attributes.Keys);
        });
    }

    [Fact]
    public async Task The_operators_pages_are_framed_by_nobody()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = await Operator.SignInAsync(app);

        foreach (var path in (string[])["/admin", "/admin/sign-in", $"/admin/platforms/{app.Platform.PlatformId}"])
        {
            using var page = await browser.GetAsync(path);
            Assert.Equal("'none'", Policy.Of(page)["frame-ancestors"]);
        }
    }

    [Theory]
    [InlineData("?handler=Invite")]
    [InlineData("/platforms/{0}?handler=AddOrigin")]
    [InlineData("?handler=SignOut")]
    public async Task A_form_without_its_antiforgery_token_does_nothing(string form)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = await Operator.SignInAsync(app);
        await using var rows = app.Rows();
        var before = await rows.Audit.CountAsync(Stop);

        using var response = await browser.PostFormAsync($"/admin{form.Replace("{0}", app.Platform.PlatformId.ToString(), StringComparison.Ordinal)}", ("name", "Forged"), ("origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(before, await rows.Audit.CountAsync(Stop));
        Assert.Contains(Cookie, browser.Cookies.Keys);
    }

    [Theory]
    [DatabaseData]
    public async Task Every_act_is_audited(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var deployment = new Deployment { RegistrationId = app.Platform.RegistrationId, DeploymentId = Visit.Unique("waiting"), Status = DeploymentStatus.Pending, FirstSeenAt = Some.Instant };
        await app.Database.AddAsync([deployment], Stop);
        using var browser = await Operator.SignInAsync(app);
        var since = app.Time.GetUtcNow();
        app.Time.Advance(TimeSpan.FromSeconds(1));

        using var invited = await ActAsync(browser, "Invite", ("name", "New LMS"));
        using var refused = await ActOnPlatformAsync(app, browser, $"Refuse&deployment={deployment.Id}");
        using var approved = await ActOnPlatformAsync(app, browser, $"Approve&deployment={deployment.Id}");
        using var added = await ActOnPlatformAsync(app, browser, "AddOrigin", ("origin", "https://pages.example/some/page"));
        await using var rows = app.Rows();
        var origin = await rows.FrameOrigins.SingleAsync(o => o.Origin == "https://pages.example" && o.PlatformId == app.Platform.PlatformId, Stop);
        using var removed = await ActOnPlatformAsync(app, browser, $"RemoveOrigin&origin={origin.Id}");
        using var wrong = await ActOnPlatformAsync(app, browser, "AddOrigin", ("origin", "*; script-src *"));
        using var ruled = await ActOnPlatformAsync(app, browser, "Copies", ("policy", "OwnCopy"));
        using var unruled = await ActOnPlatformAsync(app, browser, "Copies", ("policy", "Everything"));

        Assert.Matches($"{app.Url}/lti/register\\?code=[\\w-]{{43}}", await invited.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        var acts = await rows.Audit.Where(a => a.At > since && a.Actor == "operator").OrderBy(a => a.Id).Select(a => new { a.Act, a.Detail }).ToListAsync(Stop);
        Assert.Equal(
            [("platform.invite", "New LMS"), ("deployment.refuse", deployment.DeploymentId), ("deployment.approve", deployment.DeploymentId), ("frame-origin.add", "https://pages.example"), ("frame-origin.remove", "https://pages.example"), ("copy.rule", "OwnCopy")],
            acts.Select(act => (act.Act, act.Detail)));
        var platforms = rows.Platforms.Where(p => p.Id == app.Platform.PlatformId);
        Assert.Equal(CopyPolicy.OwnCopy, await platforms.Select(p => p.CopyPolicy).SingleAsync(Stop));
        await platforms.ExecuteUpdateAsync(set => set.SetProperty(p => p.CopyPolicy, CopyPolicy.Reference), Stop);
        Assert.Equal(DeploymentStatus.Known, await rows.Deployments.Where(d => d.Id == deployment.Id).Select(d => d.Status).SingleAsync(Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-047")]
    public async Task A_deployment_that_was_refused_says_so_until_it_is_approved_after_all(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = await Operator.SignInAsync(app);
        using var person = app.NewBrowser();
        var name = Visit.Unique("new-deployment");
        var visit = app.Teacher() with { Change = claims => claims[Claims.DeploymentId] = name };
        using var first = await person.PostLaunchAsync(await person.LoginAsync(visit));
        await using var rows = app.Rows();
        var deployment = await rows.Deployments.Where(d => d.DeploymentId == name).Select(d => d.Id).SingleAsync(Stop);
        using var list = await browser.GetAsync("/admin");

        using var no = await ActOnPlatformAsync(app, browser, $"Refuse&deployment={deployment}");
        using var refused = await person.PostLaunchAsync(await person.LoginAsync(visit));
        using var yes = await ActOnPlatformAsync(app, browser, $"Approve&deployment={deployment}");

        Assert.Contains(name, await list.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-047", refused);
        await person.ArriveAsync(visit);
    }

    [Fact]
    public async Task A_platforms_page_changes_nothing_of_another_platform()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var foreign = new Deployment { RegistrationId = app.OtherPlatform.RegistrationId, DeploymentId = Visit.Unique("waiting"), Status = DeploymentStatus.Pending, FirstSeenAt = Some.Instant };
        await app.Database.AddAsync([foreign], Stop);
        using var browser = await Operator.SignInAsync(app);

        using var approved = await ActOnPlatformAsync(app, browser, $"Approve&deployment={foreign.Id}");
        using var unknown = await browser.GetAsync($"/admin/platforms/{Guid.CreateVersion7()}");

        await using var rows = app.Rows();
        Assert.Equal(DeploymentStatus.Pending, await rows.Deployments.Where(d => d.Id == foreign.Id).Select(d => d.Status).SingleAsync(Stop));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Signing_in_and_making_links_are_audited_and_leave_no_code_behind()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        await using var rows = app.Rows();
        var before = await rows.Audit.CountAsync(Stop);
        var code = await app.Get<IssueAdminLink>().RunAsync(Stop);
        using var browser = app.NewBrowser();

        using var signedIn = await Operator.SignInAsync(browser, code);

        var acts = await rows.Audit.OrderByDescending(a => a.Id).Take(2).Select(a => a.Act).ToListAsync(Stop);
        Assert.Equal((before + 2, "admin.signin", "admin.link"), (await rows.Audit.CountAsync(Stop), acts[0], acts[1]));
        Assert.False(await rows.AdminLinks.AnyAsync(l => l.CodeHash == code, Stop));
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = await Operator.SignInAsync(app);

        using var signedOut = await ActAsync(browser, "SignOut");
        using var after = await browser.GetAsync("/admin");
        await using var rows = app.Rows();
        var last = await rows.Audit.OrderByDescending(a => a.Id).FirstAsync(Stop);

        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, "/admin/sign-in"), (after.StatusCode, after.Headers.Location!.AbsolutePath));
        Assert.Equal(("operator", "admin.signout"), (last.Actor, last.Act));
    }

    [Fact]
    public async Task Turning_keys_over_is_audited()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var since = app.Time.GetUtcNow();
        app.Time.Advance(TimeSpan.FromSeconds(1));

        await app.Get<KeyRing>().RotateAsync(KeyPurpose.Media, Actors.Console, Stop);

        await using var rows = app.Rows();
        var entry = await rows.Audit.SingleAsync(a => a.At > since, Stop);
        var newest = (await app.Get<KeyRing>().GetAsync(KeyPurpose.Media, Stop))[0];
        Assert.Equal(("console", "key.rotate", newest.Kid, "Media"), (entry.Actor, entry.Act, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task An_administrators_launch_does_not_reach_the_operators_page()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher() with { Roles = [Role.Administrator] });
        var request = new HttpRequestMessage(HttpMethod.Get, "/admin");
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", session.Token);

        using var response = await browser.SendAsync(request);

        Assert.Equal((HttpStatusCode.Redirect, "/admin/sign-in"), (response.StatusCode, response.Headers.Location!.AbsolutePath));
    }

    private static Task<HttpResponseMessage> ActAsync(Browser browser, string handler, params (string Name, string? Value)[] fields) =>
        Form.SendAsync(browser, "/admin", $"/admin?handler={handler}", fields);

    private static Task<HttpResponseMessage> ActOnPlatformAsync(LecternApp app, Browser browser, string handler, params (string Name, string? Value)[] fields)
    {
        var page = $"/admin/platforms/{app.Platform.PlatformId}";
        return Form.SendAsync(browser, page, $"{page}?handler={handler}", fields);
    }
}
