using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Keys;

/// <summary>The platform's key set: two keys published, the first signs, a rotation puts a new one in front.</summary>
internal sealed class PlatformKeys(LmsStore store)
{
    /// <summary>A key nobody is told about, for tokens that must be refused.</summary>
    private readonly Lazy<SigningKey> stranger = new(NewKey);

    public SigningKey Current => store.State.Keys[0];

    public SigningKey Previous => store.State.Keys[1];

    public SigningKey Stranger => stranger.Value;

    public static SigningKey NewKey()
    {
        using var rsa = RSA.Create(2048);
        return new SigningKey(Secrets.Hex(10), rsa.ExportPkcs8PrivateKeyPem());
    }

    public SigningKey Rotate()
    {
        var key = NewKey();
        store.Update(state => state with { Keys = [key, state.Keys[0]] });
        return key;
    }

    public JsonObject Published() => new() { ["keys"] = new JsonArray([.. store.State.Keys.Select(PublicJwk)]) };

    public static string PublicPem(SigningKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    private static JsonNode PublicJwk(SigningKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["alg"] = "RS256",
            ["use"] = "sig",
            ["kid"] = key.Kid,
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
        };
    }
}
