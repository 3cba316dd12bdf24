using System.Net;

namespace Lectern.PracticeLms.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task The_configuration_names_endpoints_under_the_issuer()
    {
        await using var lms = await RunningLms.StartAsync();

        var configuration = await lms.GetJsonAsync("/.well-known/openid-configuration");

        Assert.Equal(lms.Issuer, (string?)configuration["issuer"]);
        Assert.All(["token_endpoint", "jwks_uri", "authorization_endpoint", "registration_endpoint"],
            name => Assert.StartsWith(lms.Issuer + "/", (string?)configuration[name], StringComparison.Ordinal));
        var messages = configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!["messages_supported"]!.AsArray();
        Assert.Equal(["LtiResourceLinkRequest", "LtiDeepLinkingRequest"], messages.Select(message => (string?)message!["type"]));
    }

    [Fact]
    public async Task A_right_registration_gets_200_a_client_id_and_a_deployment_and_waits_for_activation()
    {
        await using var lms = await RunningLms.StartAsync();
        var offer = await lms.PostJsonAsync("/api/registrations", new { autoActivate = false });

        using var response = await lms.RegisterAsync((string)offer["registrationToken"]!, FakeTool.Registration());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await RunningLms.ReadJsonAsync(response);
        Assert.Equal((string?)offer["clientId"], (string?)answer["client_id"]);
        Assert.Equal("https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly", (string?)answer["scope"]);
        var tool = await lms.GetJsonAsync($"/api/tools/{answer["client_id"]}");
        Assert.False((bool)tool["active"]!);
        Assert.Equal((string?)answer[RunningLms.Configuration]!["deployment_id"], (string?)tool["id"]);
    }

    [Fact]
    public async Task A_token_registers_one_tool_only()
    {
        await using var lms = await RunningLms.StartAsync();
        var token = await lms.RegistrationTokenAsync();
        using var first = await lms.RegisterAsync(token, FakeTool.Registration());

        using var second = await lms.RegisterAsync(token, FakeTool.Registration());

        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.Equal("token_already_used", await second.Content.ReadAsStringAsync(RunningLms.Stop));
        Assert.Single((await lms.GetJsonAsync("/api/tools")).AsArray());
    }

    [Fact]
    public async Task A_refused_registration_leaves_the_token_unspent()
    {
        await using var lms = await RunningLms.StartAsync();
        var token = await lms.RegistrationTokenAsync();
        using var refused = await lms.RegisterAsync(token, []);

        using var right = await lms.RegisterAsync(token, FakeTool.Registration());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_token_is_void_after_an_hour()
    {
        await using var lms = await RunningLms.StartAsync();
        var token = await lms.RegistrationTokenAsync();
        lms.Time.Advance(TimeSpan.FromHours(1));

        using var response = await lms.RegisterAsync(token, FakeTool.Registration());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_registration_token", await response.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Theory]
    [InlineData(null, "missing_registration_token")]
    [InlineData("abc.def.ghi", "invalid_registration_token")]
    public async Task A_registration_without_a_good_token_is_refused(string? token, string error)
    {
        await using var lms = await RunningLms.StartAsync();

        using var response = await lms.RegisterAsync(token, FakeTool.Registration());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(error, await response.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Theory]
    [InlineData("response_types", "missing required attribute response_types: id_token")]
    [InlineData("initiate_login_uri", "missing required attribute initiate_login_uri")]
    [InlineData("redirect_uris", "missing required attribute redirect_uris")]
    [InlineData("client_name", "missing required attribute client_name")]
    [InlineData("jwks_uri", "missing required attribute jwks_uri")]
    [InlineData("token_endpoint_auth_method", "missing required attribute token_endpoint_auth_method")]
    [InlineData(RunningLms.Configuration, "missing required attribute lti-tool-configuration")]
    public async Task A_registration_that_lacks_an_attribute_is_refused_by_its_name(string attribute, string fault)
    {
        await using var lms = await RunningLms.StartAsync();
        var registration = FakeTool.Registration();
        registration.Remove(attribute);

        using var response = await lms.RegisterAsync(await lms.RegistrationTokenAsync(), registration);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(fault, await response.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Theory]
    [InlineData("tool.example:8443", "https://tool.example/launch")]
    [InlineData("tool.example", "https://tool.example:8443/launch")]
    [InlineData("other.example", "https://tool.example/launch")]
    public async Task The_domain_must_be_host_and_port_of_the_target(string domain, string target)
    {
        await using var lms = await RunningLms.StartAsync();
        var registration = FakeTool.Registration();
        registration[RunningLms.Configuration]!["domain"] = domain;
        registration[RunningLms.Configuration]!["target_link_uri"] = target;

        using var response = await lms.RegisterAsync(await lms.RegistrationTokenAsync(), registration);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("domain_targetlinkuri_mismatch", await response.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Fact]
    public async Task A_tool_on_a_port_registers_with_the_port_in_its_domain()
    {
        await using var lms = await RunningLms.StartAsync();
        var registration = FakeTool.Registration();
        registration[RunningLms.Configuration]!["domain"] = "127.0.0.1:8400";
        registration[RunningLms.Configuration]!["target_link_uri"] = "http://127.0.0.1:8400/launch";

        using var response = await lms.RegisterAsync(await lms.RegistrationTokenAsync(), registration);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_pending_tool_can_not_be_launched_until_it_is_activated()
    {
        await using var lms = await RunningLms.StartAsync();
        var answer = await RunningLms.ReadJsonAsync(await lms.RegisterAsync(await lms.RegistrationTokenAsync(autoActivate: false), FakeTool.Registration()));
        var id = (string)answer[RunningLms.Configuration]!["deployment_id"]!;
        var (_, refused) = await lms.AuthorizeAsync(Launching.RightRequest(await lms.BeginAsync("ines", id)));

        await lms.PostJsonAsync($"/api/tools/{id}/activate", new { });

        Assert.Equal("access_denied", Launching.Field(refused, "error"));
        Assert.Equal("3", (string?)(await lms.LaunchAsync("ines", id))["sub"]);
    }

    [Fact]
    public async Task The_administrators_frame_is_sent_to_the_tool_with_its_own_query_kept()
    {
        await using var lms = await RunningLms.StartAsync();
        using var form = new FormUrlEncodedContent([new("person", "2")]);
        using var signedIn = await lms.Browser.PostAsync("/sign-in", form, RunningLms.Stop);

        using var response = await lms.Browser.GetAsync("/admin/register?url=" + Uri.EscapeDataString(FakeTool.Base + "/register?invitation=abc"), RunningLms.Stop);

        var location = response.Headers.Location!.ToString();
        Assert.StartsWith(FakeTool.Base + "/register?invitation=abc&openid_configuration=", location, StringComparison.Ordinal);
        var token = location.Split("registration_token=")[1];
        using var registered = await lms.RegisterAsync(token, FakeTool.Registration());
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
    }

    [Fact]
    public async Task Only_the_administrator_adds_tools()
    {
        await using var lms = await RunningLms.StartAsync();
        using var form = new FormUrlEncodedContent([new("person", "3")]);
        using var signedIn = await lms.Browser.PostAsync("/sign-in", form, RunningLms.Stop);

        using var response = await lms.Browser.GetAsync("/admin", RunningLms.Stop);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
