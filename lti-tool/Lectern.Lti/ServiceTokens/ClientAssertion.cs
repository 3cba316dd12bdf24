using System.Text.Json.Nodes;
using Lectern.Lti.Keys;

namespace Lectern.Lti.ServiceTokens;

/// <summary>This tool's proof of who it is (Security Framework 1.0 §4.1.1, RFC 7523).</summary>
internal static class ClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static string Create(LtiRegistration registration, ToolKeySet keys, DateTimeOffset now)
    {
        // Moodle allows no clock difference, Canvas no iat older than five minutes: one minute back, four ahead.
        var backdated = now.AddSeconds(-60).ToUnixTimeSeconds();
        return keys.Sign(new JsonObject
        {
            ["iss"] = registration.ClientId,
            ["sub"] = registration.ClientId,
            ["aud"] = registration.TokenAudience ?? registration.TokenEndpoint,
            ["iat"] = backdated,
            ["nbf"] = backdated,
            ["exp"] = now.AddMinutes(4).ToUnixTimeSeconds(),
            ["jti"] = Guid.CreateVersion7(now).ToString(),
        });
    }
}
