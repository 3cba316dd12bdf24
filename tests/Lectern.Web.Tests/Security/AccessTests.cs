using System.Net;
using System.Net.Http.Json;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Security;

/// <summary>Who may do what with which video. What is not listed as allowed is refused.</summary>
public sealed class AccessTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly Dictionary<string, string[]> s_people = new()
    {
        ["teacher"] = [Role.Instructor],
        ["assistant"] = [Role.Instructor, Role.Assistant],
        ["manager"] = [Role.Manager],
        ["editor"] = [Role.ContentDeveloper],
        ["observer"] = [Role.Mentor],
        ["observer of A"] = [Role.Mentor],
        ["test student"] = [Role.Learner, Role.TestUser],
        ["unknown role"] = ["urn:lms.example.edu:role#Grader", "Grader"],
        ["unknown sub-role"] = ["http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#Janitor"],
        ["learner"] = [Role.Learner],
        ["learner of A"] = [Role.Learner],
        ["learner of B"] = [Role.Learner],
        ["learner who teaches elsewhere"] = [Role.Learner, Role.InstitutionInstructor],
        ["nobody here"] = [""],
        ["administrator only"] = [Role.Administrator],
    };

    private static readonly string[] s_videos =
    [
        "published", "draft", "deleted", "taken out", "section A's", "section A's, later", "no section's", "not open yet", "closed", "reference",
        "other course's", "other platform's",
    ];

    // Rights are reckoned alike whatever the engine: on the second one those whose rows are looked for differently are enough, unless there is time.
    private static readonly string[] s_peopleOfEach = ["teacher", "manager", "observer of A", "learner of B", "nobody here"];

    private static readonly string[] s_withoutVideo =
        ["course check", "rollover page", "apply a rollover", "bring over", "copies page", "copy rule", "what was taken out", "recordings in rooms", "list uploads", "upload"];

    private static readonly Dictionary<string, Func<Session, Guid, Task<HttpResponseMessage>>> s_acts = new()
    {
        ["page"] = (session, video) => session.GetAsync($"/videos/{video}"),
        ["read"] = (session, video) => session.GetAsync($"/api/videos/{video}"),
        ["playback"] = (session, video) => session.GetAsync($"/api/videos/{video}/playback"),
        ["rename"] = (session, video) => session.PatchAsync($"/api/videos/{video}", new { title = "New title" }),
        ["publish when captioned"] = (session, video) => session.PatchAsync($"/api/videos/{video}", new { publishWhenCaptioned = false }),
        ["set language"] = (session, video) => session.PatchAsync($"/api/videos/{video}", new { language = "de" }),
        ["publish"] = (session, video) => session.PostAsync("/api/videos/publish", new { videos = new[] { video } }),
        ["unpublish"] = (session, video) => session.PostAsync("/api/videos/unpublish", new { videos = new[] { video } }),
        ["delete"] = (session, video) => session.PostAsync("/api/videos/delete", new { videos = new[] { video } }),
        ["audience page"] = (session, video) => session.GetAsync($"/videos/{video}/audience"),
        ["check page"] = (session, video) => session.GetAsync($"/videos/{video}/check"),
        ["course check"] = (session, _) => session.GetAsync("/check"),
        ["repair"] = (session, video) => session.SendAsync(HttpMethod.Post, "/check?handler=Repair", new FormUrlEncodedContent([new("one", video.ToString())])),
        ["rollover page"] = (session, _) => session.GetAsync("/rollover"),
        ["apply a rollover"] = (session, _) => session.SendAsync(HttpMethod.Post, "/rollover?handler=Apply", new FormUrlEncodedContent([])),
        ["bring over"] = (session, _) => session.SendAsync(HttpMethod.Post, "/rollover?handler=Bring", new FormUrlEncodedContent([])),
        ["copies page"] = (session, _) => session.GetAsync("/copies"),
        ["copy rule"] = (session, _) => session.SendAsync(HttpMethod.Post, "/copies?handler=Rule", new FormUrlEncodedContent([new("policy", "")])),
        ["own copy"] = (session, video) => session.PostAsync($"/api/videos/{video}/own-copy"),
        ["what was taken out"] = (session, _) => session.GetAsync("/removed"),
        ["recordings in rooms"] = (session, _) => session.GetAsync("/rooms"),
        ["audience"] = (session, video) => session.SendAsync(HttpMethod.Put, $"/api/videos/{video}/audience", JsonContent.Create(new { forSections = false, sections = Array.Empty<object>() })),
        ["retry"] = (session, video) => session.PostAsync($"/api/videos/{video}/retry"),
        ["place"] = (session, video) => session.PostAsync("/api/deep-link", new { items = new[] { new { video } } }),
        ["watched"] = (session, video) => session.PostAsync($"/api/videos/{video}/watched", new { ranges = new[] { new[] { 0, 5 } } }),
        ["who watched"] = (session, video) => session.GetAsync($"/videos/{video}/grades"),
        ["points"] = (session, video) => session.SendAsync(HttpMethod.Post, $"/videos/{video}/grades?handler=Points&link={Guid.CreateVersion7()}", new FormUrlEncodedContent([new("points", "10"), new("enough", "90")])),
        ["decide"] = (session, video) => session.SendAsync(HttpMethod.Post, $"/videos/{video}/grades?handler=Send&score={Guid.CreateVersion7()}"),
        ["list uploads"] = (session, _) => session.GetAsync("/api/uploads"),
        ["upload"] = (session, _) => session.SendAsync(HttpMethod.Post, "/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "5"), ("Upload-Metadata", "filename YS5tcDQ=")),
    };

    public static IEnumerable<TheoryDataRow<DatabaseEngine, string, string>> Cells =>
        from row in Engines.Each(s_people.Keys)
        where row.Skip is not null || row.Data.Item1 == DatabaseEngine.Sqlite || s_peopleOfEach.Contains(row.Data.Item2) || Environment.GetEnvironmentVariable("LECTERN_LONG") is not null
        from act in row.Skip is null ? s_acts.Keys.ToArray() : ["all"]
        select new TheoryDataRow<DatabaseEngine, string, string>(row.Data.Item1, row.Data.Item2, act) { Skip = row.Skip };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Rights_are_those_of_the_course_alone(DatabaseEngine engine, string person, string act)
    {
        var school = await schools.OfAsync(engine);
        var session = await school.SessionOfAsync(person, visit => visit with { Roles = s_people[person], Custom = SectionsOf(person) });

        foreach (var kind in s_withoutVideo.Contains(act) ? s_videos[..1] : s_videos)
        {
            // What is refused changes nothing, so all may ask for the same video.
            var expected = MayDo(person, kind, act);
            var video = expected ? await school.NewVideoAsync(kind) : await school.VideoAsync(kind);
            using var response = await s_acts[act](session, video);

            Assert.True(expected == response.IsSuccessStatusCode, $"{person} {act} {kind}: {(int)response.StatusCode}");
            if (!expected)
            {
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
                await SaysWhomToAskAsync(response);
            }
        }
    }

    [Theory]
    [DatabaseData]
    public async Task One_foreign_video_among_own_ones_keeps_all_as_they_are(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit);
        var (own, foreign) = (await school.NewVideoAsync("draft"), await school.NewVideoAsync("other course's"));

        using var response = await session.PostAsync("/api/videos/publish", new { videos = new[] { own, foreign } });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        using var read = await session.GetAsync($"/api/videos/{own}");
        Assert.Equal("draft", (await Json.ReadAsync(read))["visibility"]!.GetValue<string>());
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-004")]
    public async Task A_learner_hears_of_their_own_courses_draft_that_it_is_not_published(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit.AsLearner());

        using var page = await session.GetAsync($"/videos/{await school.NewVideoAsync("draft")}");
        using var foreign = await session.GetAsync($"/videos/{await school.NewVideoAsync("other course's")}");

        Assert.Contains("teacher", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-004", page), StringComparison.Ordinal);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", foreign);
    }

    [Theory]
    [DatabaseData]
    public async Task A_learners_list_holds_the_published_videos_of_the_course_alone(DatabaseEngine engine)
    {
        // Of its own: the other tests' videos fill more than one page.
        await using var own = new Schools();
        var school = await own.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit.AsLearner());
        var videos = new Dictionary<string, Guid>();
        foreach (var kind in s_videos)
        {
            videos[kind] = await school.NewVideoAsync(kind);
        }

        using var page = await session.GetAsync("/videos");

        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["published", "reference"], videos.Where(video => html.Contains(video.Value.ToString(), StringComparison.Ordinal)).Select(video => video.Key));
    }

    [Fact]
    [Shows("ACC-007")]
    [Shows("ACC-010")]
    public async Task Pages_of_others_say_who_can_change_that()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit.AsLearner());

        using var picker = await session.GetAsync("/picker");
        using var settings = await session.GetAsync("/settings");

        Assert.Contains("Whoever looks after the course", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-007", picker), StringComparison.Ordinal);
        Assert.Contains("Whoever does can", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-010", settings), StringComparison.Ordinal);
    }

    [Fact]
    [Shows("ACC-006")]
    public async Task Who_has_no_role_in_the_course_hears_who_can_give_one()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit with { Subject = Visit.Unique("person"), Roles = [""] });

        using var page = await session.GetAsync();

        Assert.Contains("can add you", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-006", page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/videos/publish", "{}")]
    [InlineData("/api/videos/publish", """{"videos":null}""")]
    [InlineData("/api/videos/delete", "[]")]
    [InlineData("/api/deep-link", "{}")]
    [InlineData("/api/deep-link", """{"items":[null]}""")]
    public async Task A_body_that_lacks_what_it_needs_is_the_callers_mistake(string path, string body)
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit.Choosing());

        using var response = await session.SendAsync(HttpMethod.Post, path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [DatabaseData]
    [Shows("VID-001")]
    [Shows("VID-002")]
    public async Task Titles_and_choices_have_their_limits(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit);
        var video = await school.NewVideoAsync("draft");

        using var empty = await session.PatchAsync($"/api/videos/{video}", new { title = "  " });
        using var tooLong = await session.PatchAsync($"/api/videos/{video}", new { title = new string('x', 501) });
        using var zero = await session.PatchAsync($"/api/videos/{video}", new { title = "A\0B" });
        using var tooMany = await session.PostAsync("/api/videos/publish", new { videos = Enumerable.Range(0, 501).Select(_ => Guid.CreateVersion7()) });

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "VID-001", empty);
        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "VID-001", tooLong);
        Assert.Equal(HttpStatusCode.NoContent, zero.StatusCode);
        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "VID-002", tooMany);
    }

    private static Dictionary<string, string> SectionsOf(string person) =>
        person.Contains(" of ", StringComparison.Ordinal) ? new() { ["lectern_section_ids"] = person[^1..] } : [];

    private static bool MayDo(string person, string video, string act) => person switch
    {
        "teacher" or "assistant" or "manager" or "editor" when act is "watched" or "points" or "decide" => false,
        "editor" when act == "who watched" => false,
        "teacher" when act is "copies page" or "copy rule" or "bring over" => true,
        "teacher" when act is "own copy" => video == "reference",
        "assistant" or "manager" or "editor" when act is "copies page" or "copy rule" or "bring over" or "own copy" => false,
        "teacher" or "assistant" or "manager" or "editor" => MayEdit(video, act),
        "learner" or "learner of A" or "learner of B" or "learner who teaches elsewhere" or "observer" or "observer of A" or "test student" =>
            (act is "page" or "read" or "playback" || (act == "watched" && person.StartsWith("learner", StringComparison.Ordinal))) && (video is "published" or "reference" || (video == "section A's" && person.EndsWith(" of A", StringComparison.Ordinal))),
        _ => false,
    };

    private static bool MayEdit(string video, string act) => (video, act) switch
    {
        // A repair leaves alone what is not the course's.
        (_, "upload" or "list uploads" or "course check" or "repair" or "rollover page" or "apply a rollover" or "what was taken out" or "recordings in rooms") => true,
        ("published" or "draft" or "section A's" or "section A's, later" or "no section's" or "not open yet" or "closed", _) => true,
        // What is the video's own belongs to the teachers of the course it was made in.
        ("reference", not ("retry" or "set language")) => true,
        // Twice in the bin is as good as once.
        ("deleted" or "taken out", "delete") => true,
        _ => false,
    };

    private static async Task SaysWhomToAskAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(text.Contains("teacher", StringComparison.OrdinalIgnoreCase) || text.Contains("Whoever looks after", StringComparison.Ordinal), text);
    }
}
