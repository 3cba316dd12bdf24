using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Keys;

/// <summary>Writes a compact JWS from a header and claims taken as they are, so that tests can write wrong ones too.</summary>
internal static class JwtWriter
{
    public static JsonObject Header(SigningKey key, string algorithm) => new() { ["typ"] = "JWT", ["alg"] = algorithm, ["kid"] = key.Kid };

    public static string Sign(JsonObject header, JsonObject claims, SigningKey key)
    {
        var signed = Unsigned(header, claims);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), Hash(header), RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static HashAlgorithmName Hash(JsonObject header) =>
        header["alg"] is JsonValue algorithm && algorithm.TryGetValue<string>(out var name) && name == "RS512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;

    /// <summary>The key confusion attack: HMAC keyed with the text of the public key.</summary>
    public static string SignWithPublicKeyAsSecret(JsonObject header, JsonObject claims, SigningKey key)
    {
        var signed = Unsigned(header, claims);
        var secret = Encoding.ASCII.GetBytes(PlatformKeys.PublicPem(key));
        return $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string WithoutSignature(JsonObject header, JsonObject claims) => Unsigned(header, claims) + ".";

    private static string Unsigned(JsonObject header, JsonObject claims) =>
        $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
}
