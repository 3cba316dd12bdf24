using System.Net;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Copies;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Lti;

/// <summary>What an LMS's roles become, and who leaves no trace.</summary>
public sealed class RoleTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task An_operator_gives_a_role_of_the_LMS_a_meaning_for_the_next_launch(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var role = Visit.Unique("urn:lms.example.edu:role#Tutor");
        var visit = app.Teacher() with { Roles = [role] };
        var before = await browser.LaunchAsync(visit);
        using var refused = await before.GetAsync("/videos");
        await using var rows = app.Rows();
        var seen = await rows.LmsRoles.SingleAsync(r => r.Value == role, Stop);
        using var desk = await Operator.SignInAsync(app);
        var page = $"/admin/platforms/{app.Platform.PlatformId}/roles";

        using var saved = await Form.SendAsync(desk, page, $"{page}?role={seen.Id}", ("becomes", nameof(CourseRole.Assistant)));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Redirect), (refused.StatusCode, saved.StatusCode));
        using var list = await (await browser.LaunchAsync(visit)).GetAsync("/videos");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        using var again = await desk.GetAsync(page);
        Assert.Equal("Assistant", (await Html.ReadAsync(again)).QuerySelector($"form[action*='{seen.Id}'] option[selected]")!.GetAttribute("value"));
        Assert.Equal("operator", (await rows.Audit.SingleAsync(a => a.Act == Acts.MapRole && a.Detail!.Contains(role), Stop)).Actor);
    }

    [Theory, DatabaseData]
    public async Task A_rule_of_one_LMS_is_none_of_another(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var role = Visit.Unique("urn:lms.example.edu:role#Dean");
        await app.Database.AddAsync([new LmsRole { PlatformId = app.Platform.PlatformId, Value = role, Role = CourseRole.Instructor }], Stop);

        using var here = await (await browser.LaunchAsync(app.Teacher() with { Roles = [role] })).GetAsync("/videos");
        using var there = await (await browser.LaunchAsync(app.Teacher() with { Platform = app.OtherPlatform, Roles = [role] })).GetAsync("/videos");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (here.StatusCode, there.StatusCode));
    }

    [Theory, DatabaseData]
    public async Task A_name_in_a_custom_parameter_counts_only_where_the_operator_made_a_rule(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var name = Visit.Unique("Course Viewer");
        var visit = app.Teacher() with { Roles = [Role.ContentDeveloper], Custom = new Dictionary<string, string> { ["lectern_membership_roles"] = $"TeacherEnrollment,{name}" } };
        using var before = await (await browser.LaunchAsync(visit)).GetAsync("/api/uploads");

        await using var rows = app.Rows();
        await rows.LmsRoles.Where(r => r.Value == name && r.Kind == LmsRoleKind.Name).ExecuteUpdateAsync(set => set.SetProperty(r => r.Role, CourseRole.Observer), Stop);

        using var after = await (await browser.LaunchAsync(visit)).GetAsync("/api/uploads");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (before.StatusCode, after.StatusCode));
    }

    [Theory, DatabaseData]
    public async Task Test_students_and_those_who_act_as_somebody_are_not_enrolled(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher().AsLearner();
        Visit[] visits =
        [
            visit with { Subject = Visit.Unique("test"), Roles = [Role.Learner, Role.TestUser] },
            visit with { Subject = Visit.Unique("test"), Custom = new Dictionary<string, string> { ["lectern_student_view"] = "true" } },
            visit with { Subject = Visit.Unique("person"), Custom = new Dictionary<string, string> { ["lectern_masquerading_user"] = "17" } },
            visit with { Custom = new Dictionary<string, string> { ["lectern_student_view"] = "false", ["lectern_masquerading_user"] = "$Canvas.masqueradingUser.id" } },
        ];

        foreach (var one in visits)
        {
            using var list = await (await browser.LaunchAsync(one)).GetAsync("/videos");
            Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        }

        await using var rows = app.Rows();
        var enrolled = await rows.EnrolmentsIn(visit).Select(e => e.PersonId).ToListAsync(Stop);
        Assert.Equal(visits[^1].Subject, (await rows.People.SingleAsync(p => p.Id == enrolled.Single(), Stop)).Subject);
    }

    [Theory, DatabaseData]
    public async Task A_teaching_assistant_of_both_courses_proves_nothing_for_a_copied_link(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        using var browser = app.NewBrowser();
        var assistant = Visit.Unique("assistant");
        await browser.LaunchAsync(lesson.Teacher with { Subject = assistant, Roles = [Role.Instructor, Role.Assistant] });
        var elsewhere = Visit.Unique("course");
        await browser.LaunchAsync(app.Teacher() with { Subject = assistant, Course = elsewhere, Roles = [Role.Instructor, Role.Assistant] });

        var student = await lesson.OpenAsync(elsewhere, Role.Learner);

        Assert.False(await lesson.PlaysAsync(student));
    }

    [Theory, DatabaseData]
    public async Task Only_the_operator_sees_and_changes_roles(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var desk = await Operator.SignInAsync(app);
        using var stranger = app.NewBrowser();
        var page = $"/admin/platforms/{app.Platform.PlatformId}/roles";

        using var closed = await stranger.GetAsync(page);
        using var forged = await stranger.PostFormAsync($"{page}?role={Guid.CreateVersion7()}", ("becomes", "Instructor"));
        using var unknown = await desk.GetAsync($"/admin/platforms/{Guid.CreateVersion7()}/roles");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (closed.StatusCode, forged.StatusCode));
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", unknown);
    }
}
