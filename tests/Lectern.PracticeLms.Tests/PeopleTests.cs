using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class PeopleTests
{
    private const string Membership = "http://purl.imsglobal.org/vocab/lis/v2/membership";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

    [Theory]
    [InlineData("moodle")]
    [InlineData("canvas")]
    [InlineData("blackboard")]
    public async Task An_observer_comes_as_the_mentor_of_one_student(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));

        var claims = await lms.LaunchAsync("sofia", tool);

        var mara = (string?)(await lms.LaunchAsync("mara", tool))["sub"];
        Assert.Contains(Membership + "#Mentor", Roles(claims));
        Assert.DoesNotContain(Membership + "#Learner", Roles(claims));
        Assert.Equal([mara], claims[Launching.Core("role_scope_mentor")]!.AsArray().Select(id => (string?)id));
    }

    [Fact]
    public async Task Institution_roles_come_beside_those_of_the_course_in_the_manner_of_canvas()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "Canvas");
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));

        var student = Roles(await lms.LaunchAsync("mara", tool));
        var teachesElsewhere = Roles(await lms.LaunchAsync("noor", tool));
        var assistant = Roles(await lms.LaunchAsync("yuki", tool));

        Assert.Equal([Institution + "Student", Membership + "#Learner", "http://purl.imsglobal.org/vocab/lis/v2/system/person#User"], student);
        Assert.Contains(Institution + "Instructor", teachesElsewhere);
        Assert.DoesNotContain(Membership + "#Instructor", teachesElsewhere);
        Assert.Contains(Membership + "/instructor#TeachingAssistant", assistant);
    }

    [Fact]
    public async Task A_teacher_sees_the_course_as_the_test_student_in_the_manner_of_canvas()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var registration = FakeTool.Registration(scope: "");
        registration[RunningLms.Configuration]!["custom_parameters"] = new JsonObject { ["view"] = "$com.instructure.User.student_view", ["sections"] = "$Canvas.course.sectionIds" };
        var (_, tool) = await lms.AddToolAsync(registration);
        await lms.SignInAsync("ines");

        using var answer = await lms.PostFormAsync("/course/2/student-view");

        var claims = await lms.LaunchAsync("test-student", tool);
        Assert.Equal("/course/2", answer.Headers.Location!.ToString());
        Assert.Contains("Test Student</strong>", await lms.Browser.GetStringAsync("/course/2", RunningLms.Stop), StringComparison.Ordinal);
        Assert.Contains("http://purl.imsglobal.org/vocab/lti/system/person#TestUser", Roles(claims));
        Assert.Equal(("true", "1,2"), ((string?)claims[Launching.Core("custom")]!["view"], (string?)claims[Launching.Core("custom")]!["sections"]));
    }

    [Theory]
    [InlineData("moodle")]
    [InlineData("blackboard")]
    public async Task Elsewhere_there_is_no_test_student(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        await lms.SignInAsync("ines");

        using var answer = await lms.PostFormAsync("/course/2/student-view");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_administrator_who_acts_as_a_student_is_told_of_in_the_manner_of_canvas()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var registration = FakeTool.Registration(scope: "");
        registration[RunningLms.Configuration]!["custom_parameters"] = new JsonObject { ["actor"] = "$Canvas.masqueradingUser.id" };
        var (_, tool) = await lms.AddToolAsync(registration);
        var alone = await lms.LaunchAsync("mara", tool);
        await lms.SignInAsync("robin");

        using var answer = await lms.PostFormAsync("/act-as", ("person", "mara"));

        var acted = await lms.LaunchAsync("mara", tool);
        Assert.Equal((string?)alone["sub"], (string?)acted["sub"]);
        Assert.Equal(("$Canvas.masqueradingUser.id", "2"), ((string?)alone[Launching.Core("custom")]!["actor"], (string?)acted[Launching.Core("custom")]!["actor"]));
    }

    [Theory]
    [InlineData("canvas", "ines")]
    [InlineData("moodle", "robin")]
    public async Task Nobody_else_acts_as_somebody(string manner, string person)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        await lms.SignInAsync(person);

        using var answer = await lms.PostFormAsync("/act-as", ("person", "mara"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("Mara Lindqvist</strong>", await lms.Browser.GetStringAsync("/", RunningLms.Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Inactive")]
    [InlineData("Deleted")]
    public async Task Who_is_suspended_or_gone_can_not_open_the_course(string status)
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.SignInAsync("ines");
        using var answer = await lms.PostFormAsync("/course/2/people", ("person", "5"), ("role", "Learner"), ("section", "2"), ("status", status));
        await lms.SignInAsync("tomas");

        using var page = await lms.Browser.GetAsync("/course/2", RunningLms.Stop);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
    }

    [Fact]
    public async Task A_student_moves_to_another_section_by_the_form()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.SignInAsync("ines");

        using var answer = await lms.PostFormAsync("/course/2/people", ("person", "mara"), ("section", "2"));

        Assert.Equal("2", (string?)(await lms.LaunchAsync("mara", tool))[Launching.Core("custom")]!["groups"]);
    }

    [Fact]
    public async Task The_teacher_of_no_course_gets_one_with_a_copy()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var copy = await lms.PostJsonAsync("/api/courses/2/copy", new { people = "Nobody", teacher = "hanna" });

        var claims = await lms.LaunchAsync("hanna", tool, course: (string)copy["id"]!);

        Assert.Equal([Membership + "#Instructor"], Roles(claims));
    }

    private static IEnumerable<string?> Roles(JsonObject claims) => claims[Launching.Core("roles")]!.AsArray().Select(role => (string?)role);
}
