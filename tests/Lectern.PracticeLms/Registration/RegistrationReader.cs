using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Registration;

/// <summary>Reads a tool's registration, mostly with Moodle's rules; the first fault is the answer.</summary>
internal static class RegistrationReader
{
    private static readonly string[] RequiredText = ["initiate_login_uri", "client_name", "jwks_uri", "token_endpoint_auth_method"];
    private static readonly string[] SentClaims = ["sub", "iss", "name", "given_name", "family_name", "email"];

    public static (Tool? Tool, string? Fault) Read(JsonObject body, string clientId, string id, Manner manner)
    {
        if ((Fault(body) ?? (manner.RefusesUnknownScopes ? UnknownScope(body, manner) : null)) is { } fault)
        {
            return (null, fault);
        }

        var configuration = (JsonObject)body[Lti.ToolConfiguration]!;
        var domain = Text(configuration, "domain")!;
        var target = Text(configuration, "target_link_uri") ?? $"https://{domain}";
        if (Host(target) != WithoutWww(domain))
        {
            return (null, "domain_targetlinkuri_mismatch");
        }

        return (Build(body, configuration, clientId, id, domain, target) with
        {
            Deployment = manner.DeploymentId(id),
            Scopes = [.. Scopes(body).Intersect(manner.Scopes)],
            Placements = manner.HasPlacements ? Placements.Read(configuration["messages"] as JsonArray ?? [], target) : ImmutableDictionary<string, string>.Empty,
        }, null);
    }

    private static string? UnknownScope(JsonObject body, Manner manner) =>
        Scopes(body).Except([.. manner.Scopes, "openid"]).FirstOrDefault() is { } unknown ? $"scope is not supported: {unknown}" : null;

    private static string[] Scopes(JsonObject body) => (Text(body, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Fault(JsonObject body)
    {
        if (!Texts(body, "response_types").Contains("id_token"))
        {
            return "missing required attribute response_types: id_token";
        }

        if (Array.Find(RequiredText, name => string.IsNullOrEmpty(Text(body, name))) is { } missing)
        {
            return $"missing required attribute {missing}";
        }

        if (Texts(body, "redirect_uris").Count == 0)
        {
            return "missing required attribute redirect_uris";
        }

        if (Text(body, "token_endpoint_auth_method") != "private_key_jwt")
        {
            return "unsupported token_endpoint_auth_method";
        }

        if (Text(body, "application_type") is { } type && type != "web")
        {
            return "unsupported application_type";
        }

        return body[Lti.ToolConfiguration] is not JsonObject configuration ? "missing required attribute lti-tool-configuration"
            : string.IsNullOrEmpty(Text(configuration, "domain")) ? "missing required attribute domain"
            : null;
    }

    private static Tool Build(JsonObject body, JsonObject configuration, string clientId, string id, string domain, string target) => new()
    {
        Id = id,
        ClientId = clientId,
        Name = Text(body, "client_name")!,
        Description = Text(configuration, "description") ?? "",
        InitiateLoginUri = Text(body, "initiate_login_uri")!,
        RedirectUris = Texts(body, "redirect_uris"),
        JwksUri = Text(body, "jwks_uri")!,
        TargetLinkUri = target,
        DeepLinkingUri = DeepLinkingUri(configuration, target),
        Domain = WithoutWww(domain),
        LogoUri = Text(body, "logo_uri") ?? "",
        Claims = [.. Texts(configuration, "claims").Intersect(SentClaims)],
        Custom = Custom(configuration),
    };

    /// <summary>No such message means no content selection.</summary>
    private static string? DeepLinkingUri(JsonObject configuration, string target)
    {
        var messages = configuration["messages"] as JsonArray ?? [];
        var message = messages.OfType<JsonObject>().FirstOrDefault(message => Text(message, "type") == Lti.DeepLinkingRequest);
        return message is null ? null : Text(message, "target_link_uri") ?? target;
    }

    private static ImmutableDictionary<string, string> Custom(JsonObject configuration) =>
        configuration["custom_parameters"] is JsonObject custom
            ? custom.ToImmutableDictionary(pair => pair.Key, pair => Plain(pair.Value) ?? "")
            : ImmutableDictionary<string, string>.Empty;

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? Plain(value) : null;

    private static ImmutableList<string> Texts(JsonObject json, string name) =>
        json[name] is JsonArray array ? [.. array.Select(Plain).OfType<string>()] : [];

    private static string? Plain(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString();

    private static string WithoutWww(string domain) => domain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? domain[4..] : domain;

    /// <summary>Host with port, as far as the address shows one.</summary>
    private static string? Host(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? WithoutWww(parsed.Authority) : null;
}
