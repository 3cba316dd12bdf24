using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lectern.PracticeLms.Tests;

public sealed partial class MembershipTests
{
    private const string Claim = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

    [Fact]
    public async Task Everyone_is_on_one_page_under_short_names_in_the_manner_of_moodle()
    {
        await using var lms = await RunningLms.StartAsync();
        var (token, url) = await AddressAsync(lms);

        var answer = await lms.ReadAsync(url, token, ServiceCalls.MembersType);

        var members = answer["members"]!.AsArray();
        Assert.Equal(["3 Instructor", "6 Learner", "4 Learner", "5 Learner", "7 Learner", "8 Mentor"], members.Select(member => $"{member!["user_id"]} {member["roles"]![0]}"));
        Assert.All(members, member => Assert.Equal("Active", (string?)member!["status"]));
        Assert.Equal(("Mara Lindqvist", "mara@university.example", "SIS-MARA"), ((string?)members[2]!["name"], (string?)members[2]!["email"], (string?)members[2]!["lis_person_sourcedid"]));
        Assert.Equal("CS-305", (string?)answer["context"]!["label"]);
    }

    [Theory]
    [InlineData("moodle")]
    [InlineData("canvas")]
    [InlineData("blackboard")]
    public async Task Pages_lead_through_all_members_each_once(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (token, url) = await AddressAsync(lms);

        var seen = new List<string>();
        string? next = url + "?limit=4";
        while (next is not null)
        {
            using var answer = await lms.CallAsync(HttpMethod.Get, next, token, ServiceCalls.MembersType);
            var members = (await RunningLms.ReadJsonAsync(answer))["members"]!.AsArray();
            seen.AddRange(members.Select(member => (string)member!["user_id"]!));
            next = Link(answer, "next");
        }

        Assert.Equal((6, 6), (seen.Count, seen.Distinct().Count()));
    }

    [Theory]
    [InlineData("moodle", "")]
    [InlineData("canvas", "&role=Learner")]
    public async Task The_role_filter_holds_on_the_next_page_but_in_moodle(string manner, string kept)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (token, url) = await AddressAsync(lms);

        using var answer = await lms.CallAsync(HttpMethod.Get, url + "?role=Learner&limit=1", token, ServiceCalls.MembersType);

