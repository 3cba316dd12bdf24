using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.Lti.Keys;
using Lectern.Lti.Launch;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Lti.Tests.Support;

/// <summary>A tool and a platform in memory: real initiator, validator and key cache, with fakes at the ports.</summary>
internal sealed class LaunchBench
{
    public const string Target = "https://video.example.edu/launch";
    public const string Kid = "platform-key-1";

    public LaunchBench(string issuer = "https://lms.example.edu", string clientId = "client-1", string deploymentId = "1")
    {
        Registration = new LtiRegistration(Guid.CreateVersion7(), issuer, clientId, $"{issuer}/auth", $"{issuer}/token", $"{issuer}/jwks", null);
        Registrations[Registration.Id] = Registration;
        Deployments[(Registration.Id, deploymentId)] = DeploymentStatus.Known;
        DeploymentId = deploymentId;
        Http = new FakeHttp(_ => FakeHttp.Text(TestKeys.KeySet(TestKeys.Jwk(TestKeys.Platform, Kid, null))));
        Keys = new PlatformKeyCache(Http.Client, Time);
        Protector = new LoginStateProtector([new StateKey("k1", RandomNumberGenerator.GetBytes(32))]);
        Initiator = new LoginInitiator(Time, Protector);
        Validator = new LaunchValidator(Protector, Registrations, Deployments, Nonces, Keys, Tool, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public ToolAddresses Tool { get; } = new(["https://video.example.edu"], "https://video.example.edu/lti/launch");

    public LtiRegistration Registration { get; }

    public string DeploymentId { get; }

    public FakeRegistrations Registrations { get; } = new();

    public FakeDeployments Deployments { get; } = new();

    public FakeNonces Nonces { get; } = new();

    public FakeHttp Http { get; }

    public PlatformKeyCache Keys { get; }

    public LoginStateProtector Protector { get; }

    public LoginInitiator Initiator { get; }

    public LaunchValidator Validator { get; }

    public static JsonObject Header(string algorithm = "RS256") => new() { ["typ"] = "JWT", ["alg"] = algorithm, ["kid"] = Kid };

    public StartedLogin Login(string target = Target)
    {
        var request = LoginRequest.Parse(
        [
            new("iss", Registration.Issuer), new("login_hint", "hint"), new("target_link_uri", target), new("client_id", Registration.ClientId),
        ]);
        return Initiator.Start(request.Value!, [Registration], Tool).Value!;
    }

    /// <summary>The claims of the certification suite's teacher, as this platform sends them.</summary>
    public JsonObject Claims(StartedLogin login, string target = Target)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = Registration.Issuer,
            ["aud"] = Registration.ClientId,
            ["sub"] = "user-29",
            ["iat"] = now,
            ["exp"] = now + 60,
            ["nonce"] = login.Nonce,
            ["name"] = "Ms Jane Doe",
            ["given_name"] = "Jane",
            ["family_name"] = "Doe",
            ["email"] = "jane@example.edu",
            [Lti.Launch.Claims.MessageType] = "LtiResourceLinkRequest",
            [Lti.Launch.Claims.Version] = "1.3.0",
            [Lti.Launch.Claims.DeploymentId] = DeploymentId,
            [Lti.Launch.Claims.TargetLinkUri] = target,
            [Lti.Launch.Claims.Roles] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"),
            [Lti.Launch.Claims.ResourceLink] = new JsonObject { ["id"] = "link-1", ["title"] = "Week 1" },
            [Lti.Launch.Claims.Context] = new JsonObject
            {
                ["id"] = "course-1", ["label"] = "BIO101", ["title"] = "Biology", ["type"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"),
            },
            [Lti.Launch.Claims.LaunchPresentation] = new JsonObject { ["return_url"] = "https://lms.example.edu/back", ["locale"] = "en" },
        };
    }

    public Task<LtiResult<LtiLaunch>> PostAsync(StartedLogin login, string token) =>
        Validator.ValidateAsync(
            new LaunchPost { IdToken = token, State = login.State },
            id => id == login.StateId ? login.Verifier : null,
            TestContext.Current.CancellationToken);

    public Task<LtiResult<LtiLaunch>> LaunchAsync(StartedLogin login, JsonObject claims) =>
        PostAsync(login, Jwt.Sign(Header(), claims.ToJsonString(), TestKeys.Platform));

    /// <summary>A whole sign-in whose claims are changed before the platform signs.</summary>
    public Task<LtiResult<LtiLaunch>> LaunchAsync(Action<JsonObject>? change = null)
    {
        var login = Login();
        var claims = Claims(login);
        change?.Invoke(claims);
        return LaunchAsync(login, claims);
    }
}
