using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Tests;

public sealed class MannerTests
{
    [Fact]
    public async Task Canvas_begins_a_login_with_its_own_fields()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));

        var fields = (await lms.BeginAsync("mara", tool))["fields"]!.AsObject();

        Assert.Equal(
            ["iss", "target_link_uri", "login_hint", "lti_message_hint", "client_id", "deployment_id", "canvas_region", "canvas_environment", "lti_storage_target"],
            fields.Select(field => field.Key));
        Assert.Matches("^[0-9]+:[0-9a-f]{40}$", (string?)fields["deployment_id"]);
        Assert.Equal("post_message_forwarding", (string?)fields["lti_storage_target"]);
    }

    [Fact]
    public async Task Blackboard_names_no_storage_in_the_login_but_keeps_a_frame_on_its_pages()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "Blackboard");
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));
        var activity = await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink"}""");
        await lms.SignInAsync("mara");

        var fields = (await lms.BeginAsync("mara", tool))["fields"]!.AsObject();

        Assert.Null(fields["lti_storage_target"]);
        Assert.Equal(tool, (string?)fields["lti_deployment_id"]);
        Assert.True(Guid.TryParse(tool, out _));
        Assert.Contains("name=\"lti_storage_frame\"", await lms.Browser.GetStringAsync($"/activity/{activity["id"]}", RunningLms.Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moodle", null)]
    [InlineData("canvas", "post_message_forwarding")]
    [InlineData("blackboard", "lti_storage_frame")]
    public async Task Pages_that_frame_a_tool_have_the_storage_frame_of_the_platform(string manner, string? name)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));
        var activity = await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink"}""");
        await lms.SignInAsync("ines");
        var number = (string)(await lms.GetJsonAsync($"/api/tools/{Uri.EscapeDataString(tool)}"))["id"]!;

        foreach (var path in (string[])[$"/activity/{activity["id"]}", "/course/2/all", $"/course/2/add/{number}"])
        {
            var page = await lms.Browser.GetStringAsync(path, RunningLms.Stop);

            Assert.Equal(name is not null, page.Contains($"name=\"{name}\" title=\"Data kept for tools\"", StringComparison.Ordinal));
        }

        Assert.Contains("data-origins=\"https://tool.example\"", await lms.Browser.GetStringAsync("/lti/storage", RunningLms.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canvas_refuses_a_registration_with_a_scope_nobody_knows()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");

        using var refused = await lms.RegisterAsync(await lms.RegistrationTokenAsync(), FakeTool.Registration());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("its-own", await refused.Content.ReadAsStringAsync(RunningLms.Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moodle", false, false)]
    [InlineData("canvas", true, false)]
    [InlineData("blackboard", false, true)]
    public async Task The_configuration_announces_the_services_of_the_platform(string manner, bool notices, bool groups)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);

        var scopes = (await lms.GetJsonAsync("/.well-known/openid-configuration"))["scopes_supported"]!.AsArray().Select(scope => (string?)scope).ToList();

        Assert.Contains(ServiceCalls.Memberships, scopes);
        Assert.Contains(ServiceCalls.Ags + "score", scopes);
        Assert.Equal((notices, groups), (scopes.Contains(ServiceCalls.Notices), scopes.Contains(ServiceCalls.Groups)));
    }

    [Theory]
    [InlineData("https://canvas.instructure.com/lti/course_navigation")]
    [InlineData("course_navigation")]
    public async Task In_canvas_a_tool_stands_in_the_navigation_where_its_link_has_the_courses_id(string placement)
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (_, deployment) = await lms.AddToolAsync(WithNavigation(placement));
        var tool = (await lms.GetJsonAsync("/api/tools"))[0]!["id"];
        await lms.SignInAsync("mara");
        var page = await lms.Browser.GetStringAsync("/course/2", RunningLms.Stop);

        var form = await lms.Browser.GetStringAsync($"/course/2/tool/{tool}/launch", RunningLms.Stop);
        var launch = await lms.PostJsonAsync("/api/launches", new { person = "mara", courseId = "2", toolId = deployment, placement = "course_navigation" });
        var (_, answer) = await lms.AuthorizeAsync(Launching.RightRequest(launch));

        var claims = Launching.Claims(Launching.Field(answer, "id_token"));
        Assert.Contains($"href=\"/course/2/tool/{tool}\"", page, StringComparison.Ordinal);
        Assert.Equal(FakeTool.Base + "/launch?course", Launching.Field(form, "target_link_uri"));
        Assert.Equal(FakeTool.Base + "/launch?course", (string?)claims[Launching.Core("target_link_uri")]);
        Assert.Equal((string?)claims[Launching.Core("context")]!["id"], (string?)claims[Launching.Core("resource_link")]!["id"]);
        Assert.Equal("course_navigation", (string?)claims["https://www.instructure.com/placement"]);
    }

    [Fact]
    public async Task Elsewhere_a_tool_stands_in_no_navigation()
    {
        await using var lms = await RunningLms.StartAsync();
        await lms.AddToolAsync(WithNavigation("course_navigation"));
        await lms.SignInAsync("mara");

        using var answer = await lms.Browser.GetAsync($"/course/2/tool/{(await lms.GetJsonAsync("/api/tools"))[0]!["id"]}", RunningLms.Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static JsonObject WithNavigation(string placement)
    {
        var registration = FakeTool.Registration(scope: "");
        registration[RunningLms.Configuration]!["messages"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "LtiResourceLinkRequest",
            ["target_link_uri"] = FakeTool.Base + "/launch?course",
            ["placements"] = new JsonArray(placement),
        });
        return registration;
    }

    [Fact]
    public async Task An_administrator_takes_a_scope_away_again()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, tool) = await lms.AddToolAsync(FakeTool.Registration($"{ServiceCalls.Memberships} {ServiceCalls.AllGrades}"));

        await lms.PostJsonAsync($"/api/tools/{tool}/scopes", new { scopes = new[] { ServiceCalls.Ags + "score" } });

        using var asked = await lms.AskTokenAsync(lms.Assertion(client), $"{ServiceCalls.Memberships} {ServiceCalls.AllGrades}");
        Assert.Equal(ServiceCalls.Ags + "score", (string?)(await RunningLms.ReadJsonAsync(asked))["scope"]);
        Assert.Null((await lms.LaunchAsync("ines", tool))["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]);
    }

    [Theory]
    [InlineData("moodle")]
    [InlineData("blackboard")]
    public async Task A_second_deployment_has_the_same_client_and_its_token(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (first, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);

        var second = await lms.PostJsonAsync($"/api/tools/{first}/deployments", new { });

        var claims = await lms.LaunchAsync("ines", (string)second["deploymentId"]!);
        Assert.NotEqual(first, (string?)claims[Launching.Core("deployment_id")]);
        Assert.Equal((string?)second["clientId"], (string?)claims["aud"]);
        var members = await lms.ReadAsync((string)claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]!["context_memberships_url"]!, token, ServiceCalls.MembersType);
        Assert.NotEmpty(members["members"]!.AsArray());
    }

    [Fact]
    public async Task Blackboard_signs_with_RS512_where_that_was_chosen()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "blackboard", "--algorithm", "RS512");
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));

        var (_, page) = await lms.AuthorizeAsync(Launching.RightRequest(await lms.BeginAsync("mara", tool)));

        var keys = new JsonWebKeySet(await lms.Browser.GetStringAsync("/lti/jwks", RunningLms.Stop));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(Launching.Field(page, "id_token"), new TokenValidationParameters
        {
            IssuerSigningKeys = keys.Keys,
            ValidAlgorithms = ["RS512"],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        Assert.True(result.IsValid);
        Assert.All(keys.Keys, key => Assert.Equal("RS512", key.Alg));
    }

    [Theory]
    [InlineData("moodle", "RS256")]
    [InlineData("canvas", "RS256")]
    [InlineData("blackboard", "RS256,RS512")]
    public async Task RS256_is_always_announced(string manner, string algorithms)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);

        var configuration = await lms.GetJsonAsync("/.well-known/openid-configuration");

        Assert.Equal(algorithms, string.Join(',', configuration["id_token_signing_alg_values_supported"]!.AsArray().Select(name => (string?)name)));
    }

    [Theory]
    [InlineData("moodle")]
    [InlineData("canvas")]
    public void Elsewhere_RS512_is_no_choice(string manner)
    {
        var problem = Assert.Throws<ArgumentException>(() => PracticeLmsApp.Build(["--manner", manner, "--algorithm", "RS512"]));

        Assert.Contains("RS512", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blackboards_selection_has_a_resource_link_and_its_hint_works_again()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "blackboard");
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));
        var request = Launching.RightRequest(await lms.BeginAsync("ines", tool, "LtiDeepLinkingRequest"));
        var (_, first) = await lms.AuthorizeAsync(request);

        var (again, _) = await lms.AuthorizeAsync(request);

        Assert.Matches("^_[0-9]+_1$", (string?)Launching.Claims(Launching.Field(first, "id_token"))[Launching.Core("resource_link")]!["id"]);
        Assert.Equal(HttpStatusCode.OK, again);
    }

    [Fact]
    public async Task Canvas_keeps_the_selections_data_in_the_return_address()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (client, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: ""));
        var settings = (await lms.LaunchAsync("ines", tool, "LtiDeepLinkingRequest"))[Launching.DeepLinking("deep_linking_settings")]!;
        var now = lms.Time.GetUtcNow().ToUnixTimeSeconds();
        var response = new JsonObject
        {
            ["iss"] = client,
            ["aud"] = lms.Issuer,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["nonce"] = "n-1",
            [Launching.Core("message_type")] = "LtiDeepLinkingResponse",
            [Launching.Core("version")] = "1.3.0",
            [Launching.Core("deployment_id")] = tool,
            [Launching.DeepLinking("content_items")] = new JsonArray(JsonNode.Parse("""{"type":"ltiResourceLink","title":"Lecture 7"}""")),
        };

        using var answer = await lms.PostFormAsync((string)settings["deep_link_return_url"]!, ("JWT", lms.Tool.Sign(response)));

        Assert.Null(settings["data"]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await lms.ActivitiesAsync("2"));
    }

    [Fact]
    public async Task Groups_are_the_sections_of_the_course_in_the_manner_of_blackboard()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "blackboard");
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Groups + " " + ServiceCalls.Memberships);
        var claims = await lms.LaunchAsync("mara", tool);
        var service = claims["https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice"]!;
        const string Type = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";

        var all = await lms.ReadAsync((string)service["context_groups_url"]!, token, Type);
        var maras = await lms.ReadAsync($"{service["context_groups_url"]}?user_id={claims["sub"]}", token, Type);
        var sets = await lms.ReadAsync((string)service["context_group_sets_url"]!, token, "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json");
        var members = await lms.ReadAsync(claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]!["context_memberships_url"] + "?groups=true", token, ServiceCalls.MembersType);

        Assert.Equal(["1 Section A", "2 Section B"], Names(all["groups"]!));
        Assert.Equal(["1 Section A"], Names(maras["groups"]!));
        Assert.Equal(["1 Section A", "2 Section B"], Names(sets["sets"]![0]!["groups"]!));
        Assert.Equal("2", (string?)members["members"]!.AsArray().Single(member => (string?)member!["lis_person_sourcedid"] == "SIS-TOMAS")!["group_enrollments"]![0]!["group_id"]);
    }

    [Fact]
    public async Task Groups_come_in_pages()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "blackboard");
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Groups);
        var url = (string)(await lms.LaunchAsync("mara", tool))["https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice"]!["context_groups_url"]!;

        using var answer = await lms.CallAsync(HttpMethod.Get, url + "?limit=1", token, "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json");

        Assert.Equal($"<{url}?limit=1&from=1>; rel=\"next\"", Assert.Single(answer.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task Without_the_scope_there_are_no_groups()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "blackboard");
        var (_, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Memberships);
        var tool = (string)(await lms.GetJsonAsync("/api/tools"))[0]!["id"]!;

        using var answer = await lms.CallAsync(HttpMethod.Get, $"/services/2/bindings/{tool}/groups", token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static IEnumerable<string> Names(JsonNode groups) => groups.AsArray().Select(group => $"{group!["id"]} {group["name"]}");
}
