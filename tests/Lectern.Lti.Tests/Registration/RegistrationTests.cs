using System.Net;
using System.Text;
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

    [Theory]
    [InlineData("moodle45-configuration.json", "http://localhost:8045")]
    [InlineData("moodle51-configuration.json", "http://localhost:8051")]
    public async Task Moodles_configuration_is_read(string file, string issuer)
    {
        http.Answer = _ => FakeHttp.Text(MoodleData.Text(file));

        var configuration = (await Configuration($"{issuer}/mod/lti/openid-configuration.php", "reg.tok-en")).Value!;

        Assert.Equal("Bearer reg.tok-en", Assert.Single(http.Requests).Authorization);
        Assert.Equal((issuer, issuer + "/mod/lti/openid-registration.php"), (configuration.Issuer, configuration.RegistrationEndpoint));
        Assert.Equal((issuer + "/mod/lti/auth.php", issuer + "/mod/lti/token.php", issuer + "/mod/lti/certs.php"), (configuration.AuthorizationEndpoint, configuration.TokenEndpoint, configuration.JwksUri));
        Assert.Equal("moodle", configuration.ProductFamilyCode);
        Assert.Equal(["ContentArea"], configuration.Messages.Single(message => message.Type == MessageTypes.DeepLinkingRequest).Placements);
        Assert.Contains("Context.id.history", configuration.Variables);
        Assert.Null(configuration.AuthorizationServer);
    }

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
    [InlineData("""{"client_id":"c","https://purl.imsglobal.org/spec/lti-tool-configuration":[]}""", null)]
    public async Task The_first_deployment_is_found_wherever_it_stands(string body, string? deployment)
    {
        var platform = (await Configuration(MoodleConfiguration)).Value!;
        http.Answer = _ => FakeHttp.Text(body, HttpStatusCode.Created);

        Assert.Equal(deployment, (await Register(platform)).Value!.DeploymentId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mod/lti")]
    [InlineData("http://lms.example.edu/c")]
    [InlineData("http://localhost:8046/c")]
    [InlineData("ftp://localhost:8045/c")]
    [InlineData("https://user@lms.example.edu/c")]
    [InlineData("file:///etc/passwd")]
    [Refuses("REG-001")]
    public async Task Only_safe_addresses_are_opened(string? address)
    {
        Refusal.Is(Rejections.ConfigurationAddressRefused, await Configuration(address));

        Assert.Empty(http.Requests);
    }

    [Fact]
    [Refuses("REG-002")]
    public async Task A_platform_that_cannot_be_reached_is_an_answer()
    {
        http.Answer = _ => throw new PlatformHttpException(PlatformHttpFault.AddressNotPublic, "localhost leads to no public network address.");

        Assert.Equal("localhost leads to no public network address.", Refusal.Is(Rejections.ConfigurationUnreachable, await Configuration(MoodleConfiguration)).Detail);
    }

    [Fact]
    [Refuses("REG-003")]
    public async Task A_platform_that_shows_nothing_is_quoted()
    {
        http.Answer = _ => FakeHttp.Text("<h1>Login required</h1>", HttpStatusCode.Unauthorized, "text/html");

        Assert.Equal("HTTP 401: Login required", Refusal.Is(Rejections.ConfigurationRefused, await Configuration(MoodleConfiguration)).Detail);
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("")]
    [Refuses("REG-004")]
    public async Task A_configuration_that_is_no_object_is_refused(string body)
    {
        http.Answer = _ => FakeHttp.Text(body);

        Refusal.Is(Rejections.ConfigurationUnreadable, await Configuration(MoodleConfiguration));
    }

    [Fact]
    [Refuses("REG-005")]
    [Refuses("REG-010")]
    [Refuses("REG-012")]
    [Refuses("REG-013")]
    [Refuses("REG-014")]
    [Refuses("REG-015")]
    [Refuses("REG-016")]
    public void All_faults_of_a_configuration_are_told_at_once()
    {
        const string faulty = """
            {"issuer":7,"authorization_endpoint":"http://lms.example.edu/a","jwks_uri":"keys","token_endpoint":{},"registration_endpoint":"https://u@lms.example.edu/r",
            "id_token_signing_alg_values_supported":["HS256"],"response_types_supported":["code"],"token_endpoint_auth_methods_supported":["client_secret_basic"]}
            """;

        var refused = OpenIdConfigurationReader.Read(Encoding.UTF8.GetBytes(faulty), new Uri("https://lms.example.edu/c"), options);

        var causes = Refusal.Is(Rejections.ConfigurationFaulty, refused).Causes;
        Rejection[] expected =
        [
            Rejections.ConfigurationIssuerMissing, Rejections.ConfigurationEndpointInsecure, Rejections.ConfigurationEndpointInsecure, Rejections.ConfigurationEndpointMissing,
            Rejections.ConfigurationEndpointMissing, Rejections.ConfigurationAlgorithmMissing, Rejections.ConfigurationResponseTypeMissing, Rejections.ConfigurationAuthMethodMissing,
        ];
        Assert.Equal(expected.Length, causes.Count);
        Assert.All(expected.Zip(causes), pair => Refusal.Is(pair.First, pair.Second));
        Assert.Equal(["authorization_endpoint", "registration_endpoint", "jwks_uri", "token_endpoint"], causes.Skip(1).Take(4).Select(cause => cause.Detail));
    }

    [Theory]
    [InlineData("https://canvas.instructure.com", "https://school.instructure.com/c")]
    [InlineData("https://lms.example.edu", "https://lms.example.edu:8443/c")]
    [InlineData("https://lms.example.edu.evil.example", "https://lms.example.edu/c")]
    [Refuses("REG-011")]
    public void An_issuer_lives_where_its_configuration_does(string issuer, string address)
    {
        var json = MoodleData.Text("moodle45-configuration.json").Replace("\"issuer\": \"http://localhost:8045\"", $"\"issuer\": \"{issuer}\"", StringComparison.Ordinal);

        var refused = OpenIdConfigurationReader.Read(Encoding.UTF8.GetBytes(json), new Uri(address), options);

        Refusal.Is(Rejections.ConfigurationIssuerElsewhere, Assert.Single(refused.Rejection!.Causes));
    }

    [Fact]
    public void Hosted_canvas_may_keep_its_endpoints_elsewhere()
    {
        const string canvas = """
            {"issuer":"https://canvas.instructure.com","authorization_endpoint":"https://sso.canvaslms.com/api/lti/authorize_redirect",
            "registration_endpoint":"https://school.instructure.com/api/lti/registrations","jwks_uri":"https://sso.canvaslms.com/api/lti/security/jwks",
            "token_endpoint":"https://sso.canvaslms.com/login/oauth2/token","authorization_server":"sso.canvaslms.com","scopes_supported":[],
            "https://purl.imsglobal.org/spec/lti-platform-configuration":{"product_family_code":"canvas","https://canvas.instructure.com/lti/account_name":"School"}}
            """;

        var read = OpenIdConfigurationReader.Read(Encoding.UTF8.GetBytes(canvas), new Uri("https://canvas.instructure.com/api/lti/security/openid-configuration"), new PlatformHttpOptions()).Value!;

        Assert.Equal(("sso.canvaslms.com", "canvas", "School"), (read.AuthorizationServer, read.ProductFamilyCode, read.CanvasAccountName));
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
