using System.Net;
using System.Text.Json.Nodes;
using Lectern.Lti.Http;
using Lectern.Lti.Launch;
using Lectern.Lti.Registration;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Registration;

public sealed class RegistrationTests : IDisposable
{
    private const string MoodleConfiguration = "http://localhost:8045/mod/lti/openid-configuration.php";

    private static readonly ToolDescription Tool = new()
    {
        Name = "Lectern",
        Description = "Lecture videos with captions",
        InitiateLoginUri = "https://video.example.edu:8443/lti/login",
        RedirectUri = "https://video.example.edu:8443/lti/launch",
        JwksUri = "https://video.example.edu:8443/lti/jwks",
        TargetLinkUri = "https://video.example.edu:8443/launch",
        LogoUri = "https://video.example.edu:8443/icon.png",
        Messages =
        [
            new ToolMessage(MessageTypes.ResourceLinkRequest, "https://video.example.edu:8443/launch", "Video", []),
            new ToolMessage(MessageTypes.DeepLinkingRequest, "https://video.example.edu:8443/launch?pick=1", "Choose a video", ["RichTextEditor", "ContentArea"]),
            new ToolMessage(MessageTypes.DataPrivacyLaunchRequest, "https://video.example.edu:8443/launch?privacy=1", "Privacy", []),
        ],
        Scopes = [Scopes.Score, Scopes.LineItem, Scopes.NoticeHandlers, Scopes.ContextMembershipReadOnly],
        Claims = ["sub", "iss", "name", "email", "picture"],
        CustomParameters = new Dictionary<string, string>
        {
            ["context_history"] = "$Context.id.history", ["term"] = "$Canvas.term.name", ["made_by"] = "lectern", ["groups"] = "$Moodle.Person.userGroupIds",
        },
    };

    private readonly PlatformHttpOptions options = new() { AllowedInsecureHosts = ["localhost:8045", "localhost:8051"] };
    private readonly FakeHttp http = new(_ => FakeHttp.Text(MoodleData.Text("moodle45-configuration.json")));
    private readonly RegistrationClient client;

    public RegistrationTests() => client = new RegistrationClient(http.Client, options);

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task The_registration_is_cut_to_what_moodle_announces()
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;

        var registration = ToolRegistration.Build(platform, Tool);

