using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Lti;

/// <summary>Each test has a host of its own, since a platform registers once.</summary>
public sealed class RegistrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    [Shows("REG-030")]
    public async Task An_invitation_connects_one_platform_whose_launches_then_open(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);

        using var ask = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
        using var done = await PostAsync(browser, code, app.Platform.ConfigurationAddress);
        using var again = await PostAsync(browser, code, app.OtherPlatform.ConfigurationAddress);

        Assert.Contains(app.Platform.Issuer, await ask.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.NotNull((await Html.ReadAsync(done)).GetElementById("registered"));
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", again);
        Assert.Empty(app.OtherPlatform.Registrations);
        using var page = await (await browser.LaunchAsync(app.Teacher())).GetAsync("/videos");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        await using var rows = app.Rows();
        Assert.Equal("Our LMS", (await rows.Platforms.SingleAsync(Stop)).Name);
        var deployment = await rows.Deployments.SingleAsync(Stop);
        Assert.Equal((app.Platform.DeploymentId, DeploymentStatus.Known), (deployment.DeploymentId, deployment.Status));
        Assert.Equal([app.Platform.Issuer], await rows.FrameOrigins.Select(o => o.Origin).Distinct().ToListAsync(Stop));
        Assert.Equal(["invitation.spend", "platform.invite", "platform.register"], await rows.Audit.OrderBy(a => a.Act).Select(a => a.Act).ToListAsync(Stop));
        Assert.Equal(app.Time.GetUtcNow(), (await rows.Invitations.SingleAsync(Stop)).SpentAt);
    }

    [Fact]
    public async Task Asking_spends_nothing()
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);

        for (var i = 0; i < 2; i++)
        {
            using var ask = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
            Assert.Equal(HttpStatusCode.OK, ask.StatusCode);
        }

        Assert.Empty(app.Platform.Registrations);
    }

    [Theory]
    [DatabaseData]
    [Shows("REG-021")]
    public async Task An_invitation_whose_registration_the_platform_refused_works_again(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);
        app.Platform.RefusesRegistrations = true;
        using var refused = await PostAsync(browser, code, app.Platform.ConfigurationAddress);

        app.Platform.RefusesRegistrations = false;
        using var done = await PostAsync(browser, code, app.Platform.ConfigurationAddress);

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "REG-021", refused);
        Assert.NotNull((await Html.ReadAsync(done)).GetElementById("registered"));
    }

    [Theory]
    [DatabaseData]
    public async Task Of_two_posts_at_once_one_registers(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StatusAsync(app, code), Stop)));

        Assert.Equal((1, 7), (statuses.Count(s => s == HttpStatusCode.OK), statuses.Count(s => s == HttpStatusCode.Forbidden)));
        Assert.Single(app.Platform.Registrations);
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.Registrations.CountAsync(Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("REG-030")]
    public async Task An_invitation_whose_process_died_while_it_registered_works_again_after_two_minutes_and_once(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);
        var invitation = (await app.Get<Invitations>().FindOpenAsync(code, Stop))!;
        await app.Get<Invitations>().TryClaimAsync(invitation.Id, Stop);

        app.Time.Advance(TimeSpan.FromSeconds(119));
        using var early = await PostAsync(browser, code, app.Platform.ConfigurationAddress);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        using var done = await PostAsync(browser, code, app.Platform.ConfigurationAddress);
        using var again = await PostAsync(browser, code, app.OtherPlatform.ConfigurationAddress);

        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", early);
        Assert.NotNull((await Html.ReadAsync(done)).GetElementById("registered"));
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", again);
    }

    [Theory]
    [DatabaseData]
    public async Task A_claim_that_lapsed_registers_only_while_nobody_else_has_claimed(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        var (invitations, register) = (app.Get<Invitations>(), app.Get<RegisterPlatform>());
        var invitation = (await invitations.FindOpenAsync(await InviteAsync(app), Stop))!;
        var slow = (await invitations.TryClaimAsync(invitation.Id, Stop))!;
        app.Time.Advance(TimeSpan.FromMinutes(2));
        var second = (await invitations.TryClaimAsync(invitation.Id, Stop))!;

        var late = await register.RunAsync(slow, "Late", Registration(app.Platform), null, [], Stop);
        await invitations.GiveBackAsync(slow, Stop);
        var third = await invitations.TryClaimAsync(invitation.Id, Stop);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        var kept = await register.RunAsync(second, "Kept", Registration(app.OtherPlatform), null, [], Stop);
        var spent = await register.RunAsync(second, "Twice", Registration(app.Platform), null, [], Stop);

        Assert.Equal((RegisterRefusal.Late, null, RegisterRefusal.None, RegisterRefusal.Late), (late.Refusal, third, kept.Refusal, spent.Refusal));
        await using var rows = app.Rows();
        Assert.Equal(["Kept"], await rows.Platforms.Select(p => p.Name).ToListAsync(Stop));
        Assert.Equal(["invitation.spend", "platform.invite", "platform.register"], await rows.Audit.OrderBy(a => a.Act).Select(a => a.Act).ToListAsync(Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task A_platform_that_registers_the_same_tool_again_keeps_its_row(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();

        using var response = await PostAsync(browser, await InviteAsync(app), app.Platform.ConfigurationAddress);

        Assert.NotNull((await Html.ReadAsync(response)).GetElementById("registered"));
        await using var rows = app.Rows();
        Assert.Equal((2, 2), (await rows.Platforms.CountAsync(Stop), await rows.Registrations.CountAsync(Stop)));
        Assert.Equal(app.Platform.PlatformId, (await rows.Invitations.SingleAsync(Stop)).PlatformId);
        Assert.True(await rows.Audit.AnyAsync(a => a.Act == "platform.renew", Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("REG-031")]
    public async Task A_known_tool_whose_addresses_moved_changes_nothing_and_spends_nothing(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        await using var rows = app.Rows();
        await rows.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.JwksUri, "https://elsewhere.example/jwks"), Stop);
        var code = await InviteAsync(app);

        using var response = await PostAsync(browser, code, app.Platform.ConfigurationAddress);

        await Refused.ByPageAsync(HttpStatusCode.Conflict, "REG-031", response);
        Assert.True(await rows.Registrations.AllAsync(r => r.JwksUri == "https://elsewhere.example/jwks", Stop));
        using var ask = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
        Assert.Equal(HttpStatusCode.OK, ask.StatusCode);
    }

    [Theory]
    [DatabaseData]
    [Shows("REG-030")]
    public async Task An_invitation_lives_for_two_days(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine, registered: false);
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);

        app.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        using var inTime = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        using var asked = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
        using var posted = await PostAsync(browser, code, app.Platform.ConfigurationAddress);

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", asked);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", posted);
    }

    [Fact]
    public async Task Nothing_is_asked_for_that_IT_took_away_and_nothing_that_the_LMS_does_not_have()
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        app.Platform.Announce = Announce;
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);

        using var ask = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
        using var done = await browser.PostFormAsync(
            "/lti/register", ("code", code), ("openid_configuration", app.Platform.ConfigurationAddress), ("name", "Our LMS"),
            ("Chosen", "true"), ("Placements", "course_navigation"), ("Placements", "editor_button"), ("Placements", "tool_configuration"), ("Scopes", Scopes.Score), ("Scopes", Scopes.NoticeHandlers), ("Names", "false"));

        var page = await Html.ReadAsync(ask);
        Assert.Equal(["course_navigation", "editor_button", "account_navigation"], page.QuerySelectorAll("[name=Placements]").Select(box => box.GetAttribute("value")));
        Assert.Equal(2, page.QuerySelectorAll("[name=Placements][checked]").Length);
        Assert.Contains("Hear of copied courses", page.QuerySelector(".form-hint")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await Html.ReadAsync(done)).QuerySelector("#registered .todo li"));
        var posted = app.Platform.Registrations.Single();
        Assert.Equal(Scopes.Score, posted["scope"]!.GetValue<string>());
        var tool = posted[Lectern.Lti.Launch.Claims.ToolConfiguration]!;
        Assert.Equal("anonymous", tool["https://canvas.instructure.com/lti/privacy_level"]!.GetValue<string>());
        Assert.Equal(["sub"], tool["claims"]!.AsArray().Select(claim => claim!.GetValue<string>()));
        Assert.Equal(
            ["https://canvas.instructure.com/lti/course_navigation", "https://canvas.instructure.com/lti/editor_button"],
            tool["messages"]!.AsArray().Select(message => message!["placements"]![0]!.GetValue<string>()));
        Assert.False(tool["messages"]![0]!["https://canvas.instructure.com/lti/course_navigation/default_enabled"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reviews_are_asked_for_where_the_LMS_announces_them_and_missed_by_nobody_where_its_answer_drops_them(bool canvas)
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        app.Platform.Announce = configuration =>
        {
            if (canvas)
            {
                Announce(configuration);
            }

            configuration[Lectern.Lti.Launch.Claims.PlatformConfiguration]!["messages_supported"]!.AsArray().Add(new JsonObject { ["type"] = MessageTypes.SubmissionReviewRequest });
        };
        app.Platform.Answer = answer => answer[Lectern.Lti.Launch.Claims.ToolConfiguration]!.AsObject().Remove("messages");
        using var browser = app.NewBrowser();

        using var done = await PostAsync(browser, await InviteAsync(app), app.Platform.ConfigurationAddress);

        var registered = (await Html.ReadAsync(done)).GetElementById("registered")!;
        Assert.Null(registered.QuerySelector(".notice.warn"));
        var review = Assert.Single(app.Platform.Posted.Single()[Lectern.Lti.Launch.Claims.ToolConfiguration]!["messages"]!.AsArray(), message => message!["type"]!.GetValue<string>() == MessageTypes.SubmissionReviewRequest)!;
        Assert.Equal(app.LaunchAddress, review["target_link_uri"]!.GetValue<string>());
        // It stands in the gradebook, and a placement that a platform doesn't know may cost the whole registration.
        Assert.False(review.AsObject().ContainsKey("placements"));
        using var page = await (await browser.LaunchAsync(app.Teacher())).GetAsync("/videos");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_LMS_that_announces_other_messages_and_no_reviews_is_not_asked_for_them()
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        using var browser = app.NewBrowser();

        using var done = await PostAsync(browser, await InviteAsync(app), app.Platform.ConfigurationAddress);

        Assert.Equal(
            [MessageTypes.ResourceLinkRequest, MessageTypes.DeepLinkingRequest],
            app.Platform.Registrations.Single()[Lectern.Lti.Launch.Claims.ToolConfiguration]!["messages"]!.AsArray().Select(message => message!["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Without_boxes_the_defaults_are_asked_for()
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        app.Platform.Announce = Announce;
        using var browser = app.NewBrowser();

        using var done = await PostAsync(browser, await InviteAsync(app), app.Platform.ConfigurationAddress);

        var posted = app.Platform.Registrations.Single();
        Assert.Equal($"{Scopes.LineItem} {Scopes.Score}", posted["scope"]!.GetValue<string>());
        var tool = posted[Lectern.Lti.Launch.Claims.ToolConfiguration]!;
        Assert.Equal(2, tool["messages"]!.AsArray().Count);
        Assert.Equal("public", tool["https://canvas.instructure.com/lti/privacy_level"]!.GetValue<string>());
    }

    [Fact]
    public async Task Addresses_on_another_host_than_the_issuers_are_pointed_out()
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        app.Platform.Announce = configuration => configuration["jwks_uri"] = "https://keys.elsewhere.example/jwks";
        using var browser = app.NewBrowser();

        using var ask = await browser.GetAsync(Address(await InviteAsync(app), app.Platform.ConfigurationAddress));

        Assert.Contains("https://keys.elsewhere.example/jwks", (await Html.ReadAsync(ask)).QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task Without_an_invitation_nobody_is_asked_anything(string? code)
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        using var browser = app.NewBrowser();

        using var asked = await browser.GetAsync(Address(code, app.Platform.ConfigurationAddress));
        using var posted = await PostAsync(browser, code, app.Platform.ConfigurationAddress);

        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", asked);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "REG-030", posted);
        Assert.Empty(app.Platform.Registrations);
    }

    [Fact]
    [Shows("REG-001")]
    [Shows("REG-002")]
    public async Task Private_addresses_are_asked_only_where_they_are_listed()
    {
        await using var app = await LecternApp.StartAsync(registered: false);
        await using var unlisted = await TestPlatform.StartAsync();
        using var browser = app.NewBrowser();
        var code = await InviteAsync(app);

        using var plain = await browser.GetAsync(Address(code, unlisted.ConfigurationAddress));
        using var encrypted = await browser.GetAsync(Address(code, unlisted.ConfigurationAddress.Replace("http:", "https:", StringComparison.Ordinal)));
        using var none = await browser.GetAsync(Address(code, null));

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "REG-001", plain);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "REG-002", encrypted);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "REG-001", none);
    }

    // As Canvas does it, of which the specification's names are other words for the same places.
    private static void Announce(JsonObject configuration)
    {
        const string Place = "https://canvas.instructure.com/lti/";
        configuration["scopes_supported"] = new JsonArray("openid", Scopes.Score, Scopes.LineItem);
        configuration[Lectern.Lti.Launch.Claims.PlatformConfiguration] = new JsonObject
        {
            ["product_family_code"] = "canvas",
            ["messages_supported"] = new JsonArray(
                new JsonObject { ["type"] = MessageTypes.ResourceLinkRequest, ["placements"] = new JsonArray(Place + "course_navigation", Place + "account_navigation", Place + "tool_configuration") },
                new JsonObject { ["type"] = MessageTypes.DeepLinkingRequest, ["placements"] = new JsonArray(Place + "editor_button", "RichTextEditor") }),
        };
    }

    private static LtiRegistration Registration(TestPlatform platform) =>
        new(Guid.CreateVersion7(), platform.Issuer, platform.ClientId, $"{platform.Issuer}/auth", $"{platform.Issuer}/token", $"{platform.Issuer}/jwks", null);

    private static async Task<string> InviteAsync(LecternApp app) => (await app.Get<IssueInvitation>().RunAsync("Our LMS", "test", Stop)).Code;

    private static string Address(string? code, string? configuration) =>
        QueryHelpers.AddQueryString("/lti/register", new Dictionary<string, string?> { ["code"] = code, ["openid_configuration"] = configuration });

    private static Task<HttpResponseMessage> PostAsync(Browser browser, string? code, string configuration) =>
        browser.PostFormAsync("/lti/register", ("code", code), ("openid_configuration", configuration), ("name", "Our LMS"));

    private static async Task<HttpStatusCode> StatusAsync(LecternApp app, string code)
    {
        using var browser = app.NewBrowser();
        using var response = await PostAsync(browser, code, app.Platform.ConfigurationAddress);
        return response.StatusCode;
    }
}
