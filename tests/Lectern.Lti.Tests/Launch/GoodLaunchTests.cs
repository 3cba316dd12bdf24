using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class GoodLaunchTests
{
    private const string Membership = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

    private static readonly Dictionary<string, Action<JsonObject>> Variants = new()
    {
        ["as sent"] = _ => { },
        ["multiple role values"] = claims => { claims[Names.Roles]!.AsArray().Add(Institution + "Staff"); claims[Names.Roles]!.AsArray().Add(Institution + "Other"); },
        ["short role value"] = claims => claims[Names.Roles] = new JsonArray(claims[Names.Roles]![0]!.GetValue<string>().Split('#')[1]),
        ["unknown role added"] = claims => claims[Names.Roles]!.AsArray().Add("http://purl.imsglobal.org/vocab/lis/v2/uknownrole/unknown#Unknown"),
        ["no role"] = claims => claims[Names.Roles] = new JsonArray(""),
        ["only e-mail"] = claims => Remove(claims, "name", "given_name", "family_name"),
        ["only names"] = claims => Remove(claims, "email"),
        ["nothing personal"] = claims => Remove(claims, "name", "given_name", "family_name", "email"),
        ["e-mail and no context"] = claims => Remove(claims, "name", "given_name", "family_name", Names.Context),
    };

    public static TheoryData<string> Names18 => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(Names18))]
    public async Task Teacher_launch_of_the_certification_suite_opens(string name)
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(Variants[name]);

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        Assert.Equal(name != "no role", result.Value.Roles.IsContextInstructor);
        Assert.False(result.Value.Roles.IsContextLearner);
        Assert.Equal(name == "e-mail and no context", result.Value.Context is null);
    }

    [Theory]
    [MemberData(nameof(Names18))]
    public async Task Student_launch_of_the_certification_suite_opens(string name)
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(claims =>
        {
            claims[Names.Roles] = new JsonArray(Membership + "Learner");
            Variants[name](claims);
        });

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        Assert.Equal(name != "no role", result.Value.Roles.IsContextLearner);
        Assert.False(result.Value.Roles.IsContextInstructor);
    }

    [Fact]
    public async Task A_launch_gives_its_claims_typed()
    {
        var bench = new LaunchBench();

        var launch = (await bench.LaunchAsync()).Value!;

        Assert.Equal((bench.Registration.Issuer, "client-1", "1", "user-29"), (launch.Issuer, launch.ClientId, launch.DeploymentId, launch.Subject));
        Assert.Equal(new PersonClaims("Ms Jane Doe", "Jane", "Doe", "jane@example.edu", null), launch.Person);
        Assert.Equal(("course-1", "BIO101", "Biology"), (launch.Context!.Id, launch.Context.Label, launch.Context.Title));
        Assert.Equal(("link-1", "Week 1"), (launch.ResourceLink!.Id, launch.ResourceLink.Title));
        Assert.Equal(("https://lms.example.edu/back", "en"), (launch.Presentation.ReturnUrl, launch.Presentation.Locale));
        Assert.Equal(["https://lms.example.edu"], launch.ServiceOrigins);
        Assert.Equal(LtiMessageType.ResourceLink, launch.MessageType);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    public async Task Both_algorithms_of_the_specification_are_read(string algorithm)
    {
        var bench = new LaunchBench();
        var login = bench.Login();

        var result = await bench.PostAsync(login, Jwt.Sign(LaunchBench.Header(algorithm), bench.Claims(login).ToJsonString(), TestKeys.Platform));

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
    }

    [Theory]
    [InlineData(-59, 0)]
    [InlineData(60, 59)]
    public async Task Clocks_may_differ_by_a_minute(int expiresIn, int issuedIn)
    {
        var bench = new LaunchBench();
        var now = bench.Time.GetUtcNow().ToUnixTimeSeconds();

        var result = await bench.LaunchAsync(claims => { claims["exp"] = now + expiresIn; claims["iat"] = now + issuedIn; });

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
    }

    [Fact]
    public async Task Several_audiences_pass_when_the_authorized_party_is_this_tool()
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(claims => { claims["aud"] = new JsonArray("client-2", "client-1"); claims["azp"] = "client-1"; });

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
    }

    [Theory]
    [InlineData("DataPrivacyLaunchRequest")]
    [InlineData("LtiDataPrivacyLaunchRequest")]
    public async Task A_data_privacy_launch_opens_under_both_its_names(string type)
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(claims =>
        {
            claims[Names.MessageType] = type;
            claims[Names.ForUser] = new JsonObject { ["user_id"] = "user-5" };
            Remove(claims, Names.ResourceLink, Names.Context);
        });

        Assert.Equal(LtiMessageType.DataPrivacy, result.Value!.MessageType);
        Assert.Equal("user-5", result.Value.ForUser!.UserId);
    }

    [Fact]
    public async Task Custom_parameters_lose_what_the_platform_left_unresolved()
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(claims => claims[Names.Custom] = new JsonObject
        {
            ["video"] = "v1", ["history"] = "$Context.id.history", ["link"] = null, ["number"] = 7, ["flag"] = true, ["empty"] = "",
        });

        var custom = result.Value!.Custom;
        Assert.Equal(["empty", "flag", "number", "video"], custom.Keys.Order());
        Assert.Equal(("v1", "7", "true", ""), (custom["video"], custom["number"], custom["flag"], custom["empty"]));
    }

    [Fact]
    public async Task What_only_informs_may_be_of_any_type()
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(claims =>
        {
            claims[Names.Custom] = new JsonArray();
            claims[Names.Lis] = new JsonArray();
            claims[Names.LaunchPresentation] = "iframe";
            claims[Names.ToolPlatform] = 5;
            claims[Names.Context] = new JsonArray();
            claims["name"] = new JsonObject();
            claims["email"] = null;
            claims[Names.GradesEndpoint] = true;
        });

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        Assert.Null(result.Value.Context);
        Assert.Null(result.Value.Person.Name);
        Assert.Empty(result.Value.ServiceOrigins);
    }

    [Fact]
    public async Task A_return_address_that_is_a_script_is_dropped()
    {
        var bench = new LaunchBench();

        var result = await bench.LaunchAsync(claims => claims[Names.LaunchPresentation] = new JsonObject { ["return_url"] = "javascript:alert(1)" });

        Assert.Null(result.Value!.Presentation.ReturnUrl);
    }

    [Fact]
    public async Task No_log_line_can_print_a_name_an_address_or_a_token()
    {
        var bench = new LaunchBench();
        var login = bench.Login();

        var launch = (await bench.LaunchAsync(login, bench.Claims(login))).Value!;

        var printed = $"{launch} {launch.Person} {launch.Presentation} {launch.Lis} {launch.DeepLinking} {login} {new LaunchPost { IdToken = "tok" }}";
        Assert.All(["Jane", "jane@", "tok", "/back", login.Verifier], secret => Assert.DoesNotContain(secret, printed, StringComparison.Ordinal));
    }

    private static void Remove(JsonObject claims, params string[] names) => Array.ForEach(names, name => claims.Remove(name));
}
