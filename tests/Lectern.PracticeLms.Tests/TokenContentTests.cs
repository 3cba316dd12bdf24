using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Tests;

public sealed class TokenContentTests
{
    private const string Membership = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

    [Fact]
    public async Task A_teachers_token_says_who_where_and_what()
    {
        await using var lms = await RunningLms.StartAsync();
        var (client, tool) = await lms.AddToolAsync();

        var claims = await lms.LaunchAsync("ines", tool);

        Assert.Equal((lms.Issuer, client, "3"), ((string?)claims["iss"], (string?)claims["aud"], (string?)claims["sub"]));
        Assert.Equal(60, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.Equal("1.3.0", (string?)claims[Launching.Core("version")]);
        Assert.Equal(tool, (string?)claims[Launching.Core("deployment_id")]);
        Assert.Equal(FakeTool.Base + "/launch", (string?)claims[Launching.Core("target_link_uri")]);
        Assert.Equal("""{"id":"2","label":"CS-305","title":"CS-305 Distributed Systems (Autumn 2026)","type":["CourseSection"]}""", claims[Launching.Core("context")]!.ToJsonString());
        Assert.False(string.IsNullOrEmpty((string?)claims[Launching.Core("resource_link")]!["id"]));
        Assert.Equal("Dr Ines Okafor", (string?)claims["name"]);
        Assert.StartsWith(lms.Issuer, (string?)claims[Launching.Core("launch_presentation")]!["return_url"], StringComparison.Ordinal);
        Assert.Equal("moodle", (string?)claims[Launching.Core("tool_platform")]!["product_family_code"]);
    }

    [Theory]
    [InlineData("ines", "CS-305", Membership + "Instructor")]
    [InlineData("ines", "CS-101", Membership + "Learner")]
    [InlineData("mara", "CS-305", Membership + "Learner")]
    [InlineData("noor", "CS-305", Institution + "Instructor", Membership + "Learner")]
    [InlineData("noor", "CS-101", Institution + "Instructor", Membership + "Instructor")]
    [InlineData("yuki", "CS-305", Membership + "Instructor", "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant")]
    [InlineData("robin", "CS-305", Institution + "Administrator", Membership + "Instructor", "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator")]
    public async Task Roles_are_those_of_the_course_and_the_institution(string person, string course, params string[] roles)
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();

        var claims = await lms.LaunchAsync(person, tool, course: course);

        Assert.Equal(roles.Order(StringComparer.Ordinal), claims[Launching.Core("roles")]!.AsArray().Select(role => (string)role!));
    }

    [Theory]
    [InlineData("mara", "1")]
    [InlineData("tomas", "2")]
    [InlineData("ines", "")]
    public async Task A_students_section_comes_as_a_group_id(string person, string groups)
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();

        var claims = await lms.LaunchAsync(person, tool);

