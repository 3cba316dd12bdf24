using Lectern.Lti;

namespace Lectern.Web.Lti;

/// <summary>What is known of an LMS before anybody types: where its addresses lie.</summary>
/// <param name="Key">In our address.</param>
/// <param name="Name">As its maker calls it; not translated.</param>
/// <param name="Family">The product family its launches will name; null where it could be any.</param>
/// <param name="Fields">What is asked for besides the client id.</param>
public sealed record LmsPreset(string Key, string Name, string? Family, LmsFields Fields)
{
    private const string Blackboard = "https://developer.blackboard.com/api/v1";

    public static IReadOnlyList<LmsPreset> All { get; } =
    [
        new("canvas", "Canvas", "canvas", LmsFields.Host),
        new("canvas-beta", "Canvas beta", "canvas", LmsFields.Host),
        new("canvas-test", "Canvas test", "canvas", LmsFields.Host),
        new("canvas-own", "Canvas (self-hosted)", "canvas", LmsFields.Host | LmsFields.Issuer),
        new("moodle", "Moodle", "moodle", LmsFields.Host),
        new("blackboard", "Blackboard", "BlackboardLearn", LmsFields.None),
        new("other", "Other", null, LmsFields.Issuer | LmsFields.Endpoints),
    ];

    public bool IsCanvas => Family == "canvas";

    /// <summary>Which configuration a Canvas administrator pastes.</summary>
    public CanvasEnvironment CanvasEnvironment => Key switch
    {
        "canvas-own" => CanvasEnvironment.SelfHosted,
        "canvas-beta" or "canvas-test" => CanvasEnvironment.Beta,
        _ => CanvasEnvironment.Production,
    };

    public static LmsPreset? Find(string? key) => All.FirstOrDefault(preset => preset.Key == key);

    /// <summary>The registration that follows from what was typed.</summary>
    public LtiRegistration Complete(TypedPlatform typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var (client, host) = (typed.ClientId?.Trim() ?? "", HostOf(typed.Host));
        return Key switch
        {
            "canvas" => Hosted(client, host, ""),
            "canvas-beta" => Hosted(client, host, ".beta"),
            "canvas-test" => Hosted(client, host, ".test"),
            "canvas-own" => Make(typed.Issuer?.Trim() ?? "", client, $"{host}/api/lti/authorize_redirect", $"{host}/login/oauth2/token", $"{host}/api/lti/security/jwks"),
            "moodle" => Make(host, client, $"{host}/mod/lti/auth.php", $"{host}/mod/lti/token.php", $"{host}/mod/lti/certs.php"),
            "blackboard" => Make(
                "https://blackboard.com", client, $"{Blackboard}/gateway/oidcauth", $"{Blackboard}/gateway/oauth2/jwttoken", $"{Blackboard}/management/applications/{Uri.EscapeDataString(client)}/jwks.json"),
            _ => Make(typed.Issuer?.Trim() ?? "", client, typed.Authorization?.Trim() ?? "", typed.Token?.Trim() ?? "", typed.Keys?.Trim() ?? ""),
        };
    }

    // Keys and sign-in lie on the host that all schools share, tokens on the school's own. Platform storage answers on the sso host alone.
    private static LtiRegistration Hosted(string client, string host, string environment) => Make(
        $"https://canvas{environment}.instructure.com",
        client,
        $"https://sso{environment}.canvaslms.com/api/lti/authorize_redirect",
        $"{host}/login/oauth2/token",
        $"https://sso{environment}.canvaslms.com/api/lti/security/jwks");

    private static LtiRegistration Make(string issuer, string client, string authorization, string token, string keys) =>
        new(Guid.CreateVersion7(), issuer, client, authorization, token, keys, TokenAudience: null);

    // People paste what stands in their browser's line.
    private static string HostOf(string? typed)
    {
        var host = typed?.Trim().TrimEnd('/') ?? "";
        return host.Contains("://", StringComparison.Ordinal) || host.Length == 0 ? host : $"https://{host}";
    }
}

/// <summary>What is asked for besides the client id.</summary>
[Flags]
public enum LmsFields
{
    None = 0,
    Host = 1,
    Issuer = 2,
    Endpoints = 4,
}
