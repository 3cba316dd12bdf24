using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Lectern.Lti.Tests.Support;

/// <summary>Signs tokens by hand, so that tests can also make those no library would.</summary>
internal static class Jwt
{
    public static string Sign(JsonObject header, string payload, RSA key)
    {
        var signed = $"{Encode(header.ToJsonString())}.{Encode(payload)}";
        var hash = header["alg"]?.ToString() == "RS512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), hash, RSASignaturePadding.Pkcs1))}";
    }

    public static string SignHmac(JsonObject header, string payload, byte[] secret)
    {
        var signed = $"{Encode(header.ToJsonString())}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Unsigned(JsonObject header, string payload) => $"{Encode(header.ToJsonString())}.{Encode(payload)}.";

    public static JsonObject Payload(string jwt) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]))!;

    public static JsonObject Header(string jwt) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0]))!;

    public static bool IsSignedBy(string jwt, JsonObject jwk)
    {
        var parts = jwt.Split('.');
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>()),
            Exponent = Base64Url.DecodeFromChars(jwk["e"]!.GetValue<string>()),
        });
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        return rsa.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
