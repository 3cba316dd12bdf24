using System.Net;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Lectern.Core.Imports;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Copies;
using Lectern.Web.Tests.Host;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Mapping;

/// <summary>Imports of terms, departments, courses, sections and people: shown first, then done, and done again without effect.</summary>
public sealed class ImportTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_university_is_imported_step_by_step_and_again_without_effect(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        (ImportKind Kind, string Csv)[] files =
        [
            (ImportKind.Terms, "key;name;first_day;last_day\n26A;Autumn 2026;2026-09-01;2026-12-31\n"),
            (ImportKind.Departments, "key,name,parent\nbio,Biology,sci\nsci,\"Sciences, natural\",\n"),
            (ImportKind.Courses, "course,title,label,term,department\nc1,Enzymes,BIO1,26A,bio\n"),
            (ImportKind.Sections, "course,key,name\nc1,s1,Monday\nc1,s2,Friday\n"),
            (ImportKind.People, "course,person,name,section\nc1,ada,Ada,s1\nc1,ada,Ada,s2\nc1,bob,Bob,s2\n"),
        ];

        foreach (var (kind, csv) in files)
        {
            var shown = await ImportAsync(app, kind, csv, apply: false);
            var done = await ImportAsync(app, kind, csv, apply: true);
            var again = await ImportAsync(app, kind, csv, apply: true);
            Assert.Equal(shown.Rows.Select(row => (row.Line, row.Outcome)), done.Rows.Select(row => (row.Line, row.Outcome)));
            Assert.Equal(0, done.Count(RowOutcome.Refused));
            Assert.All(again.Rows, row => Assert.Equal(RowOutcome.Left, row.Outcome));
        }

        await using var rows = app.Rows();
        var course = await rows.Courses.Include(c => c.Term).SingleAsync(Stop);
        Assert.Equal(("c1", "Enzymes", "Autumn 2026"), (course.ContextId, course.Title, course.Term!.Name));
        var biology = await rows.Departments.SingleAsync(d => d.Id == course.DepartmentId, Stop);
        Assert.Equal("Sciences, natural", await rows.Departments.Where(d => d.Id == biology.ParentId).Select(d => d.Name).SingleAsync(Stop));
        Assert.Equal(["ada s1", "ada s2", "bob s2"], await MembersAsync(app));
        Assert.Equal(10, await rows.Audit.CountAsync(a => a.Act == Acts.Import, Stop));
        // An import makes nobody a teacher or a student.
        Assert.Empty(await rows.Enrolments.ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task A_dry_run_shows_what_changes_and_what_is_refused_with_its_line_and_saves_nothing(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        await ImportAsync(app, ImportKind.Terms, "key,name\na,Old\nb,Same\n", apply: true);

        var report = await ImportAsync(app, ImportKind.Terms, "key,name,first_day,last_day\na,New,,\nb,Same,,\nc,C,2026-13-01,\nc2,C,2026-02-01,2026-01-01\n,Nameless,,\nb,Same,,\n\u00e4,Umlaut,,\n", apply: false);

        Assert.Equal(
            [(2, RowOutcome.Changed, null), (3, RowOutcome.Left, null), (4, RowOutcome.Refused, RowRefusal.NoDay), (5, RowOutcome.Refused, RowRefusal.EndsBeforeItBegins), (6, RowOutcome.Refused, RowRefusal.NoKey), (7, RowOutcome.Refused, RowRefusal.Twice), (8, RowOutcome.Refused, RowRefusal.NoKey)],
            report.Rows.Select(row => (row.Line, row.Outcome, row.Refusal)));
        Assert.Equal(new RowChange("name", "Old", "New"), Assert.Single(report.Rows[0].Changes));
        await using var rows = app.Rows();
        Assert.Equal(["Old", "Same"], await rows.Terms.Select(t => t.Name).Order().ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task Rows_that_name_what_is_not_there_are_refused_and_other_platforms_are_out_of_reach(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        await ImportAsync(app, ImportKind.Courses, "course,title\ntheirs,T\n", apply: true, app.OtherPlatform.PlatformId);

        Assert.Equal(RowRefusal.UnknownCourse, await RefusalAsync(ImportKind.Sections, "course,key\ntheirs,s\n"));
        Assert.Equal(RowRefusal.UnknownCourse, await RefusalAsync(ImportKind.Courses, "course_sourcedid,title\nSIS-1,T\n"));
        Assert.Equal(RowRefusal.NoTitle, await RefusalAsync(ImportKind.Courses, "course,label\nc,L\n"));
        Assert.Equal(RowRefusal.UnknownTerm, await RefusalAsync(ImportKind.Courses, "course,title,term\nc,T,none\n"));
        Assert.Equal(RowRefusal.UnknownDepartment, await RefusalAsync(ImportKind.Courses, "course,title,department\nc,T,none\n"));
        Assert.Equal(RowRefusal.Circle, await RefusalAsync(ImportKind.Departments, "key,parent\nd,d\n"));
        Assert.Null(await app.Get<ImportRows>().RunAsync(Guid.CreateVersion7(), ImportKind.Terms, ImportFile.Read("key\na\n", ImportKind.Terms).Rows!, true, "operator", Stop));

        async Task<RowRefusal?> RefusalAsync(ImportKind kind, string csv) => Assert.Single((await ImportAsync(app, kind, csv, apply: true)).Rows).Refusal;
    }

    [Theory, DatabaseData]
    public async Task Imported_sections_decide_where_IT_reads_none_from_launches(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var learner = app.Teacher().AsLearner() with
        {
            Course = "c1",
            Subject = "ada",
            Custom = new Dictionary<string, string> { ["lectern_section_ids"] = "of the launch" },
            Change = claims => claims[Names.Lis] = new System.Text.Json.Nodes.JsonObject { ["course_section_sourcedid"] = "SIS-1" },
        };
        var page = $"/admin/platforms/{app.Platform.PlatformId}/mapping";
        using var saved = await Form.SendAsync(it, page, page, ("source-SectionIds", "nothing"));
        await browser.LaunchAsync(learner);

        await ImportAsync(app, ImportKind.Sections, "course_sourcedid,key\nSIS-1,s1\nSIS-1,s2\n", apply: true);
        await ImportAsync(app, ImportKind.People, """[{"course_sourcedid":"SIS-1","person":"ada","section":"s1"}]""", apply: true);
        await browser.LaunchAsync(learner);
        var first = await MembersAsync(app);
        var moved = await ImportAsync(app, ImportKind.People, "course,person,section\nc1,ada,s2\n", apply: true);

        Assert.Equal(["ada s1"], first);
        Assert.Equal(["ada s2"], await MembersAsync(app));
        Assert.Contains(moved.Rows, row => row.Changes.Contains(new RowChange("section", "s1", null)));
    }

    [Theory, DatabaseData]
    public async Task A_role_says_who_is_in_a_course_until_a_launch_does(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        await ImportAsync(app, ImportKind.Courses, "course,title\nc1,Enzymes\nc2,Cells\n", apply: true);
        await ImportAsync(app, ImportKind.Sections, "course,key\nc1,s1\nc1,s2\n", apply: true);
        const string Csv = "course,person,section,role\nc1,ada,s1,student\nc1,ada,s2,Teacher\nc1,bob,s1,learner\nc1,cyd,,assistant\nc1,dan,,observer\nc1,eve,,editor\nc1,fay,,\nc2,ada,,instructor\n";

        var shown = await ImportAsync(app, ImportKind.People, Csv, apply: false);
        var none = await RolesAsync(app);
        await ImportAsync(app, ImportKind.People, Csv, apply: true);
        var again = await ImportAsync(app, ImportKind.People, Csv, apply: true);
        var corrected = await ImportAsync(app, ImportKind.People, "course,person,role\nc1,bob,teacher\n", apply: true);
        await browser.LaunchAsync(app.Teacher().AsLearner() with { Course = "c1", Subject = "bob" });
        var ignored = await ImportAsync(app, ImportKind.People, "course,person,role\nc1,bob,teacher\n", apply: true);
        app.Leap(TimeSpan.FromDays(30));
        var later = await ImportAsync(app, ImportKind.People, "course,person,role\nc1,bob,assistant\n", apply: true);

        Assert.Contains(new RowChange("role", null, "teacher"), shown.Rows[0].Changes);
        Assert.Empty(none);
        Assert.All(again.Rows, row => Assert.Equal(RowOutcome.Left, row.Outcome));
        Assert.Equal(new RowChange("role", "student", "teacher"), Assert.Single(Assert.Single(corrected.Rows).Changes));
        Assert.Equal(RowOutcome.Left, Assert.Single(ignored.Rows).Outcome);
        Assert.Equal(RowOutcome.Left, Assert.Single(later.Rows).Outcome);
        Assert.Equal(
            ["c1 ada Instructor", "c1 bob Learner", "c1 cyd Assistant", "c1 dan Observer", "c1 eve Editor", "c2 ada Instructor"], await RolesAsync(app));
    }

    [Theory, DatabaseData]
    public async Task A_role_of_an_import_opens_nothing_for_who_launches_without_one(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Subject = Visit.Unique("person"), Roles = [""] };
        await ImportAsync(app, ImportKind.Courses, $"course,title\n{visit.Course},T\n", apply: true);
        await ImportAsync(app, ImportKind.People, $"course,person,role\n{visit.Course},{visit.Subject},teacher\n", apply: true);

        using var videos = await (await browser.LaunchAsync(visit)).GetAsync("/api/uploads");

        Assert.Equal(HttpStatusCode.Forbidden, videos.StatusCode);
    }

    [Theory, DatabaseData]
    public async Task A_teacher_by_an_import_alone_is_no_proof_that_a_course_is_a_copy(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (own, teacher) = (Visit.Unique("course"), Visit.Unique("person"));
        await ImportAsync(app, ImportKind.People, $"course,person,role\n{lesson.Course},{teacher},teacher\n", apply: true);

        var session = await lesson.OpenAsync(own, Role.Instructor, ancestors: lesson.Course, subject: teacher, isLinked: false);
        var unknown = await lesson.OpenAsync(Visit.Unique("course"), Role.Instructor, subject: teacher);

        using var rollover = await session.GetAsync("/rollover");
        Assert.DoesNotContain("Enzymes", await rollover.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.False(await lesson.PlaysAsync(unknown));
    }

    [Theory, DatabaseData]
    public async Task A_word_that_is_no_role_is_refused_with_its_row_and_a_refused_row_gives_none(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        await ImportAsync(app, ImportKind.Courses, "course,title\nc1,Enzymes\n", apply: true);

        var report = await ImportAsync(app, ImportKind.People, "course,person,section,role\nc1,ada,,dean\nc1,bob,,student\nc1,bob,none,teacher\nc1,bob,,teacher\n", apply: true);

        Assert.Equal([RowRefusal.UnknownRole, null, RowRefusal.UnknownSection, RowRefusal.Twice], report.Rows.Select(row => row.Refusal));
        Assert.Equal(["c1 bob Learner"], await RolesAsync(app));
    }

    [Theory, DatabaseData]
    public async Task An_import_brings_no_name_back_that_was_erased(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        await ImportAsync(app, ImportKind.Courses, "course,title\nc1,Enzymes\n", apply: true);
        await ImportAsync(app, ImportKind.People, "course,person,name,email\nc1,ada,Ada,ada@example.edu\n", apply: true);
        await using var rows = app.Rows();
        await rows.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, (string?)null).SetProperty(p => p.Email, (string?)null).SetProperty(p => p.ErasedAt, app.Time.GetUtcNow()), Stop);

        var report = await ImportAsync(app, ImportKind.People, "course,person,name,email\nc1,ada,Ada,ada@example.edu\n", apply: true);

        Assert.Equal(RowOutcome.Left, Assert.Single(report.Rows).Outcome);
        Assert.True(await rows.People.AllAsync(p => p.Name == null && p.Email == null, Stop));
    }

    [Theory]
    [InlineData("", ImportFaultKind.NoRows)]
    [InlineData("key,name\n", ImportFaultKind.NoRows)]
    [InlineData("key,colour\na,b\n", ImportFaultKind.UnknownColumn)]
    [InlineData("key,key\na,b\n", ImportFaultKind.Unreadable)]
    [InlineData("[{]", ImportFaultKind.Unreadable)]
    [InlineData("[1]", ImportFaultKind.Unreadable)]
    public void What_is_no_file_of_an_import_is_refused_as_a_whole(string text, ImportFaultKind fault) =>
        Assert.Equal(fault, ImportFile.Read(text, ImportKind.Terms).Fault?.Kind);

    [Fact]
    public async Task The_command_says_by_a_code_what_it_cant_import()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("terms.csv"), "key,colour\na,red\n", Stop);
        await File.WriteAllTextAsync(folder.File("good.csv"), "key,name\na,A\n", Stop);

        foreach (var (file, code) in (IEnumerable<(string, string)>)[("none.csv", "IMP-001"), ("terms.csv", "IMP-004"), ("good.csv", "IMP-005")])
        {
            var (exit, text) = await LecternProcess.RunAsync(folder, ["import", "Terms", folder.File(file), "--platform", "Nowhere"], ("PublicUrl", "https://video.example.edu"));
            Assert.Equal(2, exit);
            Assert.Contains(code, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_shows_before_it_does()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        var page = $"/admin/platforms/{app.Platform.PlatformId}/import";
        using var form = await it.GetAsync(page);
        var token = (await Html.ReadAsync(form)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await using var rows = app.Rows();

        using var preview = await it.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{page}?handler=Preview")
        {
            Content = new MultipartFormDataContent { { new StringContent("Terms"), "kind" }, { new StringContent("key,name\nshown-first,Term <1>\n"), "file", "terms.csv" }, { new StringContent(token), "__RequestVerificationToken" } },
        });
        var html = await Html.ReadAsync(preview);
        var before = await rows.Terms.CountAsync(t => t.Key == "shown-first", Stop);
        using var applied = await it.PostFormAsync($"{page}?handler=Apply", ("kind", "Terms"), ("text", html.QuerySelector("textarea")!.TextContent), ("__RequestVerificationToken", token));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 0), (preview.StatusCode, applied.StatusCode, before));
        Assert.Equal("Term <1>", await rows.Terms.Where(t => t.Key == "shown-first").Select(t => t.Name).SingleAsync(Stop));
    }

    private static async Task<ImportReport> ImportAsync(LecternApp app, ImportKind kind, string text, bool apply, Guid? platform = null)
    {
        var (rows, fault) = ImportFile.Read(text, kind);
        Assert.Null(fault);
        return (await app.Get<ImportRows>().RunAsync(platform ?? app.Platform.PlatformId, kind, rows!, apply, Actors.Operator, Stop))!;
    }

    private static async Task<List<string>> RolesAsync(LecternApp app)
    {
        await using var rows = app.Rows();
        var enrolments = await rows.Enrolments.Join(rows.Courses, e => e.CourseId, c => c.Id, (e, c) => new { e.PersonId, e.Role, c.ContextId })
            .Join(rows.People, e => e.PersonId, p => p.Id, (e, p) => new { e.ContextId, p.Subject, e.Role }).ToListAsync(Stop);
        return [.. enrolments.Select(e => $"{e.ContextId} {e.Subject} {e.Role}").Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> MembersAsync(LecternApp app)
    {
        await using var rows = app.Rows();
        return await rows.SectionMembers.Join(rows.Sections, m => m.SectionId, s => s.Id, (m, s) => new { m.PersonId, s.Key })
            .Join(rows.People, m => m.PersonId, p => p.Id, (m, p) => p.Subject + " " + m.Key).Order().ToListAsync(Stop);
    }
}
