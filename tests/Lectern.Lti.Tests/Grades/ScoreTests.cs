using System.Text.Json.Nodes;
using Lectern.Lti.Grades;
using Lectern.Lti.Services;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Grades;

public sealed class ScoreTests : IAsyncDisposable
{
    private static readonly Score Full = new()
    {
        UserId = "5",
        Timestamp = new DateTimeOffset(2026, 3, 2, 10, 0, 0, 120, TimeSpan.FromHours(1)),
        ActivityProgress = ActivityProgress.Completed,
        GradingProgress = GradingProgress.FullyGraded,
        ScoreGiven = 8.5,
        ScoreMaximum = 10,
    };

    private readonly LoopbackPlatform platform = new(_ => new Said(200, "", "Content-Type: application/vnd.ims.lis.v1.score+json"));
    private readonly ScoresClient client;

    public ScoreTests() => client = new ScoresClient(platform.Services);

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_score_goes_below_moodles_line_item_and_before_its_query()
    {
        var outcome = await Post(Full);

        var request = Assert.Single(platform.Requests);
        Assert.Equal(new ScoreOutcome(ScoreOutcomeKind.Done), outcome);
        Assert.Equal(("POST", "/2/lineitems/56/lineitem/scores?type_id=4"), (request.Method, request.Target));
        Assert.Equal(("application/vnd.ims.lis.v1.score+json", "application/vnd.ims.lis.v1.score+json"), (request.Header("Content-Type"), request.Header("Accept")));
        Assert.Equal([Scopes.Score], platform.Scopes);
        Assert.Equal(
            """{"userId":"5","timestamp":"2026-03-02T09:00:00.120Z","activityProgress":"Completed","gradingProgress":"FullyGraded","scoreGiven":8.5,"scoreMaximum":10}""",
            request.Body);
    }

    [Fact]
    public async Task What_canvas_wants_to_know_stands_in_its_own_member()
    {
        var handedIn = new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
        await Post(Full with
        {
            Comment = "Gut gemacht, weiter so – „super“",
            StartedAt = handedIn.AddHours(-1),
            SubmittedAt = handedIn,
            Canvas = new CanvasSubmission
            {
                IsNew = false,
                Type = "basic_lti_launch",
                Data = "https://video.example.edu/launch?submission=7",
                SubmittedAt = handedIn,
                PreserveScore = false,
                PrioritizeNonToolGrade = true,
                Files = [new CanvasFile("https://video.example.edu/f", "talk.mp4")],
            },
        });

        var body = JsonNode.Parse(platform.Requests.Single().Body)!;
        Assert.Equal("Gut gemacht, weiter so – „super“", body["comment"]!.GetValue<string>());
        Assert.Equal("""{"startedAt":"2026-03-01T19:00:00.000Z","submittedAt":"2026-03-01T20:00:00.000Z"}""", body["submission"]!.ToJsonString());
        Assert.Equal(
            """{"new_submission":false,"submission_type":"basic_lti_launch","submission_data":"https://video.example.edu/launch?submission=7","submitted_at":"2026-03-01T20:00:00.000Z","preserve_score":false,"prioritize_non_tool_grade":true,"content_items":[{"type":"file","url":"https://video.example.edu/f","title":"talk.mp4"}]}""",
            body["https://canvas.instructure.com/lti/submission"]!.ToJsonString());
    }

    [Fact]
    public async Task Canvas_tells_where_the_result_is()
    {
        platform.Answer = _ => Said.Json("""{"resultUrl":"https://school.example/results/4"}""");

        Assert.Equal(new ScoreOutcome(ScoreOutcomeKind.Done, null, "https://school.example/results/4"), await Post(Full));
    }

    [Theory]
    [InlineData(409, "[]")]
    [InlineData(400, """{"errors":{"type":"bad_request","message":"Provided timestamp of 2026-03-02T09:00:00.120Z before last updated timestamp of 2026-03-02T09:00:01.000Z"}}""")]
    public async Task A_platform_with_a_newer_score_ends_the_matter(int status, string body)
    {
        platform.Answer = _ => new Said(status, body);

        var outcome = await Post(Full);

        Assert.Equal(ScoreOutcomeKind.Superseded, outcome.Kind);
        Assert.Null(outcome.RetryAfter);
    }

    [Theory]
    [InlineData(429, "LTI-069", 20)]
    [InlineData(503, "LTI-070", 20)]
    [InlineData(302, "LTI-065", null)]
    public async Task A_score_that_cannot_arrive_now_is_for_later(int status, string code, int? wait)
    {
        platform.Answer = _ => new Said(status, "", "Retry-After: 20");

        var outcome = await Post(Full);

        Assert.Equal((ScoreOutcomeKind.Retry, code), (outcome.Kind, outcome.Reason!.Code.Value));
        Assert.Equal(wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null, outcome.RetryAfter);
    }

    [Theory]
    [InlineData(400, "LTI-071")]
    [InlineData(422, "LTI-071")]
    [InlineData(404, "LTI-068")]
    [InlineData(403, "LTI-067")]
    [InlineData(401, "LTI-066")]
    public async Task A_score_the_platform_does_not_take_is_not_sent_again(int status, string code)
    {
        platform.Answer = _ => new Said(status, "The person may not be graded");

        var outcome = await Post(Full);

        Assert.Equal((ScoreOutcomeKind.Refused, code), (outcome.Kind, outcome.Reason!.Code.Value));
        Assert.Equal("The person may not be graded", outcome.Reason.PlatformText);
    }

