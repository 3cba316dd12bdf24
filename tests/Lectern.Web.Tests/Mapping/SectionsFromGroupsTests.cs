using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Collections;
using Lectern.Lti;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Mapping;

/// <summary>Sections of platforms whose launches tell none, such as Blackboard's.</summary>
public sealed class SectionsFromGroupsTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_learner_sees_what_is_for_their_group_and_a_teacher_chooses_among_all_of_them(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var teacher = OffersGroups(app.Teacher());
        var (inA, inB) = (teacher.AsLearner(), teacher.AsLearner());
        app.Platform.Groups[teacher.Course!] = new Dictionary<string, string[]> { ["a"] = [inA.Subject], ["b"] = [inB.Subject] };

        var video = await VideoForAsync(app, browser, teacher, "a");
        var (a, b) = (await browser.LaunchAsync(inA), await browser.LaunchAsync(inB));

        Assert.Equal((true, false), (await PlaysAsync(a, video), await PlaysAsync(b, video)));
        await using var rows = app.Rows();
        Assert.Equal(["Group a", "Group b"], await rows.Sections.Where(s => rows.Courses.Any(c => c.Id == s.CourseId && c.ContextId == teacher.Course)).Select(s => s.Name).Order().ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    [Shows("ACC-012")]
    public async Task Without_an_answer_single_sections_stay_closed_and_the_page_says_why(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        var teacher = OffersGroups(app.Teacher());
        var learner = teacher.AsLearner();
        app.Platform.Groups[teacher.Course!] = new Dictionary<string, string[]> { ["a"] = [learner.Subject] };
        var video = await VideoForAsync(app, browser, teacher, "a");
        var known = await browser.LaunchAsync(learner);
        app.Time.Advance(TimeSpan.FromMinutes(6));
        app.Platform.RefusesLists = true;

        var unknown = await browser.LaunchAsync(learner);
        using var page = await unknown.GetAsync($"/videos/{video}");
        using var nothing = await unknown.GetAsync($"/videos/{Guid.CreateVersion7()}");
        using var list = await unknown.GetAsync("/videos");
        app.Platform.RefusesLists = false;
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await browser.LaunchAsync(learner);

        Assert.Contains("in a minute", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-012", page), StringComparison.Ordinal);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-012", nothing);
        Assert.NotNull((await Html.ReadAsync(list)).QuerySelector(".notice.warn"));
        // What was known is not forgotten: sessions of before and after play.
        Assert.Equal((true, true), (await PlaysAsync(known, video), await PlaysAsync(again, video)));
    }

    [Fact]
    public async Task A_course_is_asked_again_only_after_some_minutes_and_never_where_the_launch_tells_sections()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();
        var learner = OffersGroups(app.Teacher()).AsLearner();

        await browser.LaunchAsync(learner with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = "1" } });
        var told = app.Platform.ListsAsked;
        await browser.LaunchAsync(learner);
        await browser.LaunchAsync(learner);
        var once = app.Platform.ListsAsked;
        app.Time.Advance(TimeSpan.FromMinutes(6));
        await browser.LaunchAsync(learner);

        Assert.Equal((0, 1, 2), (told, once, app.Platform.ListsAsked));
    }

    [Theory, DatabaseData]
    public async Task The_member_list_tells_groups_where_IT_chose_so_and_is_left_alone_elsewhere(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        using var browser = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var teacher = app.Teacher();
        teacher = teacher with { Change = claims => claims[Names.NamesRoleService] = new JsonObject { ["context_memberships_url"] = $"{app.Platform.Issuer}/members/{teacher.Course}", ["service_versions"] = new JsonArray("2.0") } };
        var learner = teacher.AsLearner();
        app.Platform.Groups[teacher.Course!] = new Dictionary<string, string[]> { ["a"] = [learner.Subject], ["b"] = [Visit.Unique("other")] };
        await browser.LaunchAsync(learner);
        var before = app.Platform.ListsAsked;

        var page = $"/admin/platforms/{app.Platform.PlatformId}/mapping";
        using var saved = await Form.SendAsync(it, page, page, ("source-SectionIds", "groups"));
        await browser.LaunchAsync(learner);

        Assert.Equal(0, before);
        await using var rows = app.Rows();
        Assert.Equal(["a"], await rows.SectionMembers.Where(m => rows.People.Any(p => p.Id == m.PersonId && p.Subject == learner.Subject)).Join(rows.Sections, m => m.SectionId, s => s.Id, (_, s) => s.Key).ToListAsync(Stop));
    }

    private static Visit OffersGroups(Visit visit) => visit with
    {
        Change = claims => claims[Names.GroupsService] = new JsonObject
        {
            ["context_groups_url"] = $"{visit.Platform.Issuer}/groups/{visit.Course}",
            ["scope"] = new JsonArray(Scopes.ContextGroupReadOnly),
            ["service_versions"] = new JsonArray("1.0"),
        },
    };

    private static async Task<Guid> VideoForAsync(LecternApp app, Browser browser, Visit teacher, string group)
    {
        var session = await browser.LaunchAsync(teacher);
        await using var rows = app.Rows();
        var launch = await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
        var section = await rows.Sections.SingleAsync(s => s.CourseId == launch.CourseId && s.Key == group, Stop);
        var video = Some.Video(launch.Collection!, launch.Person, visibility: Visibility.Published);
        video.Items[0].ForSections = true;
        video.Items[0].Sections.Add(new ItemSection { SectionId = section.Id });
        await app.Database.AddAsync([video], Stop);
        return video.Id;
    }

    private static async Task<bool> PlaysAsync(Session session, Guid video)
    {
        using var answer = await session.GetAsync($"/api/videos/{video}");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Forbidden });
        return answer.IsSuccessStatusCode;
    }
}
