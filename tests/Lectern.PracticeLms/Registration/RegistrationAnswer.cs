using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Registration;

/// <summary>What the platform took of a registration; sent back with status 200, without a client configuration endpoint.</summary>
internal static class RegistrationAnswer
{
    public static JsonObject Write(Tool tool) => new()
    {
        ["client_id"] = tool.ClientId,
        ["response_types"] = new JsonArray("id_token"),
        ["jwks_uri"] = tool.JwksUri,
        ["initiate_login_uri"] = tool.InitiateLoginUri,
        ["grant_types"] = new JsonArray("client_credentials", "implicit"),
        ["redirect_uris"] = Array(tool.RedirectUris),
        ["application_type"] = "web",
        ["token_endpoint_auth_method"] = "private_key_jwt",
        ["client_name"] = tool.Name,
        ["logo_uri"] = tool.LogoUri,
        ["scope"] = string.Join(' ', tool.Scopes),
        [Lti.ToolConfiguration] = Configuration(tool),
    };

    private static JsonObject Configuration(Tool tool) => new()
    {
        ["version"] = Lti.Version,
        ["deployment_id"] = tool.DeploymentId,
        ["target_link_uri"] = tool.TargetLinkUri,
        ["domain"] = tool.Domain,
        ["description"] = tool.Description,
        ["messages"] = Messages(tool),
        ["custom_parameters"] = new JsonObject(tool.Custom.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["claims"] = Array(tool.Claims),
    };

    private static JsonArray Messages(Tool tool)
    {
        var messages = new JsonArray();
        if (tool.DeepLinkingUri is not null)
        {
            messages.Add(new JsonObject { ["type"] = Lti.DeepLinkingRequest, ["target_link_uri"] = tool.DeepLinkingUri });
        }

        foreach (var (name, address) in tool.Placements.OrderBy(placement => placement.Key, StringComparer.Ordinal))
        {
            messages.Add(new JsonObject { ["type"] = Lti.ResourceLinkRequest, ["target_link_uri"] = address, ["placements"] = new JsonArray(name) });
        }

        return messages;
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
