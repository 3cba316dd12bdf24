using System.Net;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Mapping;

/// <summary>The table of terms, and which term a course gets.</summary>
public sealed class TermTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_term_that_IT_renamed_and_redated_stays_so_whatever_launches_tell(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var visit = app.Teacher() with { Custom = new Dictionary<string, string> { ["lectern_term_begin"] = "2026-10-05", ["lectern_term_end"] = "2027-02-13" } };
        await browser.LaunchAsync(visit);
        var learned = await TermOfAsync(app, visit);

        using var changed = await Form.SendAsync(it, Page(app), $"{Page(app)}?handler=Change&term={learned!.Id}", ("name", "Winter 2026/27"), ("firstDay", "2026-10-01"), ("lastDay", "2027-03-31"));
        await browser.LaunchAsync(visit);

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        var term = await TermOfAsync(app, visit);
        Assert.Equal((learned.Id, "Winter 2026/27"), (term!.Id, term.Name));
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31)), (TermDays.FirstDay(term.StartsAt)!.Value, TermDays.LastDay(term.EndsAt)!.Value));
        await using var rows = app.Rows();
        var subject = term.Id.ToString();
        var entry = await rows.Audit.SingleAsync(a => a.Subject == subject, Stop);
        Assert.Equal((Acts.ChangeTerm, "Winter 2026/27"), (entry.Act, entry.Detail));
    }

    [Theory, DatabaseData]
    public async Task A_course_gets_the_term_the_launch_names_else_of_a_pattern_else_of_its_days_else_the_running_one(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        foreach (var (name, pattern, dated) in (IEnumerable<(string, string, string)>)[("Of pattern", "*-26a", ""), ("Running", "", "true")])
        {
            using var added = await Form.SendAsync(it, Page(app), $"{Page(app)}?handler=Add", ("name", name), ("pattern", pattern), ("firstDay", "2026-09-01"), ("lastDay", "2026-12-31"), ("matchesDate", dated));
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        }

        var plain = app.Teacher();
        var fitting = app.Teacher() with { Change = claims => claims[Names.Context]!["label"] = "BIO101-26A" };
        var (named, days) = (new Dictionary<string, string> { ["lectern_term_name"] = "Named" }, new Dictionary<string, string> { ["lectern_term_begin"] = "2026-08-01" });

        Assert.Equal("Named", await TermAfterAsync(fitting with { Course = Visit.Unique("course"), Custom = named }));
        Assert.Equal("Of pattern", await TermAfterAsync(fitting with { Course = Visit.Unique("course"), Custom = days }));
        Assert.Null(await TermAfterAsync(plain with { Course = Visit.Unique("course"), Custom = days }));
        Assert.Equal("Running", await TermAfterAsync(plain));

        // The next term does not take it over.
        app.Leap(TimeSpan.FromDays(150));
        Assert.Equal("Running", await TermAfterAsync(plain));

        async Task<string?> TermAfterAsync(Visit visit)
        {
            await browser.LaunchAsync(visit);
            return (await TermOfAsync(app, visit))!.Name;
        }
    }

    [Theory, DatabaseData]
    public async Task A_term_with_courses_stays_and_one_without_goes(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var it = await Operator.SignInAsync(app);
        var (used, unused, foreign) = (new Term { PlatformId = app.Platform.PlatformId, Key = "used" }, new Term { PlatformId = app.Platform.PlatformId, Key = "unused" }, new Term { PlatformId = app.OtherPlatform.PlatformId, Key = "foreign" });
        await app.Database.AddAsync([used, unused, foreign, new Course { PlatformId = app.Platform.PlatformId, ContextId = "c", Title = "C", TermId = used.Id, FirstSeenAt = Some.Instant }], Stop);

        using var kept = await RemoveAsync(used);
        using var gone = await RemoveAsync(unused);
        using var others = await RemoveAsync(foreign);

        Assert.NotNull((await Html.ReadAsync(kept)).QuerySelector("[role=alert]"));
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        await using var rows = app.Rows();
        Assert.Equal(["foreign", "used"], await rows.Terms.Select(t => t.Key).Order().ToListAsync(Stop));

        Task<HttpResponseMessage> RemoveAsync(Term term) => Form.SendAsync(it, Page(app), $"{Page(app)}?handler=Remove&term={term.Id}");
    }

    [Fact]
    public async Task A_term_is_found_by_its_days_only_where_it_has_them_and_ends_after_it_begins()
    {
        await using var app = await LecternApp.StartAsync();
        using var it = await Operator.SignInAsync(app);

        foreach (var fields in (IEnumerable<(string, string?)[]>)[[("name", " ")], [("name", "T"), ("firstDay", "2026-09-02"), ("lastDay", "2026-09-01")], [("name", "T"), ("matchesDate", "true")]])
        {
            using var response = await Form.SendAsync(it, Page(app), $"{Page(app)}?handler=Add", fields);
            Assert.NotNull((await Html.ReadAsync(response)).QuerySelector("[role=alert]"));
        }

        await using var rows = app.Rows();
        Assert.Empty(await rows.Terms.ToListAsync(Stop));
    }

    private static string Page(LecternApp app) => $"/admin/platforms/{app.Platform.PlatformId}/terms";

    private static async Task<Term?> TermOfAsync(LecternApp app, Visit visit)
    {
        await using var rows = app.Rows();
        return await rows.Courses.Where(c => c.ContextId == visit.Course).Select(c => c.Term).SingleAsync(Stop);
    }
}
