using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class VariableTests
{
    [Theory]
    [InlineData("moodle", "$CourseSection.timeFrame.begin", "2026-09-28T00:00:00+00:00")]
    [InlineData("moodle", "$Moodle.Person.userGroupIds", "1")]
    [InlineData("moodle", "$Canvas.term.name", "$Canvas.term.name")]
    [InlineData("moodle", "@X@course.id@X@", "@X@course.id@X@")]
    [InlineData("canvas", "$Canvas.term.name", "Autumn 2026")]
    [InlineData("canvas", "$Canvas.term.startAt", "2026-09-28 00:00:00 UTC")]
    [InlineData("canvas", "$Canvas.course.id", "2")]
    [InlineData("canvas", "$Canvas.course.sectionIds", "1")]
    [InlineData("canvas", "$Canvas.course.sectionSisSourceIds", "SIS-CS305-A")]
    [InlineData("canvas", "$com.instructure.User.sectionNames", "[\"Section A\"]")]
    [InlineData("canvas", "$Canvas.account.name", "Computer Science")]
    [InlineData("canvas", "$com.instructure.User.student_view", "false")]
    [InlineData("canvas", "$CourseSection.timeFrame.end", "2027-02-12T00:00:00+00:00")]
    [InlineData("canvas", "$Moodle.Person.userGroupIds", "$Moodle.Person.userGroupIds")]
    [InlineData("blackboard", "@X@course.batch_uid@X@", "SIS-CS305-2026A")]
    [InlineData("blackboard", "@X@course.ih_primary_node@X@", "Computer Science")]
    [InlineData("blackboard", "@X@nobody.knows@X@", "@X@nobody.knows@X@")]
    [InlineData("blackboard", "$Canvas.course.sectionIds", "$Canvas.course.sectionIds")]
    public async Task Each_platform_knows_its_own_variables_and_leaves_the_others_as_they_are(string manner, string variable, string value)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var registration = FakeTool.Registration(scope: "");
        registration[RunningLms.Configuration]!["custom_parameters"] = new JsonObject { ["it"] = variable };
        var (_, tool) = await lms.AddToolAsync(registration);

        var claims = await lms.LaunchAsync("mara", tool);

        Assert.Equal(value, (string?)claims[Launching.Core("custom")]!["it"]);
    }

    [Theory]
    [InlineData("canvas")]
    [InlineData("blackboard")]
    public async Task The_history_names_contexts_as_their_launches_do(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));
        var original = await lms.LaunchAsync("ines", tool);
        var copy = await lms.PostJsonAsync("/api/courses/2/copy", new { });

        var claims = await lms.LaunchAsync("ines", tool, course: (string)copy["id"]!);

        var id = (string?)original[Launching.Core("context")]!["id"];
        Assert.Equal(id, (string?)claims[Launching.Core("custom")]!["history"]);
        Assert.NotEqual("2", id);
        Assert.Equal((string?)copy["contextId"], (string?)claims[Launching.Core("context")]!["id"]);
    }

    [Theory]
    [InlineData("moodle", "tool")]
    [InlineData("canvas", "link")]
    [InlineData("blackboard", "link")]
    public async Task Where_tool_and_link_name_a_parameter_alike_the_platform_decides(string manner, string winner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var registration = FakeTool.Registration(scope: "");
        registration[RunningLms.Configuration]!["custom_parameters"] = new JsonObject { ["both"] = "tool" };
        var (_, tool) = await lms.AddToolAsync(registration);
        var activity = await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink","custom":{"both":"link"}}""");

        var claims = await lms.OpenAsync("mara", activity);

        Assert.Equal(winner, (string?)claims[Launching.Core("custom")]!["both"]);
    }

    [Fact]
    public void An_unknown_manner_is_refused_by_name()
    {
        var problem = Assert.Throws<ArgumentException>(() => PracticeLmsApp.Build(["--manner", "Brightspace"]));

        Assert.Contains("moodle, canvas, blackboard", problem.Message, StringComparison.Ordinal);
    }
}