        var expected = JsonNode.Parse($$$"""
            {"application_type":"web","grant_types":["implicit","client_credentials"],"response_types":["id_token"],
            "initiate_login_uri":"https://video.example.edu:8443/lti/login","redirect_uris":["https://video.example.edu:8443/lti/launch"],
            "client_name":"Lectern","jwks_uri":"https://video.example.edu:8443/lti/jwks","token_endpoint_auth_method":"private_key_jwt",
            "scope":"{{{Scopes.Score}}} {{{Scopes.LineItem}}} {{{Scopes.ContextMembershipReadOnly}}}","logo_uri":"https://video.example.edu:8443/icon.png",
            "https://purl.imsglobal.org/spec/lti-tool-configuration":{
            "domain":"video.example.edu:8443","target_link_uri":"https://video.example.edu:8443/launch","description":"Lecture videos with captions",
            "claims":["sub","iss","name","email"],
            "custom_parameters":{"context_history":"$Context.id.history","made_by":"lectern","groups":"$Moodle.Person.userGroupIds"},
            "messages":[
            {"type":"LtiResourceLinkRequest","target_link_uri":"https://video.example.edu:8443/launch","label":"Video"},
            {"type":"LtiDeepLinkingRequest","target_link_uri":"https://video.example.edu:8443/launch?pick=1","label":"Choose a video","placements":["ContentArea"]}]}}
            """);
        Assert.True(JsonNode.DeepEquals(expected, registration), registration.ToJsonString());
    }

    [Fact]
    public void A_platform_that_announces_nothing_gets_everything_but_scopes()
    {
        var silent = new OpenIdConfiguration { Issuer = "i", AuthorizationEndpoint = "a", RegistrationEndpoint = "r", JwksUri = "j", TokenEndpoint = "t" };

        var registration = ToolRegistration.Build(silent, Tool);

        var configuration = registration[Lti.Launch.Claims.ToolConfiguration]!;
        Assert.Equal("", registration["scope"]!.GetValue<string>());
        Assert.Equal(3, configuration["messages"]!.AsArray().Count);
        Assert.Equal(4, configuration["custom_parameters"]!.AsObject().Count);
        Assert.Equal(5, configuration["claims"]!.AsArray().Count);
        Assert.False(configuration["messages"]![1]!.AsObject().ContainsKey("placements"));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Created)]
    public async Task Moodles_answer_to_a_registration_is_read(HttpStatusCode status)
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text(MoodleData.Text("moodle-registration-answer.json"), status);

        var answer = (await Register(platform)).Value!;

        var (method, address, authorization, body) = http.Requests[^1];
        Assert.Equal((HttpMethod.Post, platform.RegistrationEndpoint, "Bearer reg"), (method, address, authorization));
        Assert.Equal("Lectern", JsonNode.Parse(body)!["client_name"]!.GetValue<string>());
        Assert.Equal(("qKYjodCgFimL8yD", "1"), (answer.ClientId, answer.DeploymentId));
        Assert.Contains(Scopes.LineItem, answer.GrantedScopes);
        var stored = answer.ToRegistration(Guid.CreateVersion7(), platform);
        Assert.Equal((platform.Issuer, "qKYjodCgFimL8yD", platform.TokenEndpoint, null), (stored.Issuer, stored.ClientId, stored.TokenEndpoint, stored.TokenAudience));
    }

    [Theory]
    [InlineData("""{"client_id":"c","https://purl.imsglobal.org/spec/lti-tool-configuration":{"deployment_id":12}}""", "12")]
    [InlineData("""{"client_id":"c","deployment_id":"9:8865"}""", "9:8865")]
    [InlineData("""{"client_id":"c"}""", null)]
    [InlineData("""{"client_id":"c","https://purl.imsglobal.org/spec/lti-tool-configuration":{"deployment_id":"1","messages":[{"type":"LtiDeepLinkingRequest"}]}}""", "1")]
    [InlineData("""{"client_id":"c","https://purl.imsglobal.org/spec/lti-tool-configuration":[]}""", null)]
    public async Task The_first_deployment_is_found_wherever_it_stands(string body, string? deployment)
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text(body, HttpStatusCode.Created);

        Assert.Equal(deployment, (await Register(platform)).Value!.DeploymentId);
    }

    [Fact]
    [Refuses("REG-020")]
    public async Task A_registration_that_does_not_arrive_is_an_answer()
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);

        Refusal.Is(Rejections.RegistrationUnreachable, await Register(platform));
    }

    [Fact]
    [Refuses("REG-021")]
    public async Task Moodles_plain_words_are_passed_on_clipped()
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text("missing required attribute jwks_uri", HttpStatusCode.BadRequest, "text/html");
        var plain = await Register(platform);
        http.Answer = _ => FakeHttp.Text(string.Concat(Enumerable.Repeat("word ", 1000)), HttpStatusCode.BadRequest);
        var endless = await Register(platform);

        Assert.Equal("HTTP 400: missing required attribute jwks_uri", Refusal.Is(Rejections.RegistrationRefused, plain).Detail);
        Assert.InRange(Refusal.Is(Rejections.RegistrationRefused, endless).Detail!.Length, 250, 320);
    }

    [Fact]
    [Refuses("REG-022")]
    public async Task A_used_registration_token_is_told_as_such()
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text("token_already_used", HttpStatusCode.Unauthorized);

        Assert.Equal("HTTP 401: token_already_used", Refusal.Is(Rejections.RegistrationTokenRefused, await Register(platform)).Detail);
    }

    [Fact]
    [Refuses("REG-023")]
    public async Task An_answer_that_is_no_object_is_told_as_such()
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text("<p>Thank you</p>");

        Refusal.Is(Rejections.RegistrationAnswerUnreadable, await Register(platform));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"client_id":""}""")]
    [InlineData("""{"client_id":7}""")]
    [Refuses("REG-024")]
    public async Task An_answer_without_an_id_is_told_as_such(string body)
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text(body);

        Refusal.Is(Rejections.RegistrationAnswerIncomplete, await Register(platform));
    }

    private Task<LtiResult<OpenIdConfiguration>> Configuration(string? address, string? token = null) =>
        client.GetConfigurationAsync(address, token, TestContext.Current.CancellationToken);

    private Task<LtiResult<RegistrationAnswer>> Register(OpenIdConfiguration platform) =>
        client.RegisterAsync(platform, ToolRegistration.Build(platform, Tool), "reg", TestContext.Current.CancellationToken);
}
