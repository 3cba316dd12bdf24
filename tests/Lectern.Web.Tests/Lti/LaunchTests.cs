using System.Net;
using System.Text;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Lti;

public sealed class LaunchTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    [Shows("LTI-021")]
    public async Task A_launch_without_the_logins_cookie_is_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var victim = app.NewBrowser();
        using var thief = app.NewBrowser();
        var started = await victim.LoginAsync(app.Teacher());

        using var response = await thief.PostLaunchAsync(started);

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-021", response);
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-022")]
    public async Task Another_logins_verifier_does_not_help(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var victim = app.NewBrowser();
        using var thief = app.NewBrowser();
        var started = await victim.LoginAsync(app.Teacher());
        var own = await thief.LoginAsync(app.Teacher());
        thief.Cookies[started.CookieName] = thief.Cookies[own.CookieName];

        using var response = await thief.PostLaunchAsync(started);

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-022", response);
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-013")]
    public async Task A_token_of_another_login_of_the_same_browser_is_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (one, other) = (await browser.LoginAsync(app.Teacher()), await browser.LoginAsync(app.Teacher()));

        using var response = await browser.PostLaunchAsync(one, TestPlatform.Sign(browser.ClaimsOf(other)));

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-013", response);
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-014")]
    public async Task The_same_launch_twice_is_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var started = await browser.LoginAsync(app.Teacher());
        var cookie = browser.Cookies[started.CookieName];
        var token = TestPlatform.Sign(browser.ClaimsOf(started));
        using var first = await browser.PostLaunchAsync(started, token);
        browser.Cookies[started.CookieName] = cookie;

        using var again = await browser.PostLaunchAsync(started, token);

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-014", again);
    }

    [Theory]
    [DatabaseData]
    public async Task A_launch_leads_on_by_303_with_the_code_in_the_fragment_and_takes_the_logins_cookie_back(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var started = await browser.LoginAsync(app.Teacher());

        using var response = await browser.PostLaunchAsync(started);

        var arrival = await Arrival.OfAsync(response);
        Assert.DoesNotContain(started.CookieName, browser.Cookies.Keys);
        var binding = Assert.Single(SetCookie.AllOf(response), cookie => cookie.Name.StartsWith("c-", StringComparison.Ordinal));
        Assert.Equal((60, "/session", "none"), (binding.MaxAge, binding.Path, binding.Attributes["samesite"]));
        Assert.Superset(new HashSet<string> { "partitioned", "secure", "httponly" }, binding.Attributes.Keys.ToHashSet());
        Assert.True(binding.Name.Length + binding.Value.Length <= 64);
        await using var rows = app.Rows();
        var launch = await rows.Launches.SingleAsync(l => l.Id == arrival.Launch, Stop);
        Assert.DoesNotContain(arrival.Code, launch.CodeHash, StringComparison.Ordinal);
    }

    [Theory]
    [DatabaseData]
    public async Task Ten_links_on_one_page_of_a_new_course_all_launch_for_a_new_person(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Custom = new Dictionary<string, string> { ["lectern_group_ids"] = "7,8", ["lectern_term_begin"] = "2026-09-01" } };
        var started = new List<StartedVisit>();
        for (var i = 0; i < 10; i++)
        {
            started.Add(await browser.LoginAsync(visit with { Link = $"link-{i / 2}" }));
        }

        // Each form is posted by a frame of its own, with all the cookies as they were.
        var cookies = browser.Cookies.ToDictionary();
        var statuses = await Task.WhenAll(started.Select(one => Task.Run(() => PostAsync(app, one, cookies), Stop)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.SeeOther, status));
        await using var rows = app.Rows();
        var course = await rows.Courses.SingleAsync(c => c.ContextId == visit.Course, Stop);
        Assert.Equal(1, await rows.People.CountAsync(p => p.Subject == visit.Subject, Stop));
        Assert.Equal((1, 5, 2), (
            await rows.Collections.CountAsync(c => c.CourseId == course.Id, Stop),
            await rows.ResourceLinks.CountAsync(l => l.CourseId == course.Id, Stop),
            await rows.Sections.CountAsync(s => s.CourseId == course.Id, Stop)));
        Assert.Equal(10, await rows.Launches.CountAsync(l => l.CourseId == course.Id, Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task Ten_launches_at_once_of_a_person_who_changed_sections_all_pass(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Custom = Groups("1,2,3") };
        await browser.ArriveAsync(visit);
        var started = new List<StartedVisit>();
        for (var i = 0; i < 10; i++)
        {
            started.Add(await browser.LoginAsync(visit with { Custom = Groups("3,4") }));
        }

        var cookies = browser.Cookies.ToDictionary();
        var statuses = await Task.WhenAll(started.Select(one => Task.Run(() => PostAsync(app, one, cookies), Stop)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.SeeOther, status));
        await using var rows = app.Rows();
        var sections = await rows.SectionMembers
            .Where(m => rows.People.Any(p => p.Id == m.PersonId && p.Subject == visit.Subject))
            .Join(rows.Sections, m => m.SectionId, s => s.Id, (_, s) => s.Key)
            .Order()
            .ToListAsync(Stop);
        Assert.Equal(["3", "4"], sections);
    }

    [Fact]
    public async Task Frames_of_a_launch_are_known_before_its_page_is_asked_for()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with
        {
            Change = claims => claims[Names.LaunchPresentation]!["return_url"] = "https://pages.lms.example/back",
        };

        var arrival = await browser.ArriveAsync(visit);

        using var shell = await browser.GetAsync($"/w/{arrival.Launch}");
        Assert.Equal(
            new HashSet<string> { "'self'", app.Platform.Issuer, "https://pages.lms.example" },
            Policy.Of(shell)["frame-ancestors"].Split(' ').ToHashSet());
    }

    [Fact]
    public async Task Forms_of_a_content_choice_may_go_to_the_verified_return_address_and_those_of_all_others_only_to_us()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var (choosing, ordinary) = (await browser.ArriveAsync(app.Teacher().Choosing()), await browser.ArriveAsync(app.Teacher()));

        using var one = await browser.GetAsync($"/w/{choosing.Launch}/picker");
        using var other = await browser.GetAsync($"/w/{ordinary.Launch}/picker");

        Assert.Equal(($"'self' {app.Platform.Issuer}", "'self'"), (Policy.Of(one)["form-action"], Policy.Of(other)["form-action"]));
    }

    [Theory]
    [DatabaseData]
    public async Task A_get_of_the_launch_address_changes_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var started = await browser.LoginAsync(app.Teacher());
        var token = TestPlatform.Sign(browser.ClaimsOf(started));

        using var response = await browser.GetAsync($"/lti/launch?state={started.State}&id_token={token}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(SetCookie.AllOf(response));
        using var launch = await browser.PostLaunchAsync(started, token);
        Assert.Equal(HttpStatusCode.SeeOther, launch.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "id_token=x")]
    [InlineData("multipart/form-data; boundary=x", "nothing of the kind")]
    [InlineData("application/x-www-form-urlencoded", "")]
    public async Task A_post_that_brings_no_token_gets_a_page(string type, string body)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/lti/launch") { Content = content });

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-009", response);
    }

    [Fact]
    public async Task The_way_back_to_the_course_is_offered_only_after_the_signature_held()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with
        {
            Change = claims => { claims.Remove(Names.Roles); claims[Names.LaunchPresentation]!["return_url"] = "https://lms.example/back?x=1#top"; },
        };
        var (signed, forged) = (await browser.LoginAsync(visit), await browser.LoginAsync(visit));
        var token = TestPlatform.Sign(browser.ClaimsOf(forged));

        using var one = await browser.PostLaunchAsync(signed);
        using var other = await browser.PostLaunchAsync(forged, token[..token.LastIndexOf('.')] + ".AAAA");

        var back = (await Html.ReadAsync(one)).QuerySelector(".message a")!.GetAttribute("href")!;
        Assert.Matches("^https://lms\\.example/back\\?x=1&lti_errormsg=[^#]+&lti_errorlog=LTI-041#top$", back);
        Assert.Null((await Html.ReadAsync(other)).QuerySelector(".message a"));
    }

    [Theory]
    [DatabaseData]
    public async Task Names_no_database_could_keep_are_kept_as_far_as_they_go(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with
        {
            Change = claims =>
            {
                claims["name"] = "Ada\u0000 Lovelace";
                claims["email"] = "\u0001";
                claims[Names.Context]!["title"] = new string('x', 499) + "\U0001F600";
            },
        };

        await browser.ArriveAsync(visit);

        await using var rows = app.Rows();
        var person = await rows.People.SingleAsync(p => p.Subject == visit.Subject, Stop);
        Assert.Equal(("Ada Lovelace", null), (person.Name, person.Email));
        Assert.Equal(new string('x', 499), (await rows.Courses.SingleAsync(c => c.ContextId == visit.Course, Stop)).Title);
    }

    private static Dictionary<string, string> Groups(string ids) => new() { ["lectern_group_ids"] = ids };

    private static async Task<HttpStatusCode> PostAsync(LecternApp app, StartedVisit started, Dictionary<string, (string Value, string Path)> cookies)
    {
        using var frame = app.NewBrowser();
        frame.Cookies[started.CookieName] = cookies[started.CookieName];
        using var response = await frame.PostLaunchAsync(started);
        return response.StatusCode;
    }
}
