using System.Net;
using Lectern.Core.Contexts;
using Lectern.Core.LaunchLog;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Admin;

public sealed class LaunchLogTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task A_launch_leaves_a_row_that_says_what_it_gave_and_not_who_it_was(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();

        var arrival = await browser.ArriveAsync(app.Teacher());

        var row = await RowAsync(app, r => r.LaunchId == arrival.Launch);
        Assert.Equal((app.Platform.PlatformId, CourseRole.Instructor, "LtiResourceLinkRequest", SignInWay.Cookie), (row.PlatformId!.Value, row.Role!.Value, row.MessageType, row.Way!.Value));
        Assert.StartsWith("Biology of", row.Course, StringComparison.Ordinal);
        Assert.True(row.IsVerified);
        Assert.All(["Jane", "Doe", "jane@example.edu", "person-"], personal => Assert.DoesNotContain(personal, row.Claims!, StringComparison.Ordinal));
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-041")]
    public async Task A_refused_launch_is_found_by_the_reference_on_its_page(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var person = app.NewBrowser();
        using var response = await person.PostLaunchAsync(await person.LoginAsync(app.Teacher() with { Change = claims => claims.Remove(Names.Roles) }));
        var page = await Html.ReadAsync(response);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-041", response);
        var reference = page.QuerySelectorAll(".code")[1].TextContent.Trim()["Reference ".Length..];
        var stored = LaunchReference.Read(reference);
        var row = await RowAsync(app, r => r.Reference == stored);
        using var browser = await Operator.SignInAsync(app);

        using var found = await browser.GetAsync($"/admin/launches?search={reference.ToLowerInvariant()}");
        using var details = await browser.GetAsync($"/admin/launches/{row.Id}");

        Assert.Equal(("LTI-041", "Roles", true), (row.Code, row.FailedCheck, row.IsVerified));
        var list = (await Html.ReadAsync(found)).QuerySelectorAll(".log details");
        Assert.Contains("The roles claim is missing.", Assert.Single(list).TextContent, StringComparison.Ordinal);
        var claims = (await Html.ReadAsync(details)).GetElementById("claims-text")!.TextContent;
        Assert.Contains(app.Platform.ClientId, claims, StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", await details.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [DatabaseData]
    public async Task Of_a_token_that_nobody_signed_nothing_is_kept(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var started = await browser.LoginAsync(app.Teacher());
        var token = TestPlatform.Sign(browser.ClaimsOf(started));

        using var response = await browser.PostLaunchAsync(started, token[..token.LastIndexOf('.')] + ".AAAA");

        var row = await RowAsync(app, r => r.Code == "LTI-023" && r.PlatformId == app.Platform.PlatformId);
        Assert.Equal((false, null, null), (row.IsVerified, row.Claims, row.Course));
    }

    [Fact]
    public async Task A_flood_of_nonsense_is_counted_on_one_row()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();

        for (var i = 0; i < 205; i++)
        {
            using var response = await browser.PostFormAsync("/lti/launch", ("state", "nonsense"), ("id_token", "a.b.c"));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        // The next launch that passes takes the count along.
        await using var rows = app.Rows();
        await Eventually.FindAsync(async () => await rows.LaunchLog.CountAsync(Stop) == 200 ? rows : null);
        await browser.ArriveAsync(app.Teacher());
        await RowAsync(app, r => r.Times == 6);
        Assert.Equal(200, await rows.LaunchLog.CountAsync(r => r.PlatformId == null, Stop));
    }

    [Fact]
    public async Task A_log_that_can_t_be_written_keeps_nobody_out()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();
        await using (var rows = app.Rows())
        {
            await rows.Database.ExecuteSqlRawAsync("DROP TABLE \"LaunchLog\"", Stop);
        }

        await browser.ArriveAsync(app.Teacher());
        await browser.ArriveAsync(app.Teacher());

        await Eventually.FindAsync(() => Task.FromResult(app.Logs.Lines.FirstOrDefault(line => line.Contains("launch log could not be written", StringComparison.Ordinal))));
    }

    [Theory]
    [DatabaseData]
    public async Task The_list_is_chosen_by_platform_and_outcome(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var person = app.NewBrowser();
        var arrival = await person.ArriveAsync(app.Teacher() with { Platform = app.OtherPlatform });
        using var refused = await person.PostLaunchAsync(await person.LoginAsync(app.Teacher() with { Platform = app.OtherPlatform, Change = claims => claims.Remove(Names.Version) }));
        await RowAsync(app, r => r.LaunchId == arrival.Launch);
        await RowAsync(app, r => r.Code == "LTI-031");
        using var browser = await Operator.SignInAsync(app);

        using var all = await browser.GetAsync($"/admin/launches?platform={app.OtherPlatform.PlatformId}");
        using var some = await browser.GetAsync($"/admin/launches?platform={app.OtherPlatform.PlatformId}&show=refused");
        using var none = await browser.GetAsync($"/admin/launches?platform={Guid.CreateVersion7()}");
        using var own = await browser.GetAsync($"/admin/platforms/{app.OtherPlatform.PlatformId}");

        Assert.Equal(2, (await Html.ReadAsync(all)).QuerySelectorAll(".log details").Length);
        Assert.Equal("LTI-031", Assert.Single((await Html.ReadAsync(some)).QuerySelectorAll(".log .badge")).TextContent);
        Assert.NotNull((await Html.ReadAsync(none)).QuerySelector(".empty"));
        Assert.Equal("LTI-031", Assert.Single((await Html.ReadAsync(own)).QuerySelectorAll(".log .badge")).TextContent);
    }

    [Theory]
    [InlineData("/admin/launches")]
    [InlineData("/admin/launches/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("/admin/platforms/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("/admin/platforms/add?lms=moodle")]
    public async Task Only_the_operator_reads_it(string path)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        using var response = await browser.GetAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, "/admin/sign-in"), (response.StatusCode, response.Headers.Location!.AbsolutePath));
    }

    private static Task<LaunchRecord> RowAsync(LecternApp app, System.Linq.Expressions.Expression<Func<LaunchRecord, bool>> which) => Eventually.FindAsync(async () =>
    {
        await using var rows = app.Rows();
        return await rows.LaunchLog.AsNoTracking().Where(which).OrderByDescending(r => r.At).FirstOrDefaultAsync(Stop);
    });
}
