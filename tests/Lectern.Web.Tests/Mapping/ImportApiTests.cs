using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Lectern.Core.Governance;
using Lectern.Core.Imports;
using Lectern.Core.Keys;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Mapping;

/// <summary>Imports by a program with a key of its own.</summary>
public sealed class ImportApiTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_program_sees_what_would_change_before_it_changes_it(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        var secret = await MakeAsync(app);
        await SendAsync(browser, app, secret, "kind=terms&dryRun=false", "key,name\na,Old\nb,Same\n");

        const string Csv = "key,name,first_day\na,New,\nb,Same,\nc,C,2026-13-01\nd,D,2026-10-01\n";
        using var asked = await SendAsync(browser, app, secret, "kind=Terms", Csv);
        await using var rows = app.Rows();
        var before = await rows.Terms.CountAsync(Stop);
        using var done = await SendAsync(browser, app, secret, "kind=Terms&dryRun=false", Csv);

        var (shown, report) = (await Json.ReadAsync(asked), await Json.ReadAsync(done));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 2, 3), (asked.StatusCode, done.StatusCode, before, await rows.Terms.CountAsync(Stop)));
        Assert.Equal(("terms", true, 1, 1, 1, 1), (shown["kind"]!.GetValue<string>(), shown["dryRun"]!.GetValue<bool>(), Count(shown, "added"), Count(shown, "changed"), Count(shown, "left"), Count(shown, "refused")));
        Assert.True(JsonNode.DeepEquals(shown["rows"], report["rows"]));
        Assert.False(report["dryRun"]!.GetValue<bool>());
        // Rows that stay as they are are not listed.
        Assert.Equal([2, 4, 5], report["rows"]!.AsArray().Select(row => row!["line"]!.GetValue<int>()));
        var (changed, refused) = (report["rows"]![0]!, report["rows"]![1]!);
        Assert.Equal(("changed", "name", "New"), (changed["outcome"]!.GetValue<string>(), Change(changed, "column"), Change(changed, "to")));
        // A key writes and does not read: it asks about anybody and learns nothing.
        Assert.DoesNotContain("Old", shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("refused", "noDay", "Days are written as 2026-10-01."), (refused["outcome"]!.GetValue<string>(), refused["refusal"]!.GetValue<string>(), refused["sentence"]!.GetValue<string>()));
    }

    [Fact]
    public async Task JSON_is_taken_as_well_and_a_section_that_somebody_left_has_no_line()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();
        var secret = await MakeAsync(app);
        await SendAsync(browser, app, secret, "kind=Courses&dryRun=false", "course,title\nc1,Enzymes\n");
        await SendAsync(browser, app, secret, "kind=Sections&dryRun=false", "course,key\nc1,s1\nc1,s2\n");
        await SendAsync(browser, app, secret, "kind=People&dryRun=false", "course,person,section\nc1,ada,s1\n");

        using var moved = await SendAsync(browser, app, secret, "kind=People&dryRun=false", """[{"course":"c1","person":"ada","section":"s2","role":"student"}]""", "application/json");

        var rows = (await Json.ReadAsync(moved))["rows"]!.AsArray();
        Assert.Equal((1, null), (rows[0]!["line"]!.GetValue<int>(), rows[1]!["line"]));
        Assert.Equal(["role", "section"], rows[0]!["changes"]!.AsArray().Select(change => change!["column"]!.GetValue<string>()).Order());
    }

    [Theory, DatabaseData]
    [Shows("IMP-008")]
    public async Task Only_a_key_of_that_very_platform_opens_its_import(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var session = await browser.LaunchAsync(app.Teacher());
        var keys = app.Get<ImportKeys>();
        var (own, other) = (await MakeAsync(app), (await keys.MakeAsync(app.OtherPlatform.PlatformId, null, "operator", Stop))!);
        var revoked = await MakeAsync(app, "to revoke");
        await keys.RevokeAsync(app.OtherPlatform.PlatformId, (await keys.ListAsync(app.Platform.PlatformId, Stop)).Single(k => k.Name == "to revoke").Id, "operator", Stop);
        using var still = await SendAsync(browser, app, revoked, "kind=Terms", "key\na\n");
        await keys.RevokeAsync(app.Platform.PlatformId, (await keys.ListAsync(app.Platform.PlatformId, Stop)).Single(k => k.Name == "to revoke").Id, "operator", Stop);

        foreach (var (who, secret) in (IEnumerable<(Browser, string?)>)[(browser, other), (browser, revoked), (browser, Secret.Create()), (browser, own + "x"), (browser, ""), (browser, null), (browser, session.Token), (it, null)])
        {
            using var refused = await SendAsync(who, app, secret, "kind=Terms&dryRun=false", "key\nstolen\n");
            await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "IMP-008", refused);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        }

        using var elsewhere = await SendAsync(browser, app, own, "kind=Terms&dryRun=false", "key\nstolen\n", platform: Guid.CreateVersion7());
        using var inAddress = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/api/platforms/{app.Platform.PlatformId}/import?kind=Terms&dryRun=false&key={own}&access_token={own}") { Content = new StringContent("key\nstolen\n") });
        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "IMP-008", elsewhere);
        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "IMP-008", inAddress);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        await using var rows = app.Rows();
        Assert.False(await rows.Terms.AnyAsync(t => t.Key == "stolen", Stop));
    }

    [Fact]
    public async Task A_key_opens_nothing_but_the_import()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var secret = await MakeAsync(app);

        foreach (var (method, address) in (IEnumerable<(HttpMethod, string)>)[(HttpMethod.Get, $"{session.Root}/videos"), (HttpMethod.Get, $"{session.Root}/api/uploads"), (HttpMethod.Get, "/admin"), (HttpMethod.Get, $"/admin/platforms/{app.Platform.PlatformId}/import"), (HttpMethod.Get, $"/api/platforms/{app.Platform.PlatformId}/import")])
        {
            using var response = await browser.SendAsync(With(new HttpRequestMessage(method, address), secret));
            Assert.False(response.IsSuccessStatusCode, $"{method} {address}: {response.StatusCode}");
        }
    }

    [Fact]
    [Shows("IMP-002")]
    [Shows("IMP-003")]
    [Shows("IMP-004")]
    [Shows("IMP-006")]
    [Shows("IMP-007")]
    public async Task What_cant_be_imported_as_a_whole_is_a_problem_with_its_code()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var secret = await MakeAsync(app);
        (string Query, byte[] Body, string Code)[] cells =
        [
            ("kind=Terms", "[{]"u8.ToArray(), "IMP-002"),
            ("kind=Terms", Encoding.Latin1.GetBytes("key,name\na,Gr\u00f6\u00dfe\n"), "IMP-002"),
            ("kind=Terms", "key,name\n"u8.ToArray(), "IMP-003"),
            ("kind=Terms", [], "IMP-003"),
            ("kind=Terms", "key,colour\na,b\n"u8.ToArray(), "IMP-004"),
            ("", "key\na\n"u8.ToArray(), "IMP-006"),
            ("kind=3", "key\na\n"u8.ToArray(), "IMP-006"),
            ("kind=Colours", "key\na\n"u8.ToArray(), "IMP-006"),
            ("kind=Terms&dryRun=no", "key\na\n"u8.ToArray(), "IMP-006"),
        ];

        foreach (var (query, body, code) in cells)
        {
            using var refused = await SendAsync(browser, app, secret, query, new ByteArrayContent(body));
            await Refused.ByProblemAsync(HttpStatusCode.BadRequest, code, refused);
        }

        // As curl does with large bodies: it asks before it sends.
        var tooLarge = With(new HttpRequestMessage(HttpMethod.Post, $"/api/platforms/{app.Platform.PlatformId}/import?kind=Terms") { Content = new ByteArrayContent(new byte[(8 * 1024 * 1024) + 1]) }, secret);
        tooLarge.Headers.ExpectContinue = true;
        using var large = await browser.SendAsync(tooLarge);
        Assert.Contains("8 MB", await Refused.ByProblemAsync(HttpStatusCode.RequestEntityTooLarge, "IMP-007", large), StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task The_operator_makes_a_key_that_is_shown_once_and_kept_as_a_hash_and_revokes_it(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var page = $"/admin/platforms/{app.Platform.PlatformId}/import";

        using var made = await Form.SendAsync(it, page, $"{page}?handler=MakeKey", ("name", "Campus <1>"));
        var secret = (await Html.ReadAsync(made)).GetElementById("import-key")!.GetAttribute("value")!;
        using var later = await it.GetAsync(page);
        var unused = await later.Content.ReadAsStringAsync(Stop);
        app.Time.Advance(TimeSpan.FromHours(1));
        using var used = await SendAsync(it, app, secret, "kind=Terms&dryRun=false", "key\na\n");
        await using var rows = app.Rows();
        var key = await rows.ImportKeys.AsNoTracking().SingleAsync(Stop);
        using var revoked = await Form.SendAsync(it, page, $"{page}?handler=RevokeKey&key={key.Id}");
        using var refused = await SendAsync(it, app, secret, "kind=Terms&dryRun=false", "key\nb\n");
        using var after = await it.GetAsync(page);

        Assert.DoesNotContain(secret, unused, StringComparison.Ordinal);
        Assert.Contains("Never", unused, StringComparison.Ordinal);
        Assert.Equal((Secret.Hash(secret), "Campus <1>", app.Time.GetUtcNow()), (key.SecretHash, key.Name, key.LastUsedAt));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), (used.StatusCode, revoked.StatusCode, refused.StatusCode));
        Assert.DoesNotContain("Campus", await after.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var acts = await rows.Audit.Where(a => a.Act == Acts.MakeImportKey || a.Act == Acts.Import || a.Act == Acts.RevokeImportKey).OrderBy(a => a.Id).ToListAsync(Stop);
        Assert.Equal(
            [("operator", "import-key.make", $"{key.Id:n} Campus <1>"), ($"import-key {key.Id:n}", "import.apply", "Terms: 1 added, 0 changed, 0 left, 0 refused"), ("operator", "import-key.revoke", $"{key.Id:n} Campus <1>")],
            acts.Select(act => (act.Actor, act.Act, act.Detail!)));
    }

    [Theory, DatabaseData]
    public async Task Imports_at_once_keep_each_row_once(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        var secret = await MakeAsync(app);
        const string Csv = "key,name\na,A\nb,B\nc,C\n";

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(browser, app, secret, "kind=Terms&dryRun=false", Csv)));

        Assert.All(all, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        await using var rows = app.Rows();
        Assert.Equal(3, await rows.Terms.CountAsync(Stop));
    }

    private static async Task<string> MakeAsync(LecternApp app, string? name = null) => (await app.Get<ImportKeys>().MakeAsync(app.Platform.PlatformId, name, "operator", Stop))!;

    private static Task<HttpResponseMessage> SendAsync(Browser browser, LecternApp app, string? secret, string query, string text, string type = "text/csv", Guid? platform = null) =>
        SendAsync(browser, app, secret, query, new StringContent(text, Encoding.UTF8, type), platform);

    private static Task<HttpResponseMessage> SendAsync(Browser browser, LecternApp app, string? secret, string query, HttpContent body, Guid? platform = null) =>
        browser.SendAsync(With(new HttpRequestMessage(HttpMethod.Post, $"/api/platforms/{platform ?? app.Platform.PlatformId}/import?{query}") { Content = body }, secret));

    private static HttpRequestMessage With(HttpRequestMessage request, string? secret)
    {
        request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        return request;
    }

    private static int Count(JsonNode report, string outcome) => report[outcome]!.GetValue<int>();

    private static string? Change(JsonNode row, string field) => row["changes"]![0]![field]?.GetValue<string>();
}