        Assert.Equal(groups, (string?)claims[Launching.Core("custom")]!["Groups"]);
        Assert.Equal(groups, (string?)claims[Launching.Core("custom")]!["groups"]);
    }

    [Fact]
    public async Task Unknown_variables_stay_literal_and_known_empty_ones_are_empty()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();

        var custom = (await lms.LaunchAsync("mara", tool))[Launching.Core("custom")]!;

        Assert.Equal("$Nobody.knows", (string?)custom["unknown"]);
        Assert.Equal("", (string?)custom["history"]);
    }

    [Fact]
    public async Task An_items_parameters_are_sent_and_the_tools_win_where_names_meet()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var item = JsonNode.Parse("""{"type":"ltiResourceLink","title":"Lecture 7","url":"https://tool.example/launch?v=7","custom":{"video_id":"v-7","link":"$ResourceLink.id","price":"\\$5","history":"mine"}}""");
        var activity = await lms.PostJsonAsync("/api/activities", new { courseId = "CS-305", toolId = tool, item });
        var launch = await lms.PostJsonAsync("/api/launches", new { person = "mara", activityId = (int)activity["id"]! });

        var (_, page) = await lms.AuthorizeAsync(Launching.RightRequest(launch));

        var claims = Launching.Claims(Launching.Field(page, "id_token"));
        var custom = claims[Launching.Core("custom")]!;
        Assert.Equal("https://tool.example/launch?v=7", (string?)claims[Launching.Core("target_link_uri")]);
        Assert.Equal(("v-7", (string?)activity["resourceLinkId"], "$5", ""), ((string?)custom["video_id"], (string?)custom["link"], (string?)custom["price"], (string?)custom["history"]));
    }

    [Fact]
    public async Task Names_and_email_come_only_to_a_tool_that_asked_for_them()
    {
        await using var lms = await RunningLms.StartAsync();
        var registration = FakeTool.Registration();
        registration[RunningLms.Configuration]!["claims"] = new JsonArray("iss", "sub");
        var (_, tool) = await lms.AddToolAsync(registration);

        var claims = await lms.LaunchAsync("mara", tool);

        Assert.DoesNotContain(claims, claim => claim.Key is "name" or "given_name" or "family_name" or "email");
    }

    [Fact]
    public async Task The_signature_holds_with_the_published_keys_before_and_after_a_rotation()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var (_, before) = await lms.AuthorizeAsync(Launching.RightRequest(await lms.BeginAsync("ines", tool)));
        var kid = (string?)(await lms.PostJsonAsync("/api/keys/rotate", new { }))["kid"];

        var (_, after) = await lms.AuthorizeAsync(Launching.RightRequest(await lms.BeginAsync("ines", tool)));

        var keys = new JsonWebKeySet(await lms.Browser.GetStringAsync("/lti/jwks", RunningLms.Stop));
        Assert.Equal(2, keys.Keys.Count);
        Assert.True(await HoldsAsync(Launching.Field(before, "id_token"), keys));
        Assert.True(await HoldsAsync(Launching.Field(after, "id_token"), keys));
        Assert.Equal(kid, new JsonWebToken(Launching.Field(after, "id_token")).Kid);
    }

    [Theory]
    [InlineData("current", true)]
    [InlineData("previous", true)]
    [InlineData("wrong", false)]
    [InlineData("forged", false)]
    [InlineData("none", false)]
    [InlineData("public", false)]
    public async Task Tokens_signed_for_tests_are_right_or_wrong_as_asked(string key, bool right)
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();

        var answer = await lms.PostJsonAsync("/api/tokens/sign", new
        {
            launch = new { person = "mara", courseId = "CS-305", toolId = tool },
            nonce = "n-9",
            set = new Dictionary<string, object> { [Launching.Core("version")] = "11.3" },
            remove = (string[])["sub"],
            key,
        });

        var keys = new JsonWebKeySet(await lms.Browser.GetStringAsync("/lti/jwks", RunningLms.Stop));
        var claims = Launching.Claims((string)answer["jwt"]!);
        Assert.Equal(right, await HoldsAsync((string)answer["jwt"]!, keys));
        Assert.Equal(("n-9", "11.3", null), ((string?)claims["nonce"], (string?)claims[Launching.Core("version")], (string?)claims["sub"]));
    }

    [Fact]
    public async Task A_token_signed_for_tests_takes_header_and_claims_as_they_are()
    {
        await using var lms = await RunningLms.StartAsync();

        var answer = await lms.PostJsonAsync("/api/tokens/sign", new { claims = new { name = "badltilaunch" }, header = new { alg = "RS256", badtestonly = "x" } });

        var parts = ((string)answer["jwt"]!).Split('.');
        Assert.Equal("""{"alg":"RS256","badtestonly":"x"}""", Base64UrlEncoder.Decode(parts[0]));
        Assert.Equal("""{"name":"badltilaunch"}""", Base64UrlEncoder.Decode(parts[1]));
    }

    [Fact]
    public async Task A_copied_course_has_new_ids_a_history_and_the_same_items()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        var item = JsonNode.Parse("""{"type":"ltiResourceLink","title":"Lecture 7","custom":{"video_id":"v-7"}}""");
        var original = await lms.PostJsonAsync("/api/activities", new { courseId = "CS-305", toolId = tool, item });
        var first = await lms.PostJsonAsync("/api/courses/CS-305/copy", new { });
        var second = await lms.PostJsonAsync($"/api/courses/{first["id"]}/copy", new { });

        var copied = (await lms.GetJsonAsync($"/api/activities?courseId={second["id"]}")).AsArray().Single()!;

        var claims = await lms.LaunchAsync("ines", tool, course: (string)second["id"]!);
        Assert.Equal(JsonSerializer.Serialize(original["item"]), JsonSerializer.Serialize(copied["item"]));
        Assert.NotEqual((string?)original["resourceLinkId"], (string?)copied["resourceLinkId"]);
        Assert.Equal((string?)second["id"], (string?)claims[Launching.Core("context")]!["id"]);
        Assert.Equal($"{first["id"]},2", (string?)claims[Launching.Core("custom")]!["history"]);
    }

    private static async Task<bool> HoldsAsync(string token, JsonWebKeySet keys) =>
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.Keys,
            ValidAlgorithms = ["RS256"],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        })).IsValid;
}
