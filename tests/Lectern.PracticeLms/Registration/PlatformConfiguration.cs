using System.Text.Json.Nodes;

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
        ["scopes_supported"] = new JsonArray([.. options.Manner.Scopes.Select(scope => (JsonNode)scope), "openid"]),
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public", "pairwise"),
        // RS256 has to be on the list (OpenID Connect Discovery 1.0 §3), whatever a tool's owner chose.
        ["id_token_signing_alg_values_supported"] = options.Manner == Manners.Blackboard ? new JsonArray("RS256", "RS512") : new JsonArray("RS256"),
        ["claims_supported"] = new JsonArray("sub", "iss", "name", "given_name", "family_name", "email"),
        [Lti.PlatformConfiguration] = Platform(),
    };

    private JsonObject Platform() => new()
    {
        ["product_family_code"] = options.Manner.ProductFamily,
        ["version"] = options.Manner.Version,
        ["messages_supported"] = new JsonArray([.. Messages()]),
        ["variables"] = new JsonArray([.. options.Manner.Variables.Keys.Select(name => (JsonNode)name.TrimStart('$'))]),
    };

    /// <summary>Moodle sends reviews without announcing them.</summary>
    private IEnumerable<JsonNode> Messages()
    {
        yield return options.Manner.HasPlacements
            ? new JsonObject { ["type"] = Lti.ResourceLinkRequest, ["placements"] = Placements.Announced(Lti.ResourceLinkRequest) }
            : new JsonObject { ["type"] = Lti.ResourceLinkRequest };
        yield return new JsonObject
        {
            ["type"] = Lti.DeepLinkingRequest,
            ["placements"] = options.Manner.HasPlacements ? Placements.Announced(Lti.DeepLinkingRequest) : new JsonArray("ContentArea"),
        };
        if (options.Manner.HasSubmissionReview && options.Manner != Manners.Moodle)
        {
            yield return new JsonObject { ["type"] = Lti.SubmissionReviewRequest };
        }
    }
}
