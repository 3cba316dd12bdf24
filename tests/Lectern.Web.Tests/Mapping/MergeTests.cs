using System.Net;
using System.Net.Http.Json;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Merging;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Mapping;

/// <summary>Cross-listed courses with one collection: who sees what while they share it, and that parting loses nothing.</summary>
public sealed class MergeTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Students_go_on_seeing_their_own_courses_videos_and_teachers_see_all(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var (ofA, ofB, draft) = (await pair.VideoAsync(pair.A), await pair.VideoAsync(pair.B), await pair.VideoAsync(pair.B, Visibility.Draft));
        var before = await pair.LaunchAsync(pair.B, learner: true);

        Assert.True(await pair.MergeAsync());

        var (a, b, teacher) = (await pair.LaunchAsync(pair.A, learner: true), await pair.LaunchAsync(pair.B, learner: true), await pair.LaunchAsync(pair.B, learner: false));
        Assert.Equal(new[] { true, false, false }, await SeesAsync(a, ofA, ofB, draft));
        Assert.Equal(new[] { false, true, false }, await SeesAsync(b, ofA, ofB, draft));
        Assert.Equal(new[] { false, true, false }, await SeesAsync(before, ofA, ofB, draft));
        Assert.Equal(new[] { true, true, true }, await SeesAsync(teacher, ofA, ofB, draft));
    }

    [Theory, DatabaseData]
    public async Task A_video_is_for_all_of_them_or_for_one_or_for_a_section_of_one(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var video = await pair.VideoAsync(pair.A);
        await pair.MergeAsync();
        var (a, b, bInX) = (await pair.LaunchAsync(pair.A, learner: true), await pair.LaunchAsync(pair.B, learner: true), await pair.LaunchAsync(pair.B, learner: true, sections: "x"));
        var teacher = await pair.LaunchAsync(pair.A, learner: false);
        await using var rows = pair.App.Rows();
        var sections = await rows.Sections.Where(s => s.CourseId == pair.B.Id).ToDictionaryAsync(s => s.Key, s => s.Id, Stop);

        var seen = new List<bool[]>();
        foreach (object audience in new object[]
        {
            new { forSections = false },
            new { forSections = true, sections = new[] { new { sectionId = sections["lectern:course"] } } },
            new { forSections = true, sections = new[] { new { sectionId = sections["x"] } } },
        })
        {
            using var set = await teacher.SendAsync(HttpMethod.Put, $"/api/videos/{video}/audience", JsonContent.Create(audience));
            Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
            seen.Add([(await SeesAsync(a, video))[0], (await SeesAsync(b, video))[0], (await SeesAsync(bInX, video))[0]]);
        }

        Assert.Equal<bool[]>([[true, true, true], [false, true, true], [false, false, true]], seen);
        using var page = await teacher.GetAsync($"/videos/{video}/audience");
        var names = (await Html.ReadAsync(page)).QuerySelectorAll("[data-section] strong").Select(name => name.TextContent).ToList();
        Assert.Contains(names, name => name == pair.B.Title);
        Assert.Contains(names, name => name.StartsWith("x · ", StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    public async Task Parting_gives_each_course_what_it_had_and_a_reference_to_what_was_made_together(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var (ofA, ofB, both) = (await pair.VideoAsync(pair.A), await pair.VideoAsync(pair.B), await pair.VideoAsync(pair.A, also: pair.B));
        await using var rows = pair.App.Rows();
        var before = await pair.PlacesAsync();
        await pair.MergeAsync();
        var together = await pair.VideoAsync(pair.A);

        Assert.True(await pair.App.Get<UnmergeCourses>().RunAsync(pair.PlatformId, pair.B.Id, "operator", Stop));

        var (a, b) = (await pair.LaunchAsync(pair.A, learner: true), await pair.LaunchAsync(pair.B, learner: true));
        Assert.Equal(new[] { true, false, true, true }, await SeesAsync(a, ofA, ofB, both, together));
        Assert.Equal(new[] { false, true, true, true }, await SeesAsync(b, ofA, ofB, both, together));
        var after = await pair.PlacesAsync();
        Assert.Equal(before.Order(), after.Where(place => !place.Contains(together.ToString(), StringComparison.Ordinal)).Order());
        Assert.Equal(pair.CollectionOf(pair.B), await rows.Videos.Where(v => v.Id == ofB).Select(v => v.CollectionId).SingleAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task What_both_have_is_seen_by_both_while_they_share(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var video = await pair.VideoAsync(pair.B, also: pair.A);

        await pair.MergeAsync();

        var (a, b, teacher) = (await pair.LaunchAsync(pair.A, learner: true), await pair.LaunchAsync(pair.B, learner: true), await pair.LaunchAsync(pair.B, learner: false));
        Assert.Equal((true, true), ((await SeesAsync(a, video))[0], (await SeesAsync(b, video))[0]));
        using var renamed = await teacher.PatchAsync($"/api/videos/{video}", new { language = "de" });
        Assert.True(renamed.IsSuccessStatusCode);
    }

    [Theory, DatabaseData]
    public async Task Courses_that_have_each_a_copy_of_the_same_video_share_both_and_part_with_their_own(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var (ofA, ofB, first) = (await pair.VideoAsync(pair.A), await pair.VideoAsync(pair.B), Guid.CreateVersion7());
        await using var rows = pair.App.Rows();
        await rows.Videos.Where(v => v.Id == ofA || v.Id == ofB).ExecuteUpdateAsync(set => set.SetProperty(v => v.CopyOfId, first), Stop);
        var before = await pair.PlacesAsync();

        Assert.True(await pair.MergeAsync());

        var teacher = await pair.LaunchAsync(pair.B, learner: false);
        Assert.Equal(new[] { true, true }, await SeesAsync(teacher, ofA, ofB));
        Assert.True(await pair.App.Get<UnmergeCourses>().RunAsync(pair.PlatformId, pair.B.Id, "operator", Stop));
        Assert.Equal(before.Order(), (await pair.PlacesAsync()).Order());
    }

    [Theory, DatabaseData]
    public async Task Grades_and_what_was_watched_come_along_and_go_back(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var video = await pair.VideoAsync(pair.B);
        var student = await pair.LaunchAsync(pair.B, learner: true);
        await pair.CountAsync(student, video);
        await WatchAsync(student, video);

        await pair.MergeAsync();
        var together = await pair.WatchedInAsync(video);
        await pair.App.Get<UnmergeCourses>().RunAsync(pair.PlatformId, pair.B.Id, "operator", Stop);

        var (home, own) = (pair.CollectionOf(pair.A), pair.CollectionOf(pair.B));
        Assert.Equal(((home, home), (own, own)), (together, await pair.WatchedInAsync(video)));
    }

    [Theory, DatabaseData]
    public async Task Watching_counts_in_the_watchers_own_course_and_is_shown_to_its_teachers_alone(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var video = await pair.VideoAsync(pair.A, also: pair.B);
        await pair.MergeAsync();
        var (a, b) = (await pair.LaunchAsync(pair.A, learner: true), await pair.LaunchAsync(pair.B, learner: true));
        await pair.CountAsync(a, video);
        var link = await pair.CountAsync(b, video);

        await WatchAsync(b, video);

        await using var rows = pair.App.Rows();
        Assert.Equal([link], await rows.GradedScores.Where(s => s.Link.VideoId == video).Select(s => s.LinkId).ToListAsync(Stop));
        Assert.Equal((false, true), (await ShowsWatchingAsync(pair.A), await ShowsWatchingAsync(pair.B)));

        async Task<bool> ShowsWatchingAsync(Course course)
        {
            using var page = await (await pair.LaunchAsync(course, learner: false)).GetAsync($"/videos/{video}/grades");
            var person = Assert.Single((await Html.ReadAsync(page)).QuerySelectorAll("tbody tr"));
            return person.QuerySelector("td.numbers .sub") is not null;
        }
    }

    [Theory, DatabaseData]
    public async Task Courses_that_share_already_and_those_of_other_platforms_are_not_merged(DatabaseEngine engine)
    {
        var pair = await CoursePair.OpenAsync(await apps.OfAsync(engine));
        var merge = pair.App.Get<MergeCourses>();
        Assert.True(await pair.MergeAsync());

        Assert.False(await pair.MergeAsync());
        Assert.False(await merge.RunAsync(pair.PlatformId, pair.B.Id, pair.A.Id, "operator", Stop));
        Assert.False(await merge.RunAsync(pair.PlatformId, pair.A.Id, pair.A.Id, "operator", Stop));
        Assert.False(await merge.RunAsync(pair.App.OtherPlatform.PlatformId, pair.A.Id, pair.B.Id, "operator", Stop));
        Assert.False(await pair.App.Get<UnmergeCourses>().RunAsync(pair.App.OtherPlatform.PlatformId, pair.B.Id, "operator", Stop));
    }

    [Theory, DatabaseData]
    public async Task Outside_of_courses_there_are_no_sections_to_choose(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var pair = await CoursePair.OpenAsync(app);
        await pair.LaunchAsync(pair.A, learner: true, sections: "x");
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher() with { Course = null });
        await using var rows = app.Rows();
        var launch = await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
        var video = Some.Video(launch.Collection!, launch.Person);
        await app.Database.AddAsync([video], Stop);
        var section = await rows.Sections.FirstAsync(s => s.CourseId == pair.A.Id, Stop);

        using var page = await session.GetAsync($"/videos/{video.Id}/audience");
        using var set = await session.SendAsync(HttpMethod.Put, $"/api/videos/{video.Id}/audience", JsonContent.Create(new { forSections = true, sections = new[] { new { sectionId = section.Id } } }));

        Assert.Empty((await Html.ReadAsync(page)).QuerySelectorAll("[data-section]"));
        Assert.Equal(HttpStatusCode.Forbidden, set.StatusCode);
    }

    [Theory, DatabaseData]
    public async Task IT_sees_what_would_happen_first_and_each_act_is_audited(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var pair = await CoursePair.OpenAsync(app);
        await pair.VideoAsync(pair.B);
        using var it = await Operator.SignInAsync(app);
        var page = $"/admin/platforms/{pair.PlatformId}/courses/{pair.A.Id}";

        using var list = await it.GetAsync($"/admin/platforms/{pair.PlatformId}/courses?q={pair.B.ContextId}");
        using var preview = await it.GetAsync($"{page}?with={pair.B.Id}");
        using var merged = await Form.SendAsync(it, $"{page}?with={pair.B.Id}", $"{page}?handler=Merge&with={pair.B.Id}");
        using var leaving = await it.GetAsync($"{page}?part={pair.B.Id}");
        using var foreign = await it.GetAsync($"/admin/platforms/{app.OtherPlatform.PlatformId}/courses/{pair.A.Id}");
        using var parted = await Form.SendAsync(it, $"{page}?part={pair.B.Id}", $"{page}?handler=Unmerge&part={pair.B.Id}");

        Assert.Contains(pair.B.Id.ToString(), await list.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("1 videos of it join the 0 here", await preview.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("1 videos move back", await leaving.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (merged.StatusCode, parted.StatusCode));
        await using var rows = app.Rows();
        var subject = pair.A.Id.ToString();
        Assert.Equal(["course.merge", "course.unmerge"], await rows.Audit.Where(a => a.Subject == subject && a.Actor == "operator").OrderBy(a => a.Id).Select(a => a.Act).ToListAsync(Stop));
    }

    private static async Task<bool[]> SeesAsync(Session session, params Guid[] videos)
    {
        var seen = new List<bool>();
        foreach (var video in videos)
        {
            using var answer = await session.GetAsync($"/api/videos/{video}/playback");
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Forbidden });
            seen.Add(answer.IsSuccessStatusCode);
        }

        return [.. seen];
    }

    private static async Task WatchAsync(Session session, Guid video)
    {
        using var told = await session.PostAsync($"/api/videos/{video}/watched", new { ranges = new[] { new[] { 0, 5 } } });
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
    }
}
