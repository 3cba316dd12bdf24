using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Keys;

/// <summary>The platform's key set: two keys published, the first signs, a rotation puts a new one in front.</summary>
internal sealed class PlatformKeys(LmsStore store, LmsOptions options, RsaKeyMaker maker)
{
    /// <summary>A key nobody is told about, for tokens that must be refused.</summary>
    private readonly Lazy<SigningKey> stranger = new(() => NewKey(maker));

    public SigningKey Current => Key(0);

    public SigningKey Previous => Key(1);

    public SigningKey Stranger => stranger.Value;

    /// <summary>A token as the platform sends it.</summary>
    public string Sign(JsonObject claims) => JwtWriter.Sign(Header(Current), claims, Current);

    public JsonObject Header(SigningKey key) => JwtWriter.Header(key, options.Algorithm);

    public SigningKey Rotate()
    {
        var key = NewKey(maker);
        var current = Current;
        store.Update(state => state with { Keys = [key, current] });
        return key;
    }

    public JsonObject Published() => new() { ["keys"] = new JsonArray(PublicJwk(Current), PublicJwk(Previous)) };

    /// <summary>Made when first wanted: a key takes longer than most of what an LMS without tools is asked.</summary>
    private SigningKey Key(int place)
    {
        while (store.State.Keys.Count <= place)
        {
            store.Update(state => state.Keys.Count > place ? state : state with { Keys = state.Keys.Add(NewKey(maker)) });
        }

        return store.State.Keys[place];
    }

    public static string PublicPem(SigningKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    private static SigningKey NewKey(RsaKeyMaker maker) => new(Secrets.Hex(10), maker());

    private JsonNode PublicJwk(SigningKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["alg"] = options.Algorithm,
            ["use"] = "sig",
            ["kid"] = key.Kid,
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
        };
    }
}