    [Fact]
    public async Task A_token_endpoint_that_is_down_is_for_later_and_a_scope_that_is_not_granted_is_not()
    {
        platform.Token = (_, _) => new Said(500, "");
        var down = await Post(Full);
        var refused = await client.PostAsync(platform.Registration, Endpoint with { Scopes = [Scopes.LineItem] }, LineItem, Full, Now);

        Assert.Equal((ScoreOutcomeKind.Retry, "LTI-061"), (down.Kind, down.Reason!.Code.Value));
        Assert.Equal((ScoreOutcomeKind.Refused, "LTI-063"), (refused.Kind, refused.Reason!.Code.Value));
    }

    [Fact]
    public async Task Blackboard_gets_its_own_media_type_where_it_insists()
    {
        platform.Answer = request => new Said(request.Header("Content-Type")!.Contains("lineitem", StringComparison.Ordinal) ? 200 : 415, "");

        Assert.Equal(ScoreOutcomeKind.Done, (await Post(Full)).Kind);
        Assert.Equal(2, platform.Requests.Count);
    }

    [Theory]
    [InlineData(GradingProgress.FullyGraded, 0.0, false)]
    [InlineData(GradingProgress.FullyGraded, null, true)]
    [InlineData(GradingProgress.Pending, 5.0, true)]
    [InlineData(GradingProgress.PendingManual, null, true)]
    [InlineData(GradingProgress.NotReady, null, true)]
    [InlineData(GradingProgress.Failed, 5.0, true)]
    public void Whatever_moodle_takes_for_a_deletion_says_so(GradingProgress grading, double? given, bool mayClear) =>
        Assert.Equal(mayClear, (Full with { GradingProgress = grading, ScoreGiven = given }).MayClearGrade);

    [Fact]
    public async Task Progress_goes_without_points()
    {
        await Post(Full with { ActivityProgress = ActivityProgress.Initialized, GradingProgress = GradingProgress.NotReady, ScoreGiven = null, ScoreMaximum = null });

        Assert.Equal(
            """{"userId":"5","timestamp":"2026-03-02T09:00:00.120Z","activityProgress":"Initialized","gradingProgress":"NotReady"}""", platform.Requests.Single().Body);
    }

    [Theory]
    [InlineData("", 1.0, 10.0)]
    [InlineData("5", 1.0, null)]
    [InlineData("5", -1.0, 10.0)]
    [InlineData("5", double.NaN, 10.0)]
    [InlineData("5", 1.0, 0.0)]
    [InlineData("5", null, double.PositiveInfinity)]
    public async Task Points_that_are_none_are_our_own_mistake(string user, double? given, double? maximum)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Post(Full with { UserId = user, ScoreGiven = given, ScoreMaximum = maximum }));

        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task One_persons_result_is_read_without_a_page_size_and_never_anothers()
    {
        platform.Answer = _ => Said.Json("""
            [{"id":"r/5","scoreOf":"x","userId":"5","resultScore":8.5,"resultMaximum":10,"comment":"ok","timestamp":"2026-03-02T09:00:00+01:00"},
             {"userId":"6","resultScore":1,"resultMaximum":10},{"resultScore":3}]
            """);

        var result = Assert.Single((await Results("5")).Value!.Items);

        var request = Assert.Single(platform.Requests);
        Assert.Equal("/2/lineitems/56/lineitem/results?type_id=4&user_id=5", request.Target);
        Assert.Equal("application/vnd.ims.lis.v2.resultcontainer+json", request.Header("Accept"));
        Assert.Equal([Scopes.ResultReadOnly], platform.Scopes);
        Assert.Equal(new LineItemResult("5", 8.5, 10, "ok", new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)), result);
        Assert.Equal(nameof(LineItemResult), result.ToString());
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("""[{"userId":"5"}]""", 1)]
    [InlineData("""[{"userId":5,"resultScore":null,"resultMaximum":0}]""", 1)]
    [InlineData("""{"userId":"5","comment":""}""", 1)]
    public async Task A_person_without_a_grade_has_no_points(string body, int count)
    {
        platform.Answer = _ => Said.Json(body);

        var results = (await Results("5")).Value!.Items;

        Assert.Equal(count, results.Count);
        Assert.All(results, result => Assert.Equal((null, 1.0, null), (result.ResultScore, result.ResultMaximum, result.Comment)));
    }

    [Fact]
    public async Task Everybodys_results_come_in_pages()
    {
        platform.Answer = request => request.Query("p") is null
            ? Said.Json("""[{"userId":"5","resultScore":1,"resultMaximum":1}]""", "Link: <?type_id=4&p=2>; rel=\"next\"")
            : Said.Json("""[{"userId":"6","resultScore":0,"resultMaximum":1}]""");

        Assert.Equal(["5", "6"], (await Results(null)).Value!.Items.Select(result => result.UserId));
    }

    [Fact]
    [Refuses("LTI-063")]
    [Refuses("LTI-072")]
    public async Task Results_need_their_scope_and_have_to_be_results()
    {
        platform.Answer = _ => Said.Json("""{"userId":"5"}""");

        Refusal.Is(Rejections.ServiceAnswerUnreadable, await Results(null));
        Refusal.Is(
            Rejections.ScopeNotGranted,
            await client.ReadResultsAsync(platform.Registration, Endpoint with { Scopes = [Scopes.Score] }, LineItem, "5", Now).CollectAsync(Now));
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string LineItem => platform.Url("/2/lineitems/56/lineitem?type_id=4");

    private GradesEndpoint Endpoint => new([Scopes.LineItem, Scopes.ResultReadOnly, Scopes.Score], null, LineItem);

    private Task<ScoreOutcome> Post(Score score) => client.PostAsync(platform.Registration, Endpoint, LineItem, score, Now);

    private Task<LtiResult<ServicePage<LineItemResult>>> Results(string? userId) =>
        client.ReadResultsAsync(platform.Registration, Endpoint, LineItem, userId, Now).CollectAsync(Now);
}
