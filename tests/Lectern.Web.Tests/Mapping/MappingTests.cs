using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Governance;
using Lectern.Core.Mapping;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Mapping;

/// <summary>Where sections, terms and departments are read from, as IT chooses it.</summary>
public sealed class MappingTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_launch_tells_sections_with_their_names_the_term_and_the_department(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (term, department) = (Visit.Unique("term"), Visit.Unique("account"));
        var visit = app.Teacher() with
        {
            Custom = new Dictionary<string, string>
            {
                ["lectern_section_ids"] = "11,12",
                ["lectern_section_names"] = """["Monday, early","Friday"]""",
                ["lectern_term_id"] = term,
                ["lectern_term_name"] = "Autumn 2026",
                ["lectern_department_id"] = department,
                ["lectern_department_name"] = "Biology",
            },
        };

        await browser.LaunchAsync(visit);

        await using var rows = app.Rows();
        var course = await rows.Courses.Include(c => c.Term).SingleAsync(c => c.ContextId == visit.Course, Stop);
        Assert.Equal([("11", "Monday, early"), ("12", "Friday")], (await rows.Sections.Where(s => s.CourseId == course.Id).OrderBy(s => s.Key).ToListAsync(Stop)).Select(s => (s.Key, s.Name)));
        Assert.Equal((term, "Autumn 2026"), (course.Term!.Key, course.Term.Name));
        var kept = await rows.Departments.SingleAsync(d => d.Id == course.DepartmentId, Stop);
        Assert.Equal((department, "Biology", app.Platform.PlatformId), (kept.Key, kept.Name, kept.PlatformId));
    }

    [Theory, DatabaseData]
    public async Task Names_that_can_belong_to_any_of_the_sections_are_given_to_none(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = "1,2,3", ["lectern_section_names"] = """["A","B"]""" } };

        await browser.LaunchAsync(visit);

        await using var rows = app.Rows();
        Assert.Equal([null, null, null], await rows.Sections.Where(s => rows.Courses.Any(c => c.Id == s.CourseId && c.ContextId == visit.Course)).Select(s => s.Name).ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task What_IT_chooses_is_read_from_the_next_launch_on_and_audited(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var visit = app.Teacher() with
        {
            Custom = new Dictionary<string, string> { ["lectern_section_ids"] = "own", ["campus_groups"] = "g1,g2" },
            Change = claims => claims[Names.Lis] = new JsonObject { ["course_offering_sourcedid"] = "2026A" },
        };
        await browser.LaunchAsync(visit);

        using var saved = await Form.SendAsync(
            it, Page(app), Page(app), ("source-SectionIds", "parameter"), ("parameter-SectionIds", "campus_groups"), ("source-TermName", "lis.course_offering_sourcedid"), ("source-TermBegin", "nothing"));
        await browser.LaunchAsync(visit);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        await using var rows = app.Rows();
        var course = await rows.Courses.Include(c => c.Term).SingleAsync(c => c.ContextId == visit.Course, Stop);
        var sections = await rows.SectionMembers.Join(rows.Sections, m => m.SectionId, s => s.Id, (_, s) => s).Where(s => s.CourseId == course.Id).Select(s => s.Key).Order().ToListAsync(Stop);
        Assert.Equal(["g1", "g2"], sections);
        Assert.Equal("2026A", course.Term!.Name);
        Assert.Equal(
            ["SectionIds: custom.campus_groups", "TermBegin: nothing", "TermName: lis.course_offering_sourcedid"],
            await rows.Audit.Where(a => a.Act == Acts.ChangeMapping && a.Actor == Actors.Operator).Select(a => a.Detail).Order().ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task The_page_shows_what_the_last_launch_told_and_nothing_of_the_person(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var visit = app.Teacher() with { Custom = new Dictionary<string, string> { ["lectern_term_name"] = "Winter term", ["username"] = "jane.doe" } };
        using var before = await it.GetAsync(Page(app));
        await browser.LaunchAsync(visit with { Custom = new Dictionary<string, string> { ["lectern_term_name"] = "Summer term" } });
        await browser.LaunchAsync(visit);

        using var page = await it.GetAsync(Page(app));

        Assert.Contains("Nobody has launched", await before.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.Contains("Winter term", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Summer term", html, StringComparison.Ordinal);
        // The name of a parameter may be chosen; its value may be anybody's.
        Assert.Contains("username", html, StringComparison.Ordinal);
        await using var rows = app.Rows();
        var kept = Assert.Single(await rows.LastLaunches.ToListAsync(Stop)).Told;
        Assert.All(["jane.doe", "Jane", visit.Subject, "jane@example.edu"], personal => Assert.DoesNotContain(personal, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_launch_is_written_behind_it()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();
        await browser.LaunchAsync(app.Teacher());

        await app.Get<LastLaunches>().FlushAsync(Stop);

        await using var rows = app.Rows();
        Assert.Equal(app.Platform.PlatformId, Assert.Single(await rows.LastLaunches.ToListAsync(Stop)).PlatformId);
    }

    [Theory]
    [InlineData("SectionIds", "parameter", "")]
    [InlineData("SectionIds", "parameter", "two words")]
    [InlineData("SectionIds", "context.title", "")]
    [InlineData("CourseHistory", "groups", "")]
    [InlineData("TermName", "groups", "")]
    [InlineData("TermName", "sub", "")]
    public async Task What_can_be_no_source_is_not_kept(string key, string source, string parameter)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);

        using var response = await Form.SendAsync(it, Page(app), Page(app), ($"source-{key}", source), ($"parameter-{key}", parameter));

        Assert.NotNull((await Html.ReadAsync(response)).QuerySelector("[role=alert]"));
        await using var rows = app.Rows();
        Assert.Empty(await rows.MappingChoices.ToListAsync(Stop));
    }

    [Theory]
    [InlineData("mapping")]
    [InlineData("terms")]
    [InlineData("courses")]
    [InlineData("import")]
    public async Task Pages_are_the_operators_alone_and_of_platforms_that_are_there(string page)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var stranger = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var address = $"/admin/platforms/{app.Platform.PlatformId}/{page}";

        using var strange = await stranger.GetAsync(address);
        using var own = await it.GetAsync(address);
        using var nowhere = await it.GetAsync($"/admin/platforms/{Guid.CreateVersion7()}/{page}");

        Assert.Equal("/admin/sign-in", strange.Headers.Location!.AbsolutePath);
        Assert.Equal((HttpStatusCode.OK, "'none'"), (own.StatusCode, Policy.Of(own)["frame-ancestors"]));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private static string Page(LecternApp app) => $"/admin/platforms/{app.Platform.PlatformId}/mapping";
}
