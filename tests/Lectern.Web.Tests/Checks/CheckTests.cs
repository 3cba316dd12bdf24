using AngleSharp.Html.Dom;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Security;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Checks;

/// <summary>What a teacher is told of what students can't play, and the repair of it.</summary>
public sealed class CheckTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly string[] s_kinds =
        ["published", "draft", "taken out", "section A's", "section A's, later", "no section's", "not open yet", "closed", "reference"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task The_check_finds_just_what_a_student_of_the_section_can_not_play(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var videos = await PlayableAsync(school);

        foreach (var section in (string?[])[null, "A"])
        {
            var student = await browser.LaunchAsync(LearnerOf(school, section));
            var page = await CheckAsync(teacher, section is null ? null : school.SectionA.Id);

            foreach (var (kind, video) in videos)
            {
                var row = page.QuerySelector($"[data-checked='{video}']");
                var plays = await PlaysAsync(student, video);
                // What was taken out counts only where a link still names it.
                Assert.True(plays == row is null || kind == "taken out", $"{kind} for a student of {section}");
                Assert.True(row is null || row.QuerySelectorAll("[data-obstacle]").Length > 0, kind);
            }
        }
    }

    [Theory, DatabaseData]
    public async Task A_repair_lets_the_section_play_and_no_other_one_and_is_audited(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var videos = (await PlayableAsync(school)).Where(v => v.Kind != "taken out").ToList();

        using var repaired = await teacher.SendAsync(
            HttpMethod.Post, $"/check?handler=Repair&section={school.SectionA.Id}", new FormUrlEncodedContent(videos.Select(v => KeyValuePair.Create("video", v.Id.ToString()))));

        var (a, b) = (await browser.LaunchAsync(LearnerOf(school, "A")), await browser.LaunchAsync(LearnerOf(school, "B")));
        await using var rows = school.App.Rows();
        foreach (var (kind, video) in videos)
        {
            Assert.True(await PlaysAsync(a, video), kind);
            Assert.True(kind.Contains("section", StringComparison.Ordinal) != await PlaysAsync(b, video), kind);
            var subject = video.ToString();
            Assert.Equal(kind is "published" or "reference" or "section A's" ? 0 : 1, await rows.Audit.CountAsync(e => e.Act == "video.repair" && e.Subject == subject, Stop));
        }

        Assert.Contains("5 repaired.", (await Html.ReadAsync(repaired)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task Dates_that_other_sections_have_from_the_item_stay_theirs(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var video = (await PlayableAsync(school)).First(v => v.Kind == "section A's").Id;
        await using var rows = school.App.Rows();
        var other = await rows.Sections.FirstAsync(s => s.CourseId == school.SectionA.CourseId && s.Key == "B", Stop);
        var item = await rows.Items.Include(i => i.Sections).SingleAsync(i => i.VideoId == video, Stop);
        item.AvailableUntil = school.App.Time.GetUtcNow().AddDays(-1);
        rows.ItemSections.Add(new Core.Collections.ItemSection { ItemId = item.Id, SectionId = other.Id });
        await rows.SaveChangesAsync(Stop);

        await RepairAsync(teacher, video, school.SectionA.Id);

        Assert.True(await PlaysAsync(await browser.LaunchAsync(LearnerOf(school, "A")), video));
        Assert.False(await PlaysAsync(await browser.LaunchAsync(LearnerOf(school, "B")), video));
    }

    [Theory, DatabaseData]
    public async Task A_link_to_what_was_taken_out_is_found_and_put_back(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit.Choosing());
        var video = (await PlayableAsync(school)).First(v => v.Kind == "published").Id;
        using var placed = await teacher.PostAsync("/api/deep-link", new { items = new[] { new { video } } });
        var link = Json.PayloadOf((await Json.ReadAsync(placed))["jwt"]!.GetValue<string>())[Lectern.Lti.Launch.Claims.ContentItems]![0]!["url"]!.GetValue<string>();
        using var removed = await teacher.PostAsync("/api/videos/delete", new { videos = new[] { video } });
        var before = await CheckAsync(teacher, null);
        var student = await browser.LaunchAsync(school.Visit.AsLearner() with { Target = link, Link = Visit.Unique("link") });

        var found = (await CheckAsync(teacher, null)).QuerySelector($"[data-checked='{video}']")!;
        await RepairAsync(teacher, video, null);

        Assert.Null(before.QuerySelector($"[data-checked='{video}']"));
        Assert.Contains("Week 1", found.TextContent, StringComparison.Ordinal);
        Assert.NotNull(found.QuerySelector("[data-obstacle=TakenOut]"));
        Assert.True(await PlaysAsync(student, video));
    }

    [Theory, DatabaseData]
    public async Task What_is_of_another_course_or_another_courses_section_is_not_repaired(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var stranger = await browser.LaunchAsync(school.App.Teacher());
        var (own, foreign) = (await school.NewVideoAsync("draft"), await school.NewVideoAsync("other course's"));
        await using var rows = school.App.Rows();
        var before = await rows.Items.AsNoTracking().SingleAsync(i => i.VideoId == foreign, Stop);

        await RepairAsync(teacher, foreign, null);
        await RepairAsync(stranger, own, null);
        using var section = await stranger.GetAsync($"/check?section={school.SectionA.Id}");

        Assert.Equal(before.Version, (await rows.Items.AsNoTracking().SingleAsync(i => i.VideoId == foreign, Stop)).Version);
        Assert.Equal(Core.Collections.Visibility.Draft, (await rows.Items.AsNoTracking().SingleAsync(i => i.VideoId == own, Stop)).Visibility);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, section.StatusCode);
    }

    [Theory, DatabaseData]
    public async Task One_video_is_judged_for_each_section(DatabaseEngine engine)
    {
        var school = await schools.OfAsync(engine);
        using var browser = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var video = (await PlayableAsync(school)).First(v => v.Kind == "section A's").Id;

        using var response = await teacher.GetAsync($"/videos/{video}/check");

        var answers = (await Html.ReadAsync(response)).QuerySelectorAll("tbody tr").Select(row => row.QuerySelector(".good") is not null).ToList();
        Assert.Equal([false, true, false], answers);
    }

    private static async Task<List<(string Kind, Guid Id)>> PlayableAsync(School school)
    {
        var videos = new List<(string Kind, Guid Id)>();
        foreach (var kind in s_kinds)
        {
            videos.Add((kind, await school.NewVideoAsync(kind)));
        }

        var ids = videos.ConvertAll(v => v.Id);
        await using var rows = school.App.Rows();
        await rows.Videos.Where(v => ids.Contains(v.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.StreamVersion, "v1").SetProperty(v => v.StreamKind, Core.Videos.StreamKind.Renditions), Stop);
        return videos;
    }

    private static async Task<IHtmlDocument> CheckAsync(Session teacher, Guid? section)
    {
        using var response = await teacher.GetAsync($"/check?section={section}");
        return await Html.ReadAsync(response);
    }

    private static async Task RepairAsync(Session teacher, Guid video, Guid? section)
    {
        using var response = await teacher.SendAsync(HttpMethod.Post, $"/check?handler=Repair&section={section}", new FormUrlEncodedContent([new("one", video.ToString())]));
        Assert.True(response.IsSuccessStatusCode);
    }

    private static Visit LearnerOf(School school, string? section) =>
        school.Visit.AsLearner() with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = section ?? "" } };

    private static async Task<bool> PlaysAsync(Session session, Guid video)
    {
        using var response = await session.GetAsync($"/api/videos/{video}/playback");
        return response.IsSuccessStatusCode;
    }
}
