using System.Net;
using System.Net.Http.Json;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Security;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Pages;

/// <summary>Sections and dates as a teacher sets them, and what learners then see.</summary>
public sealed class AudienceTests(Schools schools) : IClassFixture<Schools>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_video_for_one_section_is_seen_by_it_and_by_nobody_else_until_it_is_for_all_again(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var video = await school.NewVideoAsync("published");
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var (a, b) = (await LearnerAsync(school, browser, "A"), await LearnerAsync(school, browser, "B"));

        using var set = await SetAsync(teacher, video, new { forSections = true, sections = new[] { new { sectionId = school.SectionA.Id } } });
        var forA = (await SeesAsync(a, video), await SeesAsync(b, video), await SeesAsync(teacher, video));
        using var all = await SetAsync(teacher, video, new { forSections = false });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (set.StatusCode, all.StatusCode));
        Assert.Equal((true, false, true), forA);
        Assert.True(await SeesAsync(b, video));
    }

    [Theory, DatabaseData]
    public async Task Who_changes_the_section_sees_with_the_next_launch_what_the_new_one_sees(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var video = await school.NewVideoAsync("section A's");
        using var browser = school.App.NewBrowser();
        var moving = school.Visit.AsLearner();

        var before = await SeesAsync(await browser.LaunchAsync(moving with { Custom = Sections("A") }), video);
        var moved = await SeesAsync(await browser.LaunchAsync(moving with { Custom = Sections("B") }), video);
        await browser.LaunchAsync(moving with { Custom = Sections("A") });
        var untold = await SeesAsync(await browser.LaunchAsync(moving), video);
        var outOfAll = await SeesAsync(await browser.LaunchAsync(moving with { Custom = Sections("") }), video);

        Assert.Equal((true, false, true, false), (before, moved, untold, outOfAll));
    }

    [Theory, DatabaseData]
    [Shows("ACC-005")]
    [Shows("ACC-003")]
    public async Task Before_and_after_its_dates_a_learner_hears_when_it_is_open(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var video = await school.NewVideoAsync("published");
        using var browser = school.App.NewBrowser();
        var (teacher, learner) = (await browser.LaunchAsync(school.Visit), await LearnerAsync(school, browser, "A"));
        var now = school.App.Time.GetUtcNow();

        using var later = await SetAsync(teacher, video, new { forSections = false, availableFrom = now.AddDays(1), availableUntil = now.AddDays(2) });
        using var early = await learner.GetAsync($"/videos/{video}");
        using var past = await SetAsync(teacher, video, new { forSections = false, availableUntil = now.AddMinutes(-1) });
        using var late = await learner.GetAsync($"/api/videos/{video}/playback");
        using var open = await SetAsync(teacher, video, new { forSections = false, availableFrom = now, availableUntil = now.AddDays(2) });

        Assert.Contains("8 Sep 2026, 09:30 UTC", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-005", early), StringComparison.Ordinal);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-003", late);
        Assert.True(await SeesAsync(learner, video));
    }

    [Theory, DatabaseData]
    public async Task A_section_with_dates_of_its_own_has_those(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var video = await school.NewVideoAsync("published");
        using var browser = school.App.NewBrowser();
        var (teacher, a, b) = (await browser.LaunchAsync(school.Visit), await LearnerAsync(school, browser, "A"), await LearnerAsync(school, browser, "B"));
        var now = school.App.Time.GetUtcNow();
        await using var rows = school.App.Rows();
        var sectionB = await rows.Sections.SingleAsync(s => s.CourseId == school.SectionA.CourseId && s.Key == "B", Stop);

        using var set = await SetAsync(teacher, video, new
        {
            forSections = true,
            availableFrom = now.AddDays(7),
            sections = new object[] { new { sectionId = school.SectionA.Id, availableFrom = now }, new { sectionId = sectionB.Id } },
        });

        Assert.Equal((true, false), (await SeesAsync(a, video), await SeesAsync(b, video)));
    }

    [Theory, DatabaseData]
    [Shows("VID-004")]
    [Shows("VID-005")]
    public async Task What_cannot_be_is_refused_and_changes_nothing(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var video = await school.NewVideoAsync("published");
        using var browser = school.App.NewBrowser();
        var (teacher, learner) = (await browser.LaunchAsync(school.Visit), await LearnerAsync(school, browser, "B"));
        var now = school.App.Time.GetUtcNow();

        using var backwards = await SetAsync(teacher, video, new { forSections = false, availableFrom = now, availableUntil = now.AddDays(-1) });
        using var stale = await SetAsync(teacher, video, new { forSections = true, version = Guid.CreateVersion7() });
        using var foreign = await SetAsync(teacher, video, new { forSections = true, sections = new[] { new { sectionId = Guid.CreateVersion7() } } });

        using var learners = await SetAsync(learner, video, new { forSections = false, availableFrom = now, availableUntil = now.AddDays(-1) });

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "VID-004", backwards);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-002", learners);
        await Refused.ByProblemAsync(HttpStatusCode.Conflict, "VID-005", stale);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-002", foreign);
        Assert.True(await SeesAsync(learner, video));
    }

    [Fact]
    public async Task The_dates_of_a_section_are_named_by_it()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        var video = await school.NewVideoAsync("published");
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);

        using var response = await teacher.GetAsync($"/videos/{video}/audience");
        var page = await Html.ReadAsync(response);

        var dates = page.QuerySelector($"[data-section='{school.SectionA.Id}'] [name=from]")!.Closest("[role=group]")!;
        Assert.Equal(page.QuerySelector($"[data-section='{school.SectionA.Id}'] strong")!.TextContent, dates.GetAttribute("aria-label"));
    }

    [Theory, DatabaseData]
    public async Task Of_several_who_choose_sections_at_once_one_is_saved_and_the_others_hear_it(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        var video = await school.NewVideoAsync("published");
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        await using var rows = school.App.Rows();
        var version = await rows.Items.Where(i => i.VideoId == video).Select(i => i.Version).SingleAsync(Stop);
        object audience = new { version, forSections = true, sections = new[] { new { sectionId = school.SectionA.Id } } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SetAsync(teacher, video, audience), Stop)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NoContent, HttpStatusCode.Conflict }));
    }

    private static Task<HttpResponseMessage> SetAsync(Session teacher, Guid video, object audience) =>
        teacher.SendAsync(HttpMethod.Put, $"/api/videos/{video}/audience", JsonContent.Create(audience));

    private static Task<Session> LearnerAsync(School school, Browser browser, string section) =>
        browser.LaunchAsync(school.Visit.AsLearner() with { Custom = Sections(section) });

    private static Dictionary<string, string> Sections(string keys) => new() { ["lectern_section_ids"] = keys };

    // In the list, on its page, and to play: all of them or none.
    private static async Task<bool> SeesAsync(Session session, Guid video)
    {
        using var list = await session.GetAsync("/videos");
        using var page = await session.GetAsync($"/videos/{video}");
        using var playback = await session.GetAsync($"/api/videos/{video}/playback");
        var listed = (await list.Content.ReadAsStringAsync(Stop)).Contains(video.ToString(), StringComparison.Ordinal);
        Assert.Equal((listed, listed), (page.IsSuccessStatusCode, playback.IsSuccessStatusCode));
        return listed;
    }
}
