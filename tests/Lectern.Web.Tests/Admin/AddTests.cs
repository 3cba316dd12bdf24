using System.Net;
using Lectern.Lti.Launch;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Admin;

/// <summary>An LMS without dynamic registration, whose values the operator types.</summary>
public sealed class AddTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task An_LMS_that_was_typed_in_launches(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = await Operator.SignInAsync(app);

        using var added = await AddAsync(
            browser, "other", ("Name", "Typed LMS"), ("Issuer", app.Platform.Issuer), ("ClientId", app.Platform.ClientId), ("Deployment", app.Platform.DeploymentId),
            ("Authorization", $"{app.Platform.Issuer}/auth"), ("Token", $"{app.Platform.Issuer}/token"), ("Keys", $"{app.Platform.Issuer}/jwks"));
        using var person = app.NewBrowser();
        await person.ArriveAsync(app.Teacher());

        await using var rows = app.Rows();
        var platform = await rows.Platforms.SingleAsync(Stop);
        Assert.Equal((HttpStatusCode.Redirect, $"/admin/platforms/{platform.Id}"), (added.StatusCode, added.Headers.Location!.OriginalString));
        Assert.Equal(("Typed LMS", 1), (platform.Name, await rows.Audit.CountAsync(a => a.Act == "platform.add" && a.Actor == "operator", Stop)));
        using var page = await browser.GetAsync(added.Headers.Location.OriginalString);
        Assert.Contains("The LMS's keys can be read", (await Html.ReadAsync(page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canvas", "youruni.instructure.com", "https://canvas.instructure.com", "https://sso.canvaslms.com/api/lti/authorize_redirect", "https://youruni.instructure.com/login/oauth2/token", "https://sso.canvaslms.com/api/lti/security/jwks")]
    [InlineData("canvas-beta", "https://youruni.beta.instructure.com/", "https://canvas.beta.instructure.com", "https://sso.beta.canvaslms.com/api/lti/authorize_redirect", "https://youruni.beta.instructure.com/login/oauth2/token", "https://sso.beta.canvaslms.com/api/lti/security/jwks")]
    [InlineData("canvas-test", "youruni.test.instructure.com", "https://canvas.test.instructure.com", "https://sso.test.canvaslms.com/api/lti/authorize_redirect", "https://youruni.test.instructure.com/login/oauth2/token", "https://sso.test.canvaslms.com/api/lti/security/jwks")]
    [InlineData("moodle", "https://moodle.youruni.edu/lms", "https://moodle.youruni.edu/lms", "https://moodle.youruni.edu/lms/mod/lti/auth.php", "https://moodle.youruni.edu/lms/mod/lti/token.php", "https://moodle.youruni.edu/lms/mod/lti/certs.php")]
    [InlineData("blackboard", "", "https://blackboard.com", "https://developer.blackboard.com/api/v1/gateway/oidcauth", "https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken", "https://developer.blackboard.com/api/v1/management/applications/app-7/jwks.json")]
    public void A_known_LMS_needs_its_host_and_client_id_alone(string lms, string host, string issuer, string authorization, string token, string keys)
    {
        var registration = Web.Lti.LmsPreset.Find(lms)!.Complete(new Web.Lti.TypedPlatform { Host = host, ClientId = " app-7 " });

        Assert.Equal((issuer, "app-7", authorization, token, keys), (registration.Issuer, registration.ClientId, registration.AuthorizationEndpoint, registration.TokenEndpoint, registration.JwksUri));
        Assert.Null(registration.TokenAudience);
    }

    [Theory]
    [DatabaseData]
    public async Task An_equal_issuer_is_a_platform_of_its_own_and_an_equal_client_id_is_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = await Operator.SignInAsync(app);
        await using var rows = app.Rows();
        var before = await rows.Platforms.CountAsync(Stop);

        using var other = await AddSameAsync(app, browser, Visit.Unique("another-client"));
        using var same = await AddSameAsync(app, browser, app.Platform.ClientId);

        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
        Assert.NotNull((await Html.ReadAsync(same)).QuerySelector("[role=alert]"));
        Assert.Equal(before + 1, await rows.Platforms.CountAsync(Stop));
        var newest = await rows.Registrations.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).FirstAsync(Stop);
        Assert.NotEqual(app.Platform.PlatformId, newest.PlatformId);
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-036")]
    public async Task A_deployment_that_was_not_typed_waits_for_approval(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = await Operator.SignInAsync(app);
        using var added = await AddSameAsync(app, browser, app.Platform.ClientId);
        using var person = app.NewBrowser();

        using var first = await person.PostLaunchAsync(await person.LoginAsync(app.Teacher()));
        await using var rows = app.Rows();
        var deployment = await rows.Deployments.SingleAsync(Stop);
        using var list = await browser.GetAsync("/admin");
        using var approved = await Form.SendAsync(browser, "/admin", $"{added.Headers.Location!.OriginalString}?handler=Approve&deployment={deployment.Id}");

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-036", first);
        Assert.Equal((app.Platform.DeploymentId, DeploymentStatus.Pending), (deployment.DeploymentId, deployment.Status));
        Assert.Contains(deployment.DeploymentId, await list.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await person.ArriveAsync(app.Teacher());
    }

    [Theory]
    [InlineData("ClientId", "")]
    [InlineData("ClientId", "with space")]
    [InlineData("Deployment", "é")]
    [InlineData("Token", "http://lms.example/token")]
    [InlineData("Keys", "nothing of the kind")]
    [InlineData("Issuer", "lms.example")]
    [InlineData("Authorization", "javascript:alert(1)")]
    public async Task What_can_not_be_right_is_said_and_kept_in_the_form(string field, string value)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = await Operator.SignInAsync(app);
        await using var rows = app.Rows();
        var before = await rows.Platforms.CountAsync(Stop);
        var fields = new Dictionary<string, string?>
        {
            ["Name"] = "Kept", ["Issuer"] = "https://lms.example", ["ClientId"] = "1", ["Authorization"] = "https://lms.example/auth", ["Token"] = "https://lms.example/token", ["Keys"] = "https://lms.example/jwks",
            [field] = value,
        };

        using var response = await AddAsync(browser, "other", [.. fields.Select(one => (one.Key, one.Value))]);

        var page = await Html.ReadAsync(response);
        Assert.NotNull(page.QuerySelector("[role=alert]"));
        Assert.Equal("Kept", page.GetElementById("name")!.GetAttribute("value"));
        Assert.Equal(before, await rows.Platforms.CountAsync(Stop));
    }

    [Theory]
    [InlineData("production", "Lectern")]
    [InlineData("beta", "Lectern (beta)")]
    [InlineData("self-hosted", "Lectern")]
    public async Task Canvas_reads_its_configuration_by_an_address(string environment, string title)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        using var response = await browser.GetAsync($"/lti/canvas/{environment}.json");
        using var unknown = await browser.GetAsync("/lti/canvas/other.json");

        var configuration = await Json.ReadAsync(response);
        Assert.Equal((title, $"{app.Url}/lti/login"), (configuration["title"]!.GetValue<string>(), configuration["oidc_initiation_url"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task The_page_gives_our_values_to_copy()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = await Operator.SignInAsync(app);

        using var response = await browser.GetAsync("/admin/platforms/add?lms=canvas-beta");

        var page = await Html.ReadAsync(response);
        Assert.Equal(
            [$"{app.Url}/lti/canvas/beta.json", $"{app.Url}/lti/login", $"{app.Url}/lti/launch", $"{app.Url}/lti/keys"],
            ((string[])["canvas-url", "login", "redirect", "keys"]).Select(id => page.GetElementById(id)!.GetAttribute("value")));
        Assert.Contains("\"lectern_environment\": \"beta\"", page.GetElementById("canvas-json")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AddSameAsync(LecternApp app, Browser browser, string client) => AddAsync(
        browser, "other", ("Issuer", app.Platform.Issuer), ("ClientId", client), ("Authorization", $"{app.Platform.Issuer}/auth"), ("Token", $"{app.Platform.Issuer}/token"), ("Keys", $"{app.Platform.Issuer}/jwks"));

    private static Task<HttpResponseMessage> AddAsync(Browser browser, string lms, params (string Name, string? Value)[] fields)
    {
        var page = $"/admin/platforms/add?lms={lms}";
        return Form.SendAsync(browser, page, page, fields);
    }
}
