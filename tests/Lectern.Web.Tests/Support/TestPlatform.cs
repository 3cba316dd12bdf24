using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Lectern.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Tests.Support;

/// <summary>An LMS on a port of its own: serves its keys and its configuration, takes registrations, and signs whatever a test wants signed.</summary>
public sealed class TestPlatform : IAsyncDisposable
{
    public const string Kid = "platform-key";

    // Making keys is slow, and which one it is tells no test apart.
    private static readonly RSA s_key = RSA.Create(2048);
    // As most platforms write their tokens: no letter escaped that need not be.
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static int s_count;

    private readonly WebApplication _app;
    private readonly int _number = Interlocked.Increment(ref s_count);
    private int _listsAsked;

    private TestPlatform(WebApplication app)
    {
        _app = app;
        _app.MapGet("/jwks", KeysAsync);
        _app.MapGet("/.well-known/openid-configuration", () => Results.Text(Announced().ToJsonString(), "application/json"));
        _app.MapPost("/register", RegisterAsync);
        _app.MapPost("/token", () => Results.Text($$"""{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"{{Lectern.Lti.Scopes.NoticeHandlers}} {{Lectern.Lti.Scopes.ContextGroupReadOnly}} {{Lectern.Lti.Scopes.ContextMembershipReadOnly}} {{Lectern.Lti.Scopes.LineItem}} {{Lectern.Lti.Scopes.LineItemReadOnly}} {{Lectern.Lti.Scopes.Score}} {{Lectern.Lti.Scopes.ResultReadOnly}}"}""", "application/json"));
        _app.MapGet("/members/{course}", (string course, HttpContext call) => MemberLists.TryGetValue(course, out var list) ? list(call) : Lists(() => MembersOf(course), "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"));
        _app.MapGet("/groups/{course}", (string course, string? user_id) => Lists(() => GroupsOf(course, user_id), "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"));
        _app.MapGet("/lineitems", ListColumns);
        _app.MapPut("/notice-handlers", SetHandlerAsync);
        _app.MapGet("/timetables/{name}", (string name, HttpContext call) => Timetables.TryGetValue(name, out var timetable) ? timetable(call) : Results.NotFound());
    }

    public string Issuer { get; private set; } = "";

    /// <summary>What its host answers as the timetable of a room.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, IResult>> Timetables { get; } = [];

    /// <summary>Host and port, as <c>AllowedInsecureHosts</c> takes them.</summary>
    public string Authority => new Uri(Issuer).Authority;

    public string ClientId => $"client-{_number}";

    public string DeploymentId => $"deployment-{_number}";

    public string ConfigurationAddress => $"{Issuer}/.well-known/openid-configuration";

    public Guid RegistrationId { get; private set; }

    public Guid PlatformId { get; private set; }

    /// <summary>Answers registrations with an error while true.</summary>
    public bool RefusesRegistrations { get; set; }

    /// <summary>The registrations that were posted.</summary>
    public List<JsonObject> Registrations { get; } = [];

    /// <summary>The same as they came, before the answer was made of them.</summary>
    public List<JsonObject> Posted { get; } = [];

    /// <summary>Changes what a registration is answered with.</summary>
    public Action<JsonObject>? Answer { get; set; }

    /// <summary>The notice handlers that were set, as they were put.</summary>
    public ConcurrentQueue<JsonObject> Handlers { get; } = [];

    /// <summary>Teachers of a course, by their subjects, as the member list tells them.</summary>
    public ConcurrentDictionary<string, string[]> Teachers { get; } = [];

    /// <summary>Changes what the configuration says.</summary>
    public Action<JsonObject>? Announce { get; set; }

    /// <summary>What its Date headers say; this machine's clock when null.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>Groups of a course with their people, by subjects, as the groups service and the member list tell them.</summary>
    public ConcurrentDictionary<string, IReadOnlyDictionary<string, string[]>> Groups { get; } = [];

    /// <summary>Answers member lists and groups with an error while true.</summary>
    public bool RefusesLists { get; set; }

    /// <summary>How often member lists and groups were asked for.</summary>
    public int ListsAsked => _listsAsked;

    /// <summary>How a course's member list is answered, where a test says it.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, IResult>> MemberLists { get; } = [];

    /// <summary>How the gradebook's columns are answered, where a test says it; there is none without.</summary>
    public Func<IResult>? Columns { get; set; }

    /// <summary>The query with which columns were last asked for.</summary>
    public string? ColumnsAsked { get; private set; }

    /// <summary>Answers notice handlers with an error while true.</summary>
    public bool RefusesHandlers { get; set; }

