using System.Text.Json.Nodes;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Registration;

/// <summary>Makes the registration that is posted to a platform (Dynamic Registration 1.0 §3.5), cut to what that platform announces.</summary>
public static class ToolRegistration
{
    /// <summary>Builds the registration.</summary>
    /// <param name="platform">What the platform says of itself.</param>
    /// <param name="tool">This tool.</param>
    /// <returns>The JSON object to post.</returns>
    public static JsonObject Build(OpenIdConfiguration platform, ToolDescription tool)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(tool);
        var registration = new JsonObject
        {
            ["application_type"] = "web",
            ["grant_types"] = Array(["implicit", "client_credentials"]),
            ["response_types"] = Array(["id_token"]),
            ["initiate_login_uri"] = tool.InitiateLoginUri,
            ["redirect_uris"] = Array([tool.RedirectUri]),
            ["client_name"] = tool.Name,
            ["jwks_uri"] = tool.JwksUri,
            ["token_endpoint_auth_method"] = "private_key_jwt",
            ["scope"] = string.Join(' ', tool.Scopes.Intersect(platform.Scopes, StringComparer.Ordinal)),
        };
        registration.Put("logo_uri", tool.LogoUri);
        registration[Claims.ToolConfiguration] = Configuration(platform, tool);
        return registration;
    }

    private static JsonObject Configuration(OpenIdConfiguration platform, ToolDescription tool)
    {
        var configuration = new JsonObject
        {
            // Moodle compares this with host and port of target_link_uri.
            ["domain"] = new Uri(tool.TargetLinkUri).Authority,
            ["target_link_uri"] = tool.TargetLinkUri,
            ["claims"] = Array(Offered(tool.Claims, platform.Claims)),
            ["messages"] = new JsonArray([.. tool.Messages.Where(message => Sends(platform, message)).Select(message => Message(platform, message))]),
        };
        Extend(configuration, tool.Extensions);
        configuration.Put("description", tool.Description);
        var parameters = tool.CustomParameters.Where(parameter => Resolves(platform, parameter.Value)).ToList();
        configuration.Put("custom_parameters", parameters.Count == 0 ? null : new JsonObject(parameters.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))));
        return configuration;
    }

    private static JsonObject Message(OpenIdConfiguration platform, ToolMessage message)
    {
        var json = new JsonObject { ["type"] = message.Type, ["target_link_uri"] = message.TargetLinkUri, ["label"] = message.Label };
        Extend(json, message.Extensions);
        var announced = platform.Messages.Where(one => one.Type == message.Type).SelectMany(one => one.Placements).ToHashSet(StringComparer.Ordinal);
        var wanted = message.Placements.Where(announced.Contains).Distinct(StringComparer.Ordinal).ToArray();
        json.Put("placements", wanted.Length == 0 ? null : Array(wanted));
        return json;
    }

    private static void Extend(JsonObject json, IReadOnlyDictionary<string, JsonNode> extensions)
    {
        foreach (var (name, value) in extensions)
        {
            json[name] = value.DeepClone();
        }
    }

    private static bool Sends(OpenIdConfiguration platform, ToolMessage message) =>
        platform.Messages.Count == 0 || message.Type == MessageTypes.ResourceLinkRequest || platform.Messages.Any(one => one.Type == message.Type);

    private static bool Resolves(OpenIdConfiguration platform, string value) =>
        !value.StartsWith('$') || platform.Variables.Count == 0 || platform.Variables.Contains(value[1..], StringComparer.Ordinal);

    private static IEnumerable<string> Offered(IReadOnlyList<string> wanted, IReadOnlyList<string> offered) =>
        offered.Count == 0 ? wanted : wanted.Intersect(offered, StringComparer.Ordinal);

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
