using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class GradebookTests
{
    private const string Claim = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private const string Item = """{"type":"ltiResourceLink","title":"Lecture 7","url":"https://tool.example/launch?v=7","custom":{"v":"7"},"lineItem":{"scoreMaximum":10,"submissionReview":{"reviewableStatus":["Submitted"],"url":"https://tool.example/launch?review=1","custom":{"review":"yes"}}}}""";

    [Fact]
    public async Task The_table_shows_what_the_tool_scored_and_leads_to_the_cell()
    {
        await using var cell = await Cell.StartAsync("moodle", Item, Claim);
        using var scored = await cell.ScoreAsync("mara", new { scoreGiven = 7.5, scoreMaximum = 10.0 });
        await cell.Lms.SignInAsync("ines");

        var page = await cell.Lms.Browser.GetStringAsync("/course/2/grades", RunningLms.Stop);

        Assert.Contains("""<th scope="row">Mara Lindqvist</th>""", page, StringComparison.Ordinal);
        Assert.Contains($"""<a href="/course/2/grades/{await cell.ColumnIdAsync()}/4" aria-label="Mara Lindqvist, Lecture 7: 7.5">7.5</a>""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sofia Lindqvist", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teacher_sets_her_own_grade_and_leaves_it_to_the_tool_again()
    {
        await using var cell = await Cell.StartAsync("moodle", Item, Claim);
        var path = $"/course/2/grades/{await cell.ColumnIdAsync()}/4";
        await cell.Lms.SignInAsync("ines");
        using var set = await cell.Lms.PostFormAsync(path, ("score", "3.5"));
        cell.Later(5);
        using var ignored = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 });
        var before = await cell.ResultsAsync();

        using var released = await cell.Lms.PostFormAsync(path, ("release", "true"));
        cell.Later(5);
        using var taken = await cell.ScoreAsync("mara", new { scoreGiven = 9.0, scoreMaximum = 10.0 });

        Assert.Equal((3.5, 9.0), ((double)before[0]!["resultScore"]!, (double)(await cell.ResultsAsync())[0]!["resultScore"]!));
    }

    [Fact]
    public async Task An_emptied_grade_is_no_result()
    {
        await using var cell = await Cell.StartAsync("moodle", Item, Claim);
        using var scored = await cell.ScoreAsync("mara", new { scoreGiven = 7.5, scoreMaximum = 10.0 });
        await cell.Lms.SignInAsync("ines");

        using var set = await cell.Lms.PostFormAsync($"/course/2/grades/{await cell.ColumnIdAsync()}/4", ("score", ""));

        Assert.Empty(await cell.ResultsAsync());
    }

    [Theory]
    [InlineData("mara", "4", HttpStatusCode.Forbidden)]
    [InlineData("hanna", "4", HttpStatusCode.Forbidden)]
    [InlineData("ines", "9", HttpStatusCode.NotFound)]
    [InlineData("ines", "3", HttpStatusCode.NotFound)]
    public async Task Only_teachers_grade_and_only_students(string person, string student, HttpStatusCode status)
    {
        await using var cell = await Cell.StartAsync("moodle", Item, Claim);
        await cell.Lms.SignInAsync(person);

        using var set = await cell.Lms.PostFormAsync($"/course/2/grades/{await cell.ColumnIdAsync()}/{student}", ("score", "10"));

        Assert.Equal(status, set.StatusCode);
        Assert.Empty(await cell.ResultsAsync());
    }

    [Theory]
    [InlineData("moodle", false)]
    [InlineData("blackboard", true)]
    public async Task A_review_opens_from_the_cell_with_the_student_it_is_about(string manner, bool named)
    {
        await using var cell = await Cell.StartAsync(manner, Item, Claim);
        var path = $"/course/2/grades/{await cell.ColumnIdAsync()}/4";
        await cell.Lms.SignInAsync("ines");
        var page = await cell.Lms.Browser.GetStringAsync(path, RunningLms.Stop);

        var claims = await FollowAsync(cell.Lms, path + "/review/launch");

        Assert.Contains($"href=\"{path}/review\"", page, StringComparison.Ordinal);
        Assert.Equal(("LtiSubmissionReviewRequest", "https://tool.example/launch?review=1"), ((string?)claims[Launching.Core("message_type")], (string?)claims[Launching.Core("target_link_uri")]));
        Assert.Equal((cell.IdOf("ines"), cell.IdOf("mara")), ((string?)claims["sub"], (string?)claims[Launching.Core("for_user")]!["user_id"]));
        Assert.Equal(named ? "Mara Lindqvist" : null, (string?)claims[Launching.Core("for_user")]!["name"]);
        Assert.Equal(("7", "yes"), ((string?)claims[Launching.Core("custom")]!["v"], (string?)claims[Launching.Core("custom")]!["review"]));
        Assert.Equal(cell.Column, (string?)claims[Claim]!["lineitem"]);
    }

    [Fact]
    public async Task In_canvas_the_submissions_own_address_opens_as_the_grader()
    {
        await using var cell = await Cell.StartAsync("canvas", Item, Claim);
        var path = $"/course/2/grades/{await cell.ColumnIdAsync()}/4";
        await cell.Lms.SignInAsync("ines");
        var before = await cell.Lms.Browser.GetStringAsync(path, RunningLms.Stop);
        using var scored = await cell.ScoreAsync("mara", new { activityProgress = "Submitted", gradingProgress = "PendingManual" },
            extension: new { submission_type = "basic_lti_launch", submission_data = "https://tool.example/launch?submission=1" });

        var claims = await FollowAsync(cell.Lms, path + "/review/launch");

        Assert.DoesNotContain("/review\"", before, StringComparison.Ordinal);
        Assert.Equal(("LtiResourceLinkRequest", "https://tool.example/launch?submission=1"), ((string?)claims[Launching.Core("message_type")], (string?)claims[Launching.Core("target_link_uri")]));
        Assert.Equal(cell.IdOf("ines"), (string?)claims["sub"]);
    }

    [Fact]
    public async Task A_review_begins_without_a_browser_too()
    {
        await using var cell = await Cell.StartAsync("moodle", Item, Claim);
        var activity = (await cell.Lms.ActivitiesAsync("2"))[0];
        var launch = await cell.Lms.PostJsonAsync("/api/launches", new { person = "ines", activityId = (int)activity["id"]!, messageType = "LtiSubmissionReviewRequest", forUser = "tomas" });

        var (_, page) = await cell.Lms.AuthorizeAsync(Launching.RightRequest(launch));

        Assert.Equal("5", (string?)Launching.Claims(Launching.Field(page, "id_token"))[Launching.Core("for_user")]!["user_id"]);
    }

    /// <summary>Follows a launch page as a browser and a right tool would.</summary>
    private static async Task<JsonObject> FollowAsync(RunningLms lms, string path)
    {
        var form = await lms.Browser.GetStringAsync(path, RunningLms.Stop);
        var fields = new JsonObject { ["client_id"] = Launching.Field(form, "client_id"), ["login_hint"] = Launching.Field(form, "login_hint"), ["lti_message_hint"] = Launching.Field(form, "lti_message_hint") };
        var (_, page) = await lms.AuthorizeAsync(Launching.RightRequest(new JsonObject { ["fields"] = fields }));
        return Launching.Claims(Launching.Field(page, "id_token"));
    }
}
