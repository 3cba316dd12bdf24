using System.Net;
using Lectern.Core.Analytics;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Copies;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Analytics;

/// <summary>What a player tells of a learner's watching, and whose doesn't count.</summary>
public sealed class WatchedTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task What_is_told_twice_or_by_two_windows_counts_once(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await GiveAsync(app, seconds: 100);
        var subject = Visit.Unique("learner");
        var (one, other) = (await lesson.OpenAsync(lesson.Course, Role.Learner, subject: subject), await lesson.OpenAsync(lesson.Course, Role.Learner, subject: subject));
        app.Time.Advance(TimeSpan.FromMinutes(2));

        await TellAsync(one, lesson.Video, [0, 30.4]);
        await Task.WhenAll(TellAsync(one, lesson.Video, [0, 30.4], [50, 60]), TellAsync(other, lesson.Video, [20, 40]));

        var record = await RecordAsync(app, lesson.Video);
        Assert.Equal(("0-40 50-60", 50), (record!.Ranges, record.Percent));
    }

    [Theory, DatabaseData]
    public async Task Nobody_watches_faster_than_time_passes(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await GiveAsync(app, seconds: 1000);
        var session = await lesson.OpenAsync(lesson.Course, Role.Learner);
        app.Time.Advance(TimeSpan.FromSeconds(10));

        for (var i = 0; i < 5; i++)
        {
            await TellAsync(session, lesson.Video, [0, 1000]);
        }

        Assert.Equal("0-50", (await RecordAsync(app, lesson.Video))!.Ranges);
        app.Time.Advance(TimeSpan.FromSeconds(380));
        await TellAsync(session, lesson.Video, [0, 1000]);
        Assert.Equal(100, (await RecordAsync(app, lesson.Video))!.Percent);
    }

    [Theory, DatabaseData]
    public async Task Whoever_is_not_a_learner_who_is_really_there_is_not_counted(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await GiveAsync(app, seconds: 100);
        using var browser = app.NewBrowser();
        Visit[] others =
        [
            lesson.Teacher,
            lesson.Teacher with { Subject = Visit.Unique("assistant"), Roles = [Role.Instructor, Role.Assistant] },
            lesson.Teacher with { Subject = Visit.Unique("observer"), Roles = [Role.Mentor] },
            lesson.Teacher with { Subject = Visit.Unique("test"), Roles = [Role.Learner, Role.TestUser] },
            lesson.Teacher.AsLearner() with { Custom = new Dictionary<string, string> { ["lectern_masquerading_user"] = "1" } },
        ];

        foreach (var other in others)
        {
            var session = await browser.LaunchAsync(other);
            using var page = await session.GetAsync($"/videos/{lesson.Video}");
            using var told = await session.PostAsync($"/api/videos/{lesson.Video}/watched", new { ranges = new[] { new[] { 0, 50 } } });
            Assert.Empty((await Html.ReadAsync(page)).QuerySelector(".player")?.GetAttribute("data-watched") ?? "");
            await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-002", told);
        }

        Assert.Null(await RecordAsync(app, lesson.Video));
        var learner = await browser.LaunchAsync(lesson.Teacher.AsLearner());
        using var counted = await learner.GetAsync($"/videos/{lesson.Video}");
        Assert.Equal($"{learner.Root}/api/videos/{lesson.Video}/watched", (await Html.ReadAsync(counted)).QuerySelector(".player")!.GetAttribute("data-watched"));
    }

    [Theory, DatabaseData]
    public async Task A_copy_of_the_course_counts_for_itself(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await GiveAsync(app, seconds: 100);
        var subject = Visit.Unique("learner");
        var here = await lesson.OpenAsync(lesson.Course, Role.Learner, subject: subject);
        var there = await lesson.OpenAsync(Visit.Unique("copy"), Role.Learner, ancestors: lesson.Course, subject: subject);
        app.Time.Advance(TimeSpan.FromMinutes(1));

        await TellAsync(here, lesson.Video, [0, 80]);
        await TellAsync(there, lesson.Video, [0, 10]);

        await using var rows = app.Rows();
        Assert.Equal([10, 80], await rows.WatchRecords.Where(r => r.VideoId == lesson.Video).Select(r => r.Percent).Order().ToListAsync(Stop));
    }

    [Theory]
    [InlineData("""{"ranges":[[0]]}""")]
    [InlineData("""{"ranges":[[0,1,2]]}""")]
    [InlineData("""{"ranges":[[-1,2]]}""")]
    [InlineData("""{"ranges":[[0,1e9]]}""")]
    [InlineData("""{"ranges":[null]}""")]
    [InlineData("{}")]
    public async Task What_is_no_list_of_ranges_is_the_callers_mistake(string body)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var lesson = await GiveAsync(app, seconds: 100);
        var session = await lesson.OpenAsync(lesson.Course, Role.Learner);

        using var answer = await session.SendAsync(HttpMethod.Post, $"/api/videos/{lesson.Video}/watched", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<Lesson> GiveAsync(LecternApp app, double seconds)
    {
        var lesson = await Lesson.GiveAsync(app);
        await using var rows = app.Rows();
        await rows.Videos.Where(v => v.Id == lesson.Video).ExecuteUpdateAsync(set => set.SetProperty(v => v.DurationSeconds, seconds), Stop);
        return lesson;
    }

    private static async Task TellAsync(Session session, Guid video, params double[][] ranges)
    {
        using var answer = await session.PostAsync($"/api/videos/{video}/watched", new { ranges });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<WatchRecord?> RecordAsync(LecternApp app, Guid video)
    {
        await using var rows = app.Rows();
        return await rows.WatchRecords.SingleOrDefaultAsync(r => r.VideoId == video, Stop);
    }
}