    public static async Task<TestPlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var platform = new TestPlatform(builder.Build());
        await platform._app.StartAsync(TestContext.Current.CancellationToken);
        platform.Issuer = platform._app.Urls.First();
        return platform;
    }

    /// <summary>What the registration leaves in the database, for tests that begin behind it.</summary>
    public IReadOnlyList<object> Rows()
    {
        var platform = Some.Platform($"LMS {_number}", productFamily: null);
        var registration = Some.Registration(platform, Issuer, ClientId);
        (PlatformId, RegistrationId) = (platform.Id, registration.Id);
        return
        [
            platform,
            registration,
            Some.Deployment(registration, DeploymentId),
            new FrameOrigin { PlatformId = platform.Id, Origin = Issuer, Source = FrameOriginSource.Registration },
        ];
    }

    /// <summary>Signs claims, rightly unless the header says otherwise.</summary>
    public static string Sign(JsonObject claims, Action<JsonObject>? change = null)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = Kid };
        change?.Invoke(header);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(s_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString(s_plain)));

    private static string KeySet()
    {
        var parameters = s_key.ExportParameters(false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = Kid,
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        return new JsonObject { ["keys"] = new JsonArray(key) }.ToJsonString();
    }

    private Task KeysAsync(HttpContext context)
    {
        context.Response.Headers.Date = Clock?.GetUtcNow().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(KeySet(), context.RequestAborted);
    }

    private JsonObject Announced()
    {
        var configuration = Configuration();
        Announce?.Invoke(configuration);
        return configuration;
    }

    private JsonObject Configuration() => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = $"{Issuer}/auth",
        ["token_endpoint"] = $"{Issuer}/token",
        ["jwks_uri"] = $"{Issuer}/jwks",
        ["registration_endpoint"] = $"{Issuer}/register",
        ["scopes_supported"] = new JsonArray("openid"),
        ["response_types_supported"] = new JsonArray("id_token"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        ["claims_supported"] = new JsonArray("sub", "name", "email"),
        ["https://purl.imsglobal.org/spec/lti-platform-configuration"] = new JsonObject
        {
            ["product_family_code"] = "test-lms",
            ["version"] = "1",
            ["messages_supported"] = new JsonArray(new JsonObject { ["type"] = MessageTypes.ResourceLinkRequest }, new JsonObject { ["type"] = MessageTypes.DeepLinkingRequest }),
        },
    };

    private IResult Lists(Func<string> body, string type)
    {
        Interlocked.Increment(ref _listsAsked);
        return RefusesLists ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(body(), type);
    }

    private IResult ListColumns(HttpContext call)
    {
        ColumnsAsked = call.Request.QueryString.Value;
        return Columns?.Invoke() ?? Results.Text("[]", "application/vnd.ims.lis.v2.lineitemcontainer+json");
    }

    private string GroupsOf(string course, string? person) => new JsonObject
    {
        ["id"] = $"{Issuer}/groups/{course}",
        ["groups"] = new JsonArray([.. Groups.GetValueOrDefault(course, new Dictionary<string, string[]>())
            .Where(group => person is null || group.Value.Contains(person))
            .Select(group => (JsonNode)new JsonObject { ["id"] = group.Key, ["name"] = $"Group {group.Key}" })]),
    }.ToJsonString();

    private IEnumerable<JsonNode> MembersInGroups(string course) => Groups.GetValueOrDefault(course, new Dictionary<string, string[]>())
        .SelectMany(group => group.Value, (group, subject) => (Subject: subject, Group: group.Key))
        .GroupBy(member => member.Subject, (subject, member) => (JsonNode)new JsonObject
        {
            ["user_id"] = subject,
            ["status"] = "Active",
            ["roles"] = new JsonArray("Learner"),
            ["group_enrollments"] = new JsonArray([.. member.Select(one => (JsonNode)new JsonObject { ["group_id"] = one.Group })]),
        });

    private string MembersOf(string course) => new JsonObject
    {
        ["id"] = $"{Issuer}/members/{course}",
        ["context"] = new JsonObject { ["id"] = course },
        ["members"] = new JsonArray([.. Teachers.GetValueOrDefault(course, []).Select(subject => (JsonNode)new JsonObject { ["user_id"] = subject, ["status"] = "Active", ["roles"] = new JsonArray("Instructor") }), .. MembersInGroups(course)]),
    }.ToJsonString();

    private async Task<IResult> SetHandlerAsync(HttpRequest request)
    {
        if (RefusesHandlers)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Handlers.Enqueue((await JsonNode.ParseAsync(request.Body))!.AsObject());
        return Results.Text("{}", "application/json");
    }

    private async Task<IResult> RegisterAsync(HttpRequest request)
    {
        var registration = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        lock (Registrations)
        {
            Registrations.Add(registration);
            Posted.Add(registration.DeepClone().AsObject());
        }

        if (RefusesRegistrations)
        {
            return Results.Text("""{"error":"no tools today"}""", "application/json", Encoding.UTF8, StatusCodes.Status400BadRequest);
        }

        registration["client_id"] = ClientId;
        registration["https://purl.imsglobal.org/spec/lti-tool-configuration"]!["deployment_id"] = DeploymentId;
        Answer?.Invoke(registration);
        return Results.Text(registration.ToJsonString(), "application/json");
    }
}
