using Lectern.Core.Governance;
using Lectern.Core.Grades;
using Lectern.TestSupport.Databases;
using Lectern.Web.Lti;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Grades;

/// <summary>Scores for watching, in the gradebooks of three platforms.</summary>
public sealed class ScoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Manners => ["moodle", "canvas", "blackboard"];

    [Theory, MemberData(nameof(Manners))]
    public async Task Watching_enough_gives_all_points(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner);

        await it.WatchAsync("mara", 89);
        await it.SendAsync();
        var before = await it.PointsAsync();
        await it.WatchAsync("mara", 91);
        await it.SendAsync();

        Assert.Equal((null, 20d), (before, await it.PointsAsync()));
        var score = await it.ScoreAsync();
        Assert.Equal((ScoreState.Settled, 1d), (score.State, score.Sent));
        Assert.Equal("FullyGraded", (string)(await it.CellAsync())!["gradingProgress"]!);
        Assert.Equal(20, (double)(await it.ColumnsAsync())[0]!["scoreMaximum"]!);
    }

    [Theory, MemberData(nameof(Manners))]
    public async Task That_somebody_is_still_at_it_is_told_once_and_deletes_nothing(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner);

        await it.WatchAsync("mara", 20);
        await it.SendAsync();

        Assert.Equal("InProgress", (string)(await it.CellAsync())!["activityProgress"]!);
        await it.GradeAsync("mara", 7);
        await it.WatchAsync("mara", 40);
        await it.SendAsync();
        Assert.Equal(7, await it.PointsAsync());
    }

    [Theory, MemberData(nameof(Manners))]
    public async Task A_grade_that_stands_before_the_student_begins_is_not_wiped(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner);
        await it.GradeAsync("mara", 12);

        await it.WatchAsync("mara", 20);
        await it.SendAsync();

        Assert.Equal((12d, ScoreState.Settled), (await it.PointsAsync(), (await it.ScoreAsync()).State));
        Assert.NotEqual("InProgress", (string?)(await it.CellAsync())!["activityProgress"]);
    }

    [Theory, MemberData(nameof(Manners))]
    public async Task The_teachers_own_grade_wins_until_the_teacher_says_otherwise(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner);
        await it.WatchAsync("mara", 20);
        await it.SendAsync();
        await it.GradeAsync("mara", 5);

        await it.WatchAsync("mara", 100);
        await it.SendAsync();

        var score = await it.ScoreAsync();
        Assert.Equal((5d, ScoreState.Differs, 0.25), (await it.PointsAsync(), score.State, score.InLms));
        var teacher = await it.OpenAsync("ines");
        using var page = await teacher.GetAsync($"/videos/{it.Video}/grades");
        Assert.Contains("The LMS has 5, Lectern 20 of 20", (await Html.ReadAsync(page)).Body!.TextContent, StringComparison.Ordinal);
        using var kept = await teacher.SendAsync(HttpMethod.Post, $"/videos/{it.Video}/grades?handler=Keep&score={score.Id}");
        await it.SendAsync();
        Assert.Equal((5d, ScoreState.Kept), (await it.PointsAsync(), (await it.ScoreAsync()).State));

        using var sent = await teacher.SendAsync(HttpMethod.Post, $"/videos/{it.Video}/grades?handler=Send&score={score.Id}");
        await it.SendAsync();

        // Canvas lets a tool replace what a person gave; the other two keep an override until it is taken back there.
        Assert.Equal(manner == "canvas" ? (20d, ScoreState.Settled) : (5d, ScoreState.Differs), (await it.PointsAsync(), (await it.ScoreAsync()).State));
        await using var rows = it.App.Rows();
        Assert.Equal([Acts.KeepGrade, Acts.ReplaceGrade], await rows.Audit.Where(a => a.Act.StartsWith("grade.")).OrderBy(a => a.Id).Select(a => a.Act).ToListAsync(Stop));
    }

    [Theory, MemberData(nameof(Manners))]
    public async Task A_grade_that_the_teacher_changed_after_ours_stays(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner);
        await it.WatchAsync("mara", 95);
        await it.SendAsync();
        await it.GradeAsync("mara", 15);

        await it.WatchAsync("mara", 100);
        await it.SendAsync(300);

        Assert.Equal(15, await it.PointsAsync());
    }

    [Theory, MemberData(nameof(Manners))]
    public async Task A_link_without_a_column_gets_one_once_a_teacher_says_what_it_is_worth(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner, points: null);
        await it.WatchAsync("mara", 95);
        await it.SendAsync();
        Assert.Empty(await it.ColumnsAsync());
        await using var rows = it.App.Rows();
        var link = await rows.GradedLinks.SingleAsync(Stop);
        var teacher = await it.OpenAsync("ines");

        using var set = await teacher.SendAsync(HttpMethod.Post, $"/videos/{it.Video}/grades?handler=Points&link={link.ResourceLinkId}", new FormUrlEncodedContent([new("points", "8"), new("enough", "80")]));
        await it.SendAsync();
        await it.SendAsync(600);

        Assert.Equal(8, (double)Assert.Single(await it.ColumnsAsync())!["scoreMaximum"]!);
        Assert.Equal(8, await it.PointsAsync());
    }

    [Fact]
    public async Task What_a_platform_refuses_waits_for_somebody_to_mend_it_and_goes_out_then()
    {
        await using var it = await PracticeClass.OpenAsync("moodle");
        await it.OpenAsync("mara");
        await it.NarrowAsync("https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly");
        await it.WatchAsync("mara", 95);
        await it.SendAsync();
        var refused = await it.ScoreAsync();

        await it.NarrowAsync("https://purl.imsglobal.org/spec/lti-ags/scope/lineitem https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly https://purl.imsglobal.org/spec/lti-ags/scope/score");
        await it.OpenAsync("tomas");
        await it.SendAsync();

        Assert.Equal((ScoreState.Refused, true), (refused.State, refused.Code is { Length: > 0 }));
        Assert.Equal(20, await it.PointsAsync());
    }

    [Fact]
    public async Task What_is_queued_waits_while_the_video_counts_for_nothing()
    {
        await using var it = await PracticeClass.OpenAsync("moodle");
        await it.WatchAsync("mara", 95);
        await it.SendAsync();
        await using var rows = it.App.Rows();
        await rows.GradedLinks.ExecuteUpdateAsync(set => set.SetProperty(l => l.Points, (int?)null), Stop);
        await rows.GradedScores.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, ScoreState.Queued).SetProperty(s => s.NextAt, it.App.Time.GetUtcNow()), Stop);

        await it.SendAsync();
        var waiting = await it.ScoreAsync();
        await rows.GradedLinks.ExecuteUpdateAsync(set => set.SetProperty(l => l.Points, 20), Stop);
        await it.SendAsync();

        Assert.Equal((ScoreState.Queued, 0, ScoreState.Settled), (waiting.State, waiting.Attempts, (await it.ScoreAsync()).State));
    }

    [Theory, DatabaseData]
    public async Task An_LMS_that_cannot_be_reached_is_tried_with_one_of_its_scores(DatabaseEngine engine)
    {
        await using var it = await PracticeClass.OpenAsync("moodle", engine);
        await using var rows = it.App.Rows();
        await rows.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.TokenEndpoint, "https://127.0.0.1:1/token"), Stop);
        await it.WatchAsync("mara", 95);
        await it.WatchAsync("tomas", 95);
        await it.App.Get<ScoreSender>().SendDueAsync(Stop);
        await rows.GradedScores.ExecuteUpdateAsync(set => set.SetProperty(s => s.NextAt, it.App.Time.GetUtcNow()).SetProperty(s => s.Attempts, 0), Stop);

        await it.App.Get<ScoreSender>().SendDueAsync(Stop);

        var scores = await rows.GradedScores.ToListAsync(Stop);
        Assert.Equal((2, 1), (scores.Count(s => s.State == ScoreState.Queued && s.NextAt > it.App.Time.GetUtcNow()), scores.Sum(s => s.Attempts)));
    }

    [Theory, DatabaseData]
    public async Task A_sender_that_died_leaves_a_score_that_goes_out_once(DatabaseEngine engine)
    {
        await using var it = await PracticeClass.OpenAsync("moodle", engine);
        await it.WatchAsync("mara", 95);
        await it.SendAsync();
        var sent = await it.ScoreAsync();
        await using var rows = it.App.Rows();
        // As if the process had been killed after the platform took it and before the row was written.
        await rows.GradedScores.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, ScoreState.Queued).SetProperty(s => s.Sent, (double?)null).SetProperty(s => s.NextAt, it.App.Time.GetUtcNow() + SendScores.Lease), Stop);

        await it.SendAsync();
        var waiting = (await it.ScoreAsync()).State;
        await it.App.RestartAsync();
        await it.SendAsync(130);

        var after = await it.ScoreAsync();
        Assert.Equal((ScoreState.Queued, ScoreState.Settled, 1d), (waiting, after.State, after.Sent));
        Assert.True(after.StampedAt > sent.StampedAt);
        Assert.Equal(20, await it.PointsAsync());
    }

    [Theory, DatabaseData]
    public async Task Two_senders_send_a_score_once(DatabaseEngine engine)
    {
        await using var it = await PracticeClass.OpenAsync("canvas", engine);
        await it.WatchAsync("mara", 95);

        var send = it.App.Get<SendScores>();
        var ran = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => send.RunNextAsync("https://lectern.example.edu/lti/launch", Stop)));

        await it.SendAsync();
        Assert.True(ran.Count(did => did) <= 1);
        Assert.Equal(20, await it.PointsAsync());
        Assert.Single((await it.CellAsync())!["submissions"]!.AsArray());
    }
}
