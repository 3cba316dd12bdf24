using System.Net;
using System.Text;
using Lectern.Lti.Http;
using Lectern.Lti.Launch;
using Lectern.Lti.Registration;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Registration;

public sealed class ConfigurationTests : IDisposable
{
    private const string MoodleConfiguration = "http://localhost:8045/mod/lti/openid-configuration.php";

    private readonly PlatformHttpOptions options = new() { AllowedInsecureHosts = ["localhost:8045", "localhost:8051"] };
    private readonly FakeHttp http = new(_ => FakeHttp.Text(MoodleData.Text("moodle45-configuration.json")));
    private readonly RegistrationClient client;

    public ConfigurationTests() => client = new RegistrationClient(http.Client, options);

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

    private Task<LtiResult<OpenIdConfiguration>> Configuration(string? address, string? token = null) =>
        client.GetConfigurationAsync(address, token, TestContext.Current.CancellationToken);
}
