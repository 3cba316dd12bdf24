using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class ScoreTests
{
    private const string Claim = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private const string Item = """{"type":"ltiResourceLink","title":"Lecture 7","lineItem":{"scoreMaximum":10}}""";

    [Theory]
    [InlineData("moodle")]
    [InlineData("canvas")]
    [InlineData("blackboard")]
    public async Task A_final_score_is_the_result_on_the_columns_scale(string manner)
    {
        await using var cell = await CellAsync(manner);

        using var posted = await cell.ScoreAsync("mara", new { scoreGiven = 40.0, scoreMaximum = 50.0, comment = "Well seen" });

        var result = Assert.Single(await cell.ResultsAsync())!;
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Equal((8, 10, "Well seen"), ((int)result["resultScore"]!, (int)result["resultMaximum"]!, (string?)result["comment"]));
        Assert.Equal((cell.Column, cell.IdOf("mara")), ((string?)result["scoreOf"], (string?)result["userId"]));
    }

    [Theory]
    [InlineData("Pending", 9.0)]
    [InlineData("PendingManual", 9.0)]
    [InlineData("NotReady", null)]
    [InlineData("FullyGraded", null)]
    public async Task Moodle_takes_the_grade_away_with_whatever_is_not_final(string grading, double? given)
    {
        await using var cell = await CellAsync("moodle");
        using var first = await cell.ScoreAsync("mara", new { scoreGiven = 8.0, scoreMaximum = 10.0 });
        cell.Later(5);

        using var second = await cell.ScoreAsync("mara", new { gradingProgress = grading, activityProgress = "InProgress", scoreGiven = given, scoreMaximum = 10.0 });

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Empty(await cell.ResultsAsync());
    }

    [Theory]
    [InlineData(0, HttpStatusCode.Conflict)]
    [InlineData(1, HttpStatusCode.OK)]
    public async Task Moodle_wants_a_timestamp_later_than_its_own_last_write(int seconds, HttpStatusCode status)
    {
        await using var cell = await CellAsync("moodle");
        using var first = await cell.ScoreAsync("mara", new { scoreGiven = 8.0, scoreMaximum = 10.0 }, earlier: 3600);

        using var second = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 }, earlier: -seconds);

        Assert.Equal(status, second.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 9 : 8, (int)(await cell.ResultsAsync())[0]!["resultScore"]!);
    }

    [Fact]
    public async Task Moodle_shows_a_score_above_the_maximum_capped()
    {
        await using var cell = await CellAsync("moodle");

        using var posted = await cell.ScoreAsync("mara", new { scoreGiven = 15.0, scoreMaximum = 10.0 });

        Assert.Equal(10, (int)(await cell.ResultsAsync())[0]!["resultScore"]!);
        Assert.Equal("", await posted.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Theory]
    [InlineData("moodle", "ines", HttpStatusCode.BadRequest)]
    [InlineData("moodle", "hanna", HttpStatusCode.BadRequest)]
    [InlineData("moodle", "sofia", HttpStatusCode.BadRequest)]
    [InlineData("canvas", "ines", HttpStatusCode.UnprocessableEntity)]
    [InlineData("blackboard", "yuki", HttpStatusCode.BadRequest)]
    public async Task Only_students_of_the_course_get_grades(string manner, string person, HttpStatusCode status)
    {
        await using var cell = await CellAsync(manner);

        using var posted = await cell.ScoreAsync(person, new { scoreGiven = 8.0, scoreMaximum = 10.0 });

        Assert.Equal(status, posted.StatusCode);
    }

    [Theory]
    [InlineData("moodle", 3)]
    [InlineData("blackboard", 3)]
    [InlineData("canvas", 9)]
    public async Task The_teachers_own_grade_stays_but_in_canvas(string manner, int after)
    {
        await using var cell = await CellAsync(manner);
        await cell.OverrideAsync("mara", 3);
        cell.Later(5);

        using var posted = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 });

        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Equal(after, (int)(await cell.ResultsAsync())[0]!["resultScore"]!);
    }

    [Fact]
    public async Task Canvas_leaves_the_teachers_grade_when_it_is_asked_to()
    {
        await using var cell = await CellAsync("canvas");
        await cell.OverrideAsync("mara", 3);

        using var posted = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 }, extension: new { prioritize_non_tool_grade = true });

        Assert.Equal(3, (int)(await cell.ResultsAsync())[0]!["resultScore"]!);
    }

    [Fact]
    public async Task Canvas_hands_in_a_submission_once_for_each_time()
    {
        await using var cell = await CellAsync("canvas");
        object extension = new { submission_type = "basic_lti_launch", submission_data = "https://tool.example/launch?submission=1", submitted_at = "2026-10-05T08:00:00Z" };
        using var first = await cell.ScoreAsync("mara", new { activityProgress = "Submitted", gradingProgress = "PendingManual" }, extension: extension);
        cell.Later(5);

        using var again = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 }, extension: extension);

        var grade = (await cell.Lms.GetJsonAsync("/api/courses/2/grades"))[0]!;
        Assert.Equal("https://tool.example/launch?submission=1", (string?)Assert.Single(grade["submissions"]!.AsArray())!["data"]);
        Assert.Equal(9, (int)grade["score"]!);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(true, 1)]
    public async Task Canvas_empties_the_cell_at_new_work_unless_it_is_to_keep_the_grade(bool? preserve, int results)
    {
        await using var cell = await CellAsync("canvas");
        using var first = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 });
        cell.Later(5);

        using var second = await cell.ScoreAsync("mara", new { activityProgress = "Submitted", gradingProgress = "Pending" }, extension: new { preserve_score = preserve });

        Assert.Equal(results, (await cell.ResultsAsync()).Count);
    }

    [Fact]
    public async Task Canvas_refuses_the_past_the_future_and_points_without_a_maximum()
    {
        await using var cell = await CellAsync("canvas");
        using var first = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 });

        using var past = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 }, earlier: 1);
        using var future = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 }, extension: new { submitted_at = "2026-10-05T10:00:00Z" });
        using var without = await cell.ScoreAsync("mara", new { scoreGiven = 9.0 });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity), (past.StatusCode, future.StatusCode, without.StatusCode));
        Assert.Contains("/results/" + cell.IdOf("mara"), (string?)(await RunningLms.ReadJsonAsync(first))["resultUrl"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Initialized", "NotReady", 0)]
    [InlineData("InProgress", "Pending", 1)]
    [InlineData("Completed", "PendingManual", 1)]
    public async Task Blackboard_takes_a_grade_away_only_when_all_begins_anew(string activity, string grading, int results)
    {
        await using var cell = await CellAsync("blackboard");
        using var first = await cell.ScoreAsync("mara", new { scoreGiven = 8.0, scoreMaximum = 10.0 }, type: ServiceCalls.ItemType);
        cell.Later(5);

        using var second = await cell.ScoreAsync("mara", new { activityProgress = activity, gradingProgress = grading });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(results, (await cell.ResultsAsync()).Count);
    }

    [Theory]
    [InlineData("""{"timestamp":"2026-10-05T09:00:00Z","activityProgress":"Completed","gradingProgress":"FullyGraded"}""")]
    [InlineData("""{"userId":"4","activityProgress":"Completed","gradingProgress":"FullyGraded"}""")]
    [InlineData("""{"userId":"4","timestamp":"2026-10-05T09:00:00","activityProgress":"Completed","gradingProgress":"FullyGraded"}""")]
    [InlineData("""{"userId":"4","timestamp":"2026-10-05T09:00:00Z","activityProgress":"Done","gradingProgress":"FullyGraded"}""")]
    [InlineData("""{"userId":"4","timestamp":"2026-10-05T09:00:00Z","activityProgress":"Completed","gradingProgress":"FullyGraded","scoreGiven":-1,"scoreMaximum":10}""")]
    [InlineData("""{"userId":"4","timestamp":"2026-10-05T09:00:00Z","activityProgress":"Completed","gradingProgress":"FullyGraded","scoreGiven":5}""")]
    [InlineData("""[]""")]
    public async Task A_score_that_lacks_something_is_refused(string body)
    {
        await using var cell = await CellAsync("moodle");

        using var posted = await cell.PostAsync(JsonNode.Parse(body)!, ServiceCalls.ScoreType);

        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Equal("[]", await posted.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Fact]
    public async Task Dotnets_fractions_of_a_second_and_a_number_as_user_pass()
    {
        await using var cell = await CellAsync("moodle");

        using var posted = await cell.PostAsync(JsonNode.Parse("""{"userId":4,"timestamp":"2026-10-05T09:00:00.1234567+00:00","activityProgress":"Completed","gradingProgress":"FullyGraded","scoreGiven":5,"scoreMaximum":10}""")!, ServiceCalls.ScoreType);

        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
    }

    [Fact]
    public async Task Results_are_filtered_by_person_and_moodle_breaks_at_a_limit()
    {
        await using var cell = await CellAsync("moodle");
        using var first = await cell.ScoreAsync("mara", new { scoreGiven = 8.0, scoreMaximum = 10.0 });
        using var second = await cell.ScoreAsync("tomas", new { scoreGiven = 6.0, scoreMaximum = 10.0 });

        var tomas = await cell.Lms.ReadAsync(cell.Results + "&user_id=5", cell.Token, ServiceCalls.ResultsType);
        using var limited = await cell.Lms.CallAsync(HttpMethod.Get, cell.Results + "&limit=1", cell.Token, ServiceCalls.ResultsType);

        Assert.Equal(6, (int)Assert.Single(tomas.AsArray())!["resultScore"]!);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (limited.StatusCode, limited.Content.Headers.ContentType!.MediaType));
    }

    private static Task<Cell> CellAsync(string manner) => Cell.StartAsync(manner, Item, Claim);
}
