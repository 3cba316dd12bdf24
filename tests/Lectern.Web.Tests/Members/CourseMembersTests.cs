using System.Text.Json.Nodes;
using Lectern.Core.Contexts;
using Lectern.TestSupport.Databases;
using Lectern.Web.Lti;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Members;

/// <summary>A course's people are kept in step with the platform's list, all of it or nothing.</summary>
public sealed class CourseMembersTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task A_teachers_launch_reads_all_pages_fills_in_names_and_lets_go_of_who_left(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var visit = VisitOf(app);
        using var browser = app.NewBrowser();
        var (left, stays) = (Visit.Unique("left"), Visit.Unique("stays"));
        foreach (var subject in new[] { left, stays })
        {
            await browser.LaunchAsync(visit with { Subject = subject, Roles = [Role.Learner], Custom = new Dictionary<string, string> { ["lectern_group_ids"] = "7" } });
        }

        var fresh = Visit.Unique("fresh");
        List(app, visit, Page(next: true, Member(visit.Subject, "Instructor", "Ada"), Member(stays, "Learner", "Bea")), Page(next: false, Member(fresh, "Learner", "Cy"), Member(stays, "Learner", "Bea")));
        app.Leap(TimeSpan.FromHours(1));
        await browser.LaunchAsync(visit);

        await UntilAsync(async () => await NamesAsync(app, visit) is ["Ada", "Bea", "Cy"]);
        await using var rows = app.Rows();
        Assert.False(await rows.SectionMembers.AnyAsync(m => rows.People.Any(p => p.Id == m.PersonId && p.Subject == left), Stop));
        Assert.True(await rows.SectionMembers.AnyAsync(m => rows.People.Any(p => p.Id == m.PersonId && p.Subject == stays), Stop));
        Assert.Equal(CourseRole.Learner, await RoleAsync(app, visit, fresh));
    }

    [Theory]
    [DatabaseData]
    public async Task Who_launched_a_moment_before_the_reading_stays_though_the_list_does_not_have_them_yet(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var visit = VisitOf(app);
        using var browser = app.NewBrowser();
        var (late, gone) = (Visit.Unique("late"), Visit.Unique("gone"));
        await browser.LaunchAsync(visit with { Subject = gone, Roles = [Role.Learner], Change = null });
        app.Leap(TimeSpan.FromHours(1));
        await browser.LaunchAsync(visit with { Subject = late, Roles = [Role.Learner], Change = null });
        List(app, visit, Page(next: false, Member(visit.Subject, "Instructor", "Ada")));
        app.Leap(TimeSpan.FromSeconds(3));

        await browser.LaunchAsync(visit);

        await UntilAsync(async () => await RoleAsync(app, visit, gone) is null);
        Assert.Equal(CourseRole.Learner, await RoleAsync(app, visit, late));
    }

    [Theory]
    [DatabaseData]
    public async Task A_list_that_breaks_off_is_empty_or_unreadable_changes_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        foreach (var bad in new Func<HttpContext, IResult>[]
        {
            call => call.Request.Query.ContainsKey("page") ? Results.StatusCode(500) : Answer(call, Page(next: true, Member("someone-else", "Learner", "Eve"))),
            call => Answer(call, Page(next: false)),
            _ => Results.Text("<html>Sign in</html>", "text/html"),
            _ => Results.StatusCode(403),
        })
        {
            var visit = VisitOf(app);
            using var browser = app.NewBrowser();
            var student = Visit.Unique("student");
            await browser.LaunchAsync(visit with { Subject = student, Roles = [Role.Learner] });
            var answered = new TaskCompletionSource();
            app.Platform.MemberLists[visit.Course!] = call =>
            {
                call.Response.OnCompleted(() => Task.FromResult(answered.TrySetResult()));
                return bad(call);
            };
            app.Leap(TimeSpan.FromHours(1));
            await browser.LaunchAsync(visit);
            await answered.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
            await NextReadingAsync(app, browser, student);

            Assert.Equal(CourseRole.Learner, await RoleAsync(app, visit, student));
            Assert.Equal(2, (await NamesAsync(app, visit)).Count);
        }
    }

    [Theory]
    [DatabaseData]
    public async Task Where_the_platform_tells_changes_only_these_are_asked_and_a_refusal_reads_all_anew(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var visit = VisitOf(app);
        using var browser = app.NewBrowser();
        var (kept, gone) = (Visit.Unique("kept"), Visit.Unique("gone"));
        var refuses = false;
        app.Platform.MemberLists[visit.Course!] = call => call.Request.Query.ContainsKey("since")
            ? refuses ? Results.StatusCode(400) : Answer(call, Page(next: false, Member(gone, "Learner", "Gus", "Deleted")), changes: true)
            : Answer(call, Page(next: false, Member(visit.Subject, "Instructor", "Ada"), Member(kept, "Learner", "Kim"), Member(gone, "Learner", "Gus")), changes: true);
        await browser.LaunchAsync(visit);
        await UntilAsync(async () => await NamesAsync(app, visit) is ["Ada", "Gus", "Kim"]);

        app.Leap(TimeSpan.FromHours(1));
        await browser.LaunchAsync(visit);
        await UntilAsync(async () => await NamesAsync(app, visit) is ["Ada", "Kim"]);

        refuses = true;
        app.Leap(TimeSpan.FromHours(1));
        await browser.LaunchAsync(visit);
        await UntilAsync(async () => await NamesAsync(app, visit) is ["Ada", "Gus", "Kim"]);
    }

    [Theory]
    [DatabaseData]
    public async Task A_round_reads_courses_in_use_whose_reading_is_old_and_no_others(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var visit = VisitOf(app);
        using var browser = app.NewBrowser();
        var count = 0;
        app.Platform.MemberLists[visit.Course!] = call =>
        {
            Interlocked.Increment(ref count);
            return Answer(call, Page(next: false, Member(visit.Subject, "Instructor", "Ada")));
        };
        await browser.LaunchAsync(visit);
        await UntilAsync(async () => count == 1 && await NamesAsync(app, visit) is ["Ada"]);
        var members = app.Get<CourseMembers>();

        await members.GoRoundAsync(Stop);
        Assert.Equal(1, count);
        app.Leap(TimeSpan.FromHours(13));
        await members.GoRoundAsync(Stop);
        await UntilAsync(() => Task.FromResult(count == 2));
        app.Leap(TimeSpan.FromDays(40));
        await members.GoRoundAsync(Stop);
        Assert.Equal(2, count);
    }

    // Launches tell no names here, so that those of the list are seen to come from it.
    private static Visit VisitOf(LecternApp app)
    {
        var visit = app.Teacher();
        return visit with
        {
            Change = claims =>
            {
                claims.Remove("name");
                claims[Names.NamesRoleService] = new JsonObject { ["context_memberships_url"] = $"{app.Platform.Issuer}/members/{visit.Course}", ["service_versions"] = new JsonArray("2.0") };
            },
        };
    }

    private static void List(LecternApp app, Visit visit, params (bool Next, JsonObject[] Members)[] pages) =>
        app.Platform.MemberLists[visit.Course!] = call => Answer(call, pages[call.Request.Query.ContainsKey("page") ? 1 : 0]);

    private static (bool Next, JsonObject[] Members) Page(bool next, params JsonObject[] members) => (next, members);

    private static JsonObject Member(string subject, string role, string name, string status = "Active") =>
        new() { ["user_id"] = subject, ["status"] = status, ["roles"] = new JsonArray(role), ["name"] = name };

    private static IResult Answer(HttpContext call, (bool Next, JsonObject[] Members) page, bool changes = false)
    {
        var address = $"{call.Request.Scheme}://{call.Request.Host}{call.Request.Path}";
        if (page.Next)
        {
            call.Response.Headers.Append("Link", $"<{address}?page=2>; rel=\"next\"");
        }

        if (changes)
        {
            call.Response.Headers.Append("Link", $"<{address}?since=1>; rel=\"differences\"");
        }

        var body = new JsonObject { ["id"] = address, ["context"] = new JsonObject { ["id"] = "c" }, ["members"] = new JsonArray([.. page.Members.Select(member => member.DeepClone())]) };
        return Results.Text(body.ToJsonString(), "application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
    }

    // Readings are taken one after the other by each reader: a later one of another course is over when it can be seen.
    private static async Task NextReadingAsync(LecternApp app, Browser browser, string teacher)
    {
        for (var i = 0; i < 3; i++)
        {
            var other = VisitOf(app) with { Subject = teacher + "-teaches" };
            List(app, other, Page(next: false, Member(other.Subject, "Instructor", "Zoe")));
            await browser.LaunchAsync(other);
            await UntilAsync(async () => await NamesAsync(app, other) is ["Zoe"]);
        }
    }

    private static async Task<List<string?>> NamesAsync(LecternApp app, Visit visit)
    {
        await using var rows = app.Rows();
        return await rows.EnrolmentsIn(visit)
            .Join(rows.People, e => e.PersonId, p => p.Id, (_, p) => p.Name).OrderBy(name => name).ToListAsync(Stop);
    }

    private static async Task<CourseRole?> RoleAsync(LecternApp app, Visit visit, string subject)
    {
        await using var rows = app.Rows();
        return await rows.EnrolmentsIn(visit, subject)
            .Select(e => (CourseRole?)e.Role).FirstOrDefaultAsync(Stop);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50, Stop);
        }

        Assert.Fail("It did not come.");
    }
}
