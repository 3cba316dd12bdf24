using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.Lti.Keys;

namespace Lectern.Lti.Tests.Support;

/// <summary>Keys are made once: making them is slow.</summary>
internal static class TestKeys
{
    public static readonly RSA Platform = RSA.Create(2048);
    public static readonly RSA Other = RSA.Create(2048);

    /// <summary>A key of the tool that waits to be the next.</summary>
    public static ToolKey ToolKey(string kid)
    {
        using var rsa = RSA.Create(2048);
        return new ToolKey(kid, rsa.ExportPkcs8PrivateKeyPem(), null, null);
    }

    /// <summary>A key that signs and one that waits.</summary>
    public static ToolKeySet ToolKeys(DateTimeOffset now) => new([ToolKey("current") with { ActiveFrom = now }, ToolKey("next")]);

    public static JsonObject Jwk(RSA key, string kid, string? algorithm = "RS256")
    {
        var parameters = key.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = kid,
            ["use"] = "sig",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        if (algorithm is not null)
        {
            jwk["alg"] = algorithm;
        }

        return jwk;
    }

    public static string KeySet(params JsonObject[] keys) => new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();
}
