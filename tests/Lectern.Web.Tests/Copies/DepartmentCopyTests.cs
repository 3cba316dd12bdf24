using System.Net;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Copies;

/// <summary>The rule on copies at each level: the course's own, else its department's or the next one's above, else the platform's.</summary>
public sealed class DepartmentCopyTests(Apps apps) : IClassFixture<Apps>
{
    private const CopyPolicy No = CopyPolicy.Nothing;
    private const CopyPolicy Yes = CopyPolicy.Reference;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<DatabaseEngine, CopyPolicy?, CopyPolicy?, CopyPolicy?, CopyPolicy, bool>> Levels =>
        from row in Engines.Each([""])
        from level in (IEnumerable<(CopyPolicy? Course, CopyPolicy? Department, CopyPolicy? Parent, CopyPolicy Platform, bool Plays)>)
        [
            (null, null, null, Yes, true), (null, null, null, No, false), (null, null, No, Yes, false), (null, null, Yes, No, true),
            (null, No, Yes, Yes, false), (null, Yes, No, No, true), (No, Yes, Yes, Yes, false), (Yes, No, No, No, true),
        ]
        select new TheoryDataRow<DatabaseEngine, CopyPolicy?, CopyPolicy?, CopyPolicy?, CopyPolicy, bool>(row.Data.Item1, level.Course, level.Department, level.Parent, level.Platform, level.Plays) { Skip = row.Skip };

    [Theory, MemberData(nameof(Levels))]
    public async Task The_nearest_level_that_says_something_decides(DatabaseEngine engine, CopyPolicy? course, CopyPolicy? department, CopyPolicy? parent, CopyPolicy platform, bool plays)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (child, above) = await PutIntoAsync(app, lesson.Course);
        await using var rows = app.Rows();
        await rows.Departments.Where(d => d.Id == child).ExecuteUpdateAsync(set => set.SetProperty(d => d.CopyPolicy, department), Stop);
        await rows.Departments.Where(d => d.Id == above).ExecuteUpdateAsync(set => set.SetProperty(d => d.CopyPolicy, parent), Stop);
        await rows.Courses.Where(c => c.ContextId == lesson.Course).ExecuteUpdateAsync(set => set.SetProperty(c => c.CopyPolicy, course), Stop);
        await SetPlatformAsync(app, platform);

        var copied = await lesson.PlaysAsync(await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course));

        await SetPlatformAsync(app, Yes);
        Assert.Equal(plays, copied);
    }

    [Theory, DatabaseData]
    public async Task IT_chooses_for_a_department_and_goes_back_and_both_are_audited(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (child, above) = await PutIntoAsync(app, lesson.Course);
        using var it = await Operator.SignInAsync(app);
        var page = $"/admin/platforms/{app.Platform.PlatformId}/departments";

        using var chosen = await Form.SendAsync(it, page, $"{page}?department={above}", ("policy", "Nothing"));
        using var shown = await it.GetAsync(page);
        var refused = await lesson.PlaysAsync(await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course));
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        using var teachers = await home.GetAsync("/copies");
        using var back = await Form.SendAsync(it, page, $"{page}?department={above}", ("policy", ""));
        var plays = await lesson.PlaysAsync(await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, false, true), (chosen.StatusCode, back.StatusCode, refused, plays));
        var html = await Html.ReadAsync(shown);
        Assert.Equal("Nothing", html.QuerySelector($"select[aria-labelledby='d-{above:n}'] option[selected]")!.GetAttribute("value"));
        Assert.Equal($"As {above:n}: Copies get nothing until they ask", html.QuerySelector($"select[aria-labelledby='d-{child:n}'] option[value='']")!.TextContent);
        Assert.Contains("The rule of the department: Copies get nothing until they ask", (await Html.ReadAsync(teachers)).QuerySelector("#policy option[selected]")!.TextContent, StringComparison.Ordinal);
        await using var rows = app.Rows();
        var subject = above.ToString();
        Assert.Equal(
            [("operator", "copy.rule", "Nothing"), ("operator", "copy.rule", "as the level above")],
            (await rows.Audit.Where(a => a.Subject == subject).OrderBy(a => a.Id).ToListAsync(Stop)).Select(a => (a.Actor, a.Act, a.Detail!)));
    }

    [Fact]
    public async Task A_platforms_page_changes_no_department_of_another_and_takes_no_rule_that_is_none()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var foreign = new Department { PlatformId = app.OtherPlatform.PlatformId, Key = Visit.Unique("department") };
        var own = new Department { PlatformId = app.Platform.PlatformId, Key = Visit.Unique("department") };
        await app.Database.AddAsync([foreign, own], Stop);
        using var it = await Operator.SignInAsync(app);
        var page = $"/admin/platforms/{app.Platform.PlatformId}/departments";

        using var others = await Form.SendAsync(it, page, $"{page}?department={foreign.Id}", ("policy", "Nothing"));
        using var none = await Form.SendAsync(it, page, $"{page}?department={own.Id}", ("policy", "Everything"));
        using var nowhere = await it.GetAsync($"/admin/platforms/{Guid.CreateVersion7()}/departments");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (others.StatusCode, none.StatusCode, nowhere.StatusCode));
        await using var rows = app.Rows();
        Assert.All(await rows.Departments.Where(d => d.Id == foreign.Id || d.Id == own.Id).ToListAsync(Stop), department => Assert.Null(department.CopyPolicy));
    }

    // A department under another, each named by its id.
    private static async Task<(Guid Child, Guid Above)> PutIntoAsync(LecternApp app, string course)
    {
        var (childId, aboveId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var above = new Department { Id = aboveId, PlatformId = app.Platform.PlatformId, Key = Visit.Unique("department"), Name = $"{aboveId:n}" };
        var child = new Department { Id = childId, PlatformId = app.Platform.PlatformId, Key = Visit.Unique("department"), Name = $"{childId:n}", ParentId = aboveId };
        await app.Database.AddAsync([above, child], Stop);
        await using var rows = app.Rows();
        await rows.Courses.Where(c => c.ContextId == course).ExecuteUpdateAsync(set => set.SetProperty(c => c.DepartmentId, childId), Stop);
        return (childId, aboveId);
    }

    private static async Task SetPlatformAsync(LecternApp app, CopyPolicy policy)
    {
        await using var rows = app.Rows();
        await rows.Platforms.Where(p => p.Id == app.Platform.PlatformId).ExecuteUpdateAsync(set => set.SetProperty(p => p.CopyPolicy, policy), Stop);
    }
}
