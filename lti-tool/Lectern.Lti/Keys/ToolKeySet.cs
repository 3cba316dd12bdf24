using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.Lti.Keys;

/// <summary>
/// This tool's signing keys: one signs, one waits and is published already, so that platforms know it before it signs, and retired ones stay published for a while.
/// Immutable: the host makes, keeps and rotates the keys.
/// </summary>
public sealed class ToolKeySet
{
    /// <summary>How long a retired key stays published: longer than platforms cache key sets and any token of ours lives.</summary>
    public static readonly TimeSpan RetiredKeysStay = TimeSpan.FromDays(7);

    private const int ShortestKey = 2048;
    private readonly Dictionary<string, RSAParameters> privateKeys;

    /// <summary>Reads stored keys.</summary>
    /// <param name="keys">The stored keys: one that signs, at least one that waits.</param>
    /// <exception cref="ArgumentException">No key signs, none waits, or one is shorter than 2048 bits.</exception>
    /// <exception cref="CryptographicException">A PEM can't be read.</exception>
    public ToolKeySet(IEnumerable<ToolKey> keys)
    {
        Keys = [.. keys];
        if (!Keys.Any(Signs) || !Keys.Any(Waits))
        {
            throw new ArgumentException("There has to be a key that signs and one that waits.", nameof(keys));
        }

        privateKeys = Keys.ToDictionary(key => key.Kid, Import, StringComparer.Ordinal);
    }

    /// <summary>Every key it was made of.</summary>
    public IReadOnlyList<ToolKey> Keys { get; }

    /// <summary>The key that signs.</summary>
    public ToolKey Current => Keys.Where(Signs).MaxBy(key => key.ActiveFrom)!;

    /// <summary>The public keys, as served at this tool's JWKS address.</summary>
    /// <param name="now">The present.</param>
    /// <returns>A JWK set (RFC 7517) of at least two keys.</returns>
    public string ToJwks(DateTimeOffset now)
    {
        var published = Keys.Where(key => IsPublished(key, now)).Select(PublicJwk);
        return new JsonObject { ["keys"] = new JsonArray([.. published]) }.ToJsonString();
    }

    /// <summary>Signs a JSON object with the current key, RS256.</summary>
    /// <param name="payload">The claims.</param>
    /// <returns>A compact JWT whose header names the key.</returns>
    public string Sign(JsonObject payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = new RsaSecurityKey(privateKeys[Current.Kid]) { KeyId = Current.Kid };
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(payload.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }

    private static bool Signs(ToolKey key) => key is { ActiveFrom: not null, RetiredAt: null };

    private static bool Waits(ToolKey key) => key is { ActiveFrom: null, RetiredAt: null };

    private static bool IsPublished(ToolKey key, DateTimeOffset now) => key.RetiredAt is not { } retired || now - retired <= RetiredKeysStay;

    private static RSAParameters Import(ToolKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        return rsa.KeySize >= ShortestKey ? rsa.ExportParameters(true) : throw new ArgumentException($"Key {key.Kid} has {rsa.KeySize} bits, {ShortestKey} are needed.", nameof(key));
    }

    private JsonObject PublicJwk(ToolKey key)
    {
        var parameters = privateKeys[key.Kid];
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.RsaSha256,
            ["kid"] = key.Kid,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
    }
}