        var next = Link(answer, "next")!;
        Assert.Equal(kept.Length > 0, next.Contains("role=Learner", StringComparison.Ordinal));
        Assert.Single((await RunningLms.ReadJsonAsync(answer))["members"]!.AsArray());
    }

    [Theory]
    [InlineData("moodle", "Learner", 4)]
    [InlineData("canvas", "Learner", 3)]
    [InlineData("canvas", "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor", 2)]
    [InlineData("blackboard", "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant", 1)]
    [InlineData("blackboard", "Mentor", 1)]
    public async Task A_role_leaves_only_those_who_have_it(string manner, string role, int count)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (token, url) = await AddressAsync(lms);

        var answer = await lms.ReadAsync($"{url}?role={Uri.EscapeDataString(role)}", token, ServiceCalls.MembersType);

        Assert.Equal(count, answer["members"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_link_adds_what_each_members_launch_would_carry_and_canvas_leaves_sections_out()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);
        var link = await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink","custom":{"who":"$User.username","sections":"$Canvas.course.sectionIds","v":"7"}}""");
        var url = Url(await lms.OpenAsync("ines", link));

        var answer = await lms.ReadAsync($"{url}?rlid={link["resourceLinkId"]}", token, ServiceCalls.MembersType);

        var custom = answer["members"]!.AsArray().Single(member => (string?)member!["lis_person_sourcedid"] == "SIS-MARA")!["message"]![0]![Launching.Core("custom")]!;
        Assert.Equal(("mara", "$Canvas.course.sectionIds", "7"), ((string?)custom["who"], (string?)custom["sections"], (string?)custom["v"]));
    }

    [Fact]
    public async Task Suspended_people_and_changes_are_told_in_the_manner_of_blackboard()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "blackboard");
        var (token, url) = await AddressAsync(lms);
        using var before = await lms.CallAsync(HttpMethod.Get, url, token, ServiceCalls.MembersType);
        lms.Time.Advance(TimeSpan.FromMinutes(1));
        await lms.PostJsonAsync("/api/courses/2/people", new { person = "mara", status = "Inactive" });
        await lms.PostJsonAsync("/api/courses/2/people", new { person = "tomas", status = "Deleted" });
        await lms.PostJsonAsync("/api/courses/2/people", new { person = "hanna", role = "Instructor" });

        var all = await lms.ReadAsync(url, token, ServiceCalls.MembersType);
        var changes = await lms.ReadAsync(Link(before, "differences")!, token, ServiceCalls.MembersType);

        Assert.Equal(["SIS-HANNA Active", "SIS-MARA Inactive", "SIS-TOMAS Deleted"], Statuses(changes).Order());
        Assert.Contains("SIS-MARA Inactive", Statuses(all));
        Assert.DoesNotContain("SIS-TOMAS Deleted", Statuses(all));
    }

    [Theory]
    [InlineData("moodle")]
    [InlineData("canvas")]
    public async Task Who_is_suspended_or_gone_is_just_absent_elsewhere(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (token, url) = await AddressAsync(lms);
        await lms.PostJsonAsync("/api/courses/2/people", new { person = "mara", status = "Inactive" });

        using var answer = await lms.CallAsync(HttpMethod.Get, url, token, ServiceCalls.MembersType);

        Assert.DoesNotContain(Statuses(await RunningLms.ReadJsonAsync(answer)), line => line!.StartsWith("SIS-MARA", StringComparison.Ordinal));
        Assert.Null(Link(answer, "differences"));
    }

    [Theory]
    [InlineData("moodle", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("moodle", ServiceCalls.MembersType + ", */*", HttpStatusCode.BadRequest)]
    [InlineData("moodle", "*/*", HttpStatusCode.OK)]
    [InlineData("canvas", ServiceCalls.MembersType + ", application/json;q=0.5", HttpStatusCode.OK)]
    [InlineData("canvas", "text/html", HttpStatusCode.NotAcceptable)]
    public async Task Accept_must_fit(string manner, string accept, HttpStatusCode status)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (token, url) = await AddressAsync(lms);

        using var answer = await lms.CallAsync(HttpMethod.Get, url, token, accept);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_without_the_scope_or_past_its_hour_reads_nothing()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, tool) = await lms.AddToolAsync(FakeTool.Registration($"{ServiceCalls.Memberships} {ServiceCalls.AllGrades}"));
        using var asked = await lms.AskTokenAsync(lms.Assertion(client), ServiceCalls.AllGrades);
        var token = (string)(await RunningLms.ReadJsonAsync(asked))["access_token"]!;
        var url = Url(await lms.LaunchAsync("ines", tool));

        using var without = await lms.CallAsync(HttpMethod.Get, url, token, ServiceCalls.MembersType);
        lms.Time.Advance(TimeSpan.FromHours(1));
        using var late = await lms.CallAsync(HttpMethod.Get, url, token, ServiceCalls.MembersType);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (without.StatusCode, late.StatusCode));
    }

    [Fact]
    public async Task A_link_of_another_course_is_not_found()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);
        var elsewhere = await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink"}""", "CS-101");
        var url = Url(await lms.LaunchAsync("ines", tool));

        using var answer = await lms.CallAsync(HttpMethod.Get, $"{url}?rlid={elsewhere["resourceLinkId"]}", token, ServiceCalls.MembersType);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Moodle_offers_memberships_once_the_course_has_a_link()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, _) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);

        var first = await lms.LaunchAsync("ines", tool, "LtiDeepLinkingRequest");
        await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink"}""");
        var second = await lms.LaunchAsync("ines", tool, "LtiDeepLinkingRequest");

        Assert.Null(first[Claim]);
        Assert.NotNull(second[Claim]);
    }

    private static async Task<(string Token, string Url)> AddressAsync(RunningLms lms)
    {
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);
        return (token, Url(await lms.LaunchAsync("ines", tool)));
    }

    private static string Url(JsonObject claims) => (string)claims[Claim]!["context_memberships_url"]!;

    private static IEnumerable<string?> Statuses(JsonNode answer) => answer["members"]!.AsArray().Select(member => $"{member!["lis_person_sourcedid"]} {member["status"]}");

    private static string? Link(HttpResponseMessage answer, string relation) => answer.Headers.TryGetValues("Link", out var links)
        ? links.SelectMany(link => LinkPattern().Matches(link)).FirstOrDefault(link => link.Groups[2].Value == relation)?.Groups[1].Value
        : null;

    [GeneratedRegex("<([^>]*)>; rel=\"([^\"]*)\"")]
    private static partial Regex LinkPattern();
}
