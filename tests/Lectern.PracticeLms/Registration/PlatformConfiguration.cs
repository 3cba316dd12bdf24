using System.Text.Json.Nodes;
using Lectern.PracticeLms.Launch;

namespace Lectern.PracticeLms.Registration;

/// <summary>The OpenID configuration a registering tool reads.</summary>
internal sealed class PlatformConfiguration(Addresses addresses, LmsOptions options)
{
    public JsonObject Write() => new()
    {
        ["issuer"] = addresses.Issuer,
        ["token_endpoint"] = addresses.Of(Addresses.TokenPath),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        ["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["jwks_uri"] = addresses.Of(Addresses.JwksPath),
        ["authorization_endpoint"] = addresses.Of(Addresses.AuthorizationPath),
        ["registration_endpoint"] = addresses.Of(Addresses.RegistrationPath),
        ["scopes_supported"] = new JsonArray([.. Lti.Scopes.Select(scope => (JsonNode)scope), "openid"]),
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public", "pairwise"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["claims_supported"] = new JsonArray("sub", "iss", "name", "given_name", "family_name", "email"),
        [Lti.PlatformConfiguration] = Platform(),
    };

    private JsonObject Platform() => new()
    {
        ["product_family_code"] = options.Manner.ProductFamily,
        ["version"] = options.Manner.Version,
        ["messages_supported"] = new JsonArray(
            new JsonObject { ["type"] = Lti.ResourceLinkRequest },
            new JsonObject { ["type"] = Lti.DeepLinkingRequest, ["placements"] = new JsonArray("ContentArea") }),
        ["variables"] = new JsonArray([.. Variables.Names.Select(name => (JsonNode)name)]),
    };
}
