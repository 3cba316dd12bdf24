using System.Net;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Grades;

/// <summary>A grader opens what a student watched, from the LMS's gradebook.</summary>
public sealed class ReviewTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("moodle")]
    [InlineData("blackboard")]
    public async Task A_review_shows_what_the_student_watched_and_what_the_LMS_has(string manner)
    {
        await using var it = await PracticeClass.OpenAsync(manner);
        await it.WatchAsync("mara", 95);
        await it.SendAsync();

        var teacher = await it.ReviewAsync("ines", "mara");

        using var landing = await teacher.GetAsync();
        Assert.Equal($"{teacher.Root}/review", landing.Headers.Location?.OriginalString);
        await ShowsMaraAsync(teacher);
    }

    [Fact]
    public async Task On_Canvas_the_submissions_own_address_opens_it_for_graders_and_the_video_for_students()
    {
        await using var it = await PracticeClass.OpenAsync("canvas");
        await it.WatchAsync("mara", 95);
        await it.SendAsync();
        var column = (string)(await it.ColumnsAsync())[0]!["id"]!;
        var data = (string)(await it.CellAsync())!["submissions"]![0]!["data"]!;

        var teacher = await it.OpenSubmissionAsync("ines", column, "4");

        await ShowsMaraAsync(teacher);
        Assert.StartsWith($"{it.App.LaunchAddress}?r=", data, StringComparison.Ordinal);
    }

    [Fact]
    [Shows("GRD-001")]
    public async Task Only_those_who_grade_see_a_review()
    {
        await using var it = await PracticeClass.OpenAsync("moodle");
        await it.WatchAsync("mara", 95);

        foreach (var person in (string[])["mara", "sofia"])
        {
            var session = await it.ReviewAsync(person, "mara");
            using var page = await session.GetAsync("/review");
            Assert.Contains("Whoever looks after the course", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "GRD-001", page), StringComparison.Ordinal);
        }

        using var assistant = await (await it.ReviewAsync("yuki", "mara")).GetAsync("/review");
        Assert.Equal(HttpStatusCode.OK, assistant.StatusCode);
    }

    [Fact]
    [Shows("GRD-002")]
    [Shows("GRD-003")]
    public async Task A_review_of_another_grade_or_of_a_stranger_shows_nothing()
    {
        await using var it = await PracticeClass.OpenAsync("moodle");
        await it.WatchAsync("mara", 95);

        using var stranger = await (await it.ReviewAsync("ines", "hanna")).GetAsync("/review");
        using var teacher = await (await it.ReviewAsync("ines", "ines")).GetAsync("/review");
        using var none = await (await it.OpenAsync("ines")).GetAsync("/review");

        await Refused.ByPageAsync(HttpStatusCode.NotFound, "GRD-003", stranger);
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "GRD-003", teacher);
        await Refused.ByPageAsync(HttpStatusCode.NotFound, "GRD-002", none);
    }

    [Fact]
    [Shows("GRD-001")]
    [Shows("GRD-004")]
    public async Task Who_watched_is_shown_to_those_who_grade_by_the_names_that_the_platform_sent()
    {
        await using var it = await PracticeClass.OpenAsync("moodle");
        await it.WatchAsync("mara", 95);
        await it.OpenAsync("tomas");
        var teacher = await it.OpenAsync("ines");

        using var page = await teacher.GetAsync($"/videos/{it.Video}/grades");
        using var students = await (await it.OpenAsync("tomas")).GetAsync($"/videos/{it.Video}/grades");
        await using var rows = it.App.Rows();
        var link = (await rows.GradedLinks.SingleAsync(Stop)).ResourceLinkId;
        using var tooMany = await teacher.SendAsync(HttpMethod.Post, $"/videos/{it.Video}/grades?handler=Points&link={link}", new FormUrlEncodedContent([new("points", "1001"), new("enough", "90")]));

        var people = (await Html.ReadAsync(page)).QuerySelectorAll("tbody tr").Select(row => $"{row.QuerySelector("th")!.TextContent} {row.QuerySelector("td")!.TextContent.Split('·')[0].Trim()}");
        Assert.Equal(["Mara Lindqvist 95 %", "Tomas Brandt 0 %"], people);
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "GRD-001", students);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "GRD-004", tooMany);
    }

    private static async Task ShowsMaraAsync(Session teacher)
    {
        using var page = await teacher.GetAsync("/review");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var text = (await Html.ReadAsync(page)).Body!.TextContent;
        Assert.Contains("Mara Lindqvist", text, StringComparison.Ordinal);
        Assert.Contains("95 %", text, StringComparison.Ordinal);
        Assert.Contains("20 / 20", text, StringComparison.Ordinal);
        Assert.Contains("00:00–01:35", text, StringComparison.Ordinal);
    }
}
