using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class CopyTests
{
    private const string Item = """{"type":"ltiResourceLink","title":"Lecture 7","url":"https://tool.example/launch?v=7","custom":{"video_id":"v-7","came_from":"$Context.id.history"},"lineItem":{"scoreMaximum":10,"resourceId":"r-7","tag":"watch"}}""";

    [Fact]
    public async Task A_copy_by_a_teachers_click_has_the_activities_as_they_were_and_the_teachers_alone()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var original = await lms.AddActivityAsync(tool, Item);
        await lms.SignInAsync("ines");

        var copy = await NewCourseAsync(await lms.PostFormAsync("/course/2/copy"), lms);

        var activity = Assert.Single(await lms.ActivitiesAsync((string)copy["id"]!));
        Assert.Equal((original["url"]!.ToJsonString(), original["custom"]!.ToJsonString()), (activity["url"]!.ToJsonString(), activity["custom"]!.ToJsonString()));
        Assert.NotEqual((string?)original["resourceLinkId"], (string?)activity["resourceLinkId"]);
        Assert.Equal(["3", "6"], copy["enrolments"]!.AsArray().Select(enrolment => (string?)enrolment!["personId"]));
        Assert.Equal(["2"], copy["history"]!.AsArray().Select(id => (string?)id));
    }

    [Fact]
    public async Task A_copy_of_a_copy_names_the_nearest_course_first()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.AddActivityAsync(tool, Item);
        var first = await lms.PostJsonAsync("/api/courses/2/copy", new { });
        var second = await lms.PostJsonAsync($"/api/courses/{first["id"]}/copy", new { });

        var claims = await lms.OpenAsync("mara", (await lms.ActivitiesAsync((string)second["id"]!))[0]);

        Assert.Equal($"{first["id"]},2", (string?)claims[Launching.Core("custom")]!["came_from"]);
    }

    [Fact]
    public async Task A_copy_for_another_teacher_in_another_term_has_its_dates_and_is_hers()
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.SignInAsync("robin");

        var copy = await NewCourseAsync(await lms.PostFormAsync("/course/2/copy", ("title", "CS-305 again"), ("label", "CS-305-S"), ("term", "102"), ("people", "Nobody"), ("teacher", "9")), lms);

        Assert.Equal(("CS-305 again", "CS-305-S", "Spring 2027"), ((string?)copy["title"], (string?)copy["label"], (string?)copy["term"]!["name"]));
        Assert.StartsWith("2027-03-01", (string?)copy["start"], StringComparison.Ordinal);
        Assert.Equal("""["9 Instructor"]""", new JsonArray([.. copy["enrolments"]!.AsArray().Select(one => (JsonNode)$"{one!["personId"]} {one["role"]}")]).ToJsonString());
    }

    [Fact]
    public async Task Students_are_enrolled_into_the_sections_of_the_same_names()
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.SignInAsync("ines");
        var copy = await NewCourseAsync(await lms.PostFormAsync("/course/2/copy"), lms);

        using var answer = await lms.PostFormAsync($"/course/{copy["id"]}/students-of", ("source", "2"));

        var filled = await lms.CourseAsync((string)copy["id"]!);
        var names = filled["sections"]!.AsArray().ToDictionary(section => (string)section!["id"]!, section => (string)section!["name"]!);
        var placed = filled["enrolments"]!.AsArray().Where(one => (string?)one!["role"] == "Learner")
            .Select(one => $"{one!["personId"]} {names[(string)one["sectionIds"]![0]!]}");
        Assert.Equal(["4 Section A", "5 Section B", "7 Section A"], placed);
        Assert.DoesNotContain("1", names.Keys);
    }

    [Fact]
    public async Task A_restored_backup_knows_nothing_of_where_it_came_from()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.AddActivityAsync(tool, Item);
        await lms.SignInAsync("ines");

        var restored = await NewCourseAsync(await lms.PostFormAsync("/course/2/restore"), lms);

        var claims = await lms.OpenAsync("ines", Assert.Single(await lms.ActivitiesAsync((string)restored["id"]!)));
        Assert.Equal("", (string?)claims[Launching.Core("custom")]!["came_from"]);
        Assert.Equal("", (string?)restored["sourcedId"]);
    }

    [Theory]
    [InlineData("moodle", "")]
    [InlineData("canvas", "2")]
    public async Task An_import_brings_activities_with_new_ids_and_history_only_where_the_platform_counts_it(string manner, string history)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"));
        var original = await lms.AddActivityAsync(tool, Item);
        await lms.PostJsonAsync("/api/courses/3/people", new { person = "ines", role = "Instructor" });
        await lms.SignInAsync("ines");

        using var answer = await lms.PostFormAsync("/course/3/import", ("source", "2"));

        var imported = Assert.Single(await lms.ActivitiesAsync("3"));
        Assert.Equal($"/course/3?added={imported["id"]}", answer.Headers.Location!.ToString());
        Assert.NotEqual((string?)original["resourceLinkId"], (string?)imported["resourceLinkId"]);
        Assert.Equal(original["item"]!.ToJsonString(), imported["item"]!.ToJsonString());
        Assert.Equal(history, string.Join(',', (await lms.CourseAsync("3"))["history"]!.AsArray().Select(id => (string?)id)));
    }

    [Fact]
    public async Task An_import_takes_only_what_was_chosen()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.AddActivityAsync(tool, Item);
        var second = await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink","title":"Lecture 8"}""");

        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(lms.Browser, "/api/courses/3/import", new { source = "CS-305", activities = new[] { (int)second["id"]! } }, RunningLms.Stop);

        Assert.Equal("Lecture 8", (string?)Assert.Single(await lms.ActivitiesAsync("3"))["title"]);
    }

    [Fact]
    public async Task Columns_come_along_with_ids_of_their_own_and_grades_stay_behind()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.AddActivityAsync(tool, Item);
        var before = (await lms.GetJsonAsync("/api/courses/2/columns"))[0]!;
        await lms.PostJsonAsync("/api/grades", new { lineItemId = (string)before["id"]!, person = "mara", score = 7 });

        var copy = await lms.PostJsonAsync("/api/courses/2/copy", new { });

        var after = Assert.Single((await lms.GetJsonAsync($"/api/courses/{copy["id"]}/columns")).AsArray())!;
        Assert.Equal(("r-7", "watch", 10), ((string?)after["resourceId"], (string?)after["tag"], (int)after["scoreMaximum"]!));
        Assert.NotEqual((string?)before["id"], (string?)after["id"]);
        Assert.Equal((string?)(await lms.ActivitiesAsync((string)copy["id"]!))[0]["resourceLinkId"], (string?)after["resourceLinkId"]);
        Assert.Empty((await lms.GetJsonAsync($"/api/courses/{copy["id"]}/grades")).AsArray());
    }

    [Theory]
    [InlineData("mara", "/course/2/copy")]
    [InlineData("mara", "/course/2/restore")]
    [InlineData("mara", "/course/2/import")]
    [InlineData("mara", "/course/2/people")]
    [InlineData("sofia", "/course/2/students-of")]
    public async Task Who_does_not_teach_changes_nothing(string person, string path)
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.SignInAsync(person);

        using var answer = await lms.PostFormAsync(path, ("source", "3"), ("person", "9"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(2, (await lms.GetJsonAsync("/api/courses")).AsArray().Count);
    }

    [Fact]
    public async Task A_teacher_imports_only_from_courses_she_teaches()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.AddActivityAsync(tool, Item, course: "CS-101");
        await lms.SignInAsync("ines");

        using var answer = await lms.PostFormAsync("/course/2/import", ("source", "3"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await lms.ActivitiesAsync("2"));
    }

    [Fact]
    public async Task The_page_offers_each_way_with_a_label_for_each_field()
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.SignInAsync("robin");

        var page = await lms.Browser.GetStringAsync("/course/2/copies", RunningLms.Stop);

        Assert.All(["Make the copy", "Import activities", "Restore as a new course"], button => Assert.Contains($">{button}</button>", page, StringComparison.Ordinal));
        Assert.All(["title", "label", "term", "people", "teacher", "source"], field => Assert.Contains($"<label for=\"{field}\"", page, StringComparison.Ordinal));
    }

    private static async Task<JsonNode> NewCourseAsync(HttpResponseMessage answer, RunningLms lms)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return await lms.CourseAsync(answer.Headers.Location!.ToString().Split('/')[^1]);
        }
    }
}
