using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch.Checks;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.Lti.Keys;

/// <summary>Reads a platform's JWK set (RFC 7517). Keys this tool can't use are passed over; a set without any usable key is none.</summary>
internal static class KeySetReader
{
    private const int MostKeys = 100;
    private const int ShortestModulus = 2048;
    private const int LongestModulus = 8192;
    private const int LongestExponent = 4;

    public static IReadOnlyDictionary<string, PlatformKey>? Read(ReadOnlySpan<byte> utf8)
    {
        if (!StrictJson.TryParseObject(utf8, out var set) || set.Get("keys") is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        var keys = new Dictionary<string, PlatformKey>(StringComparer.Ordinal);
        foreach (var key in list.EnumerateArray().Take(MostKeys).Select(ReadKey).OfType<PlatformKey>())
        {
            // Of two keys with one name neither could be told from the other; the first stays.
            keys.TryAdd(key.Kid, key);
        }

        return keys.Count > 0 ? keys : null;
    }

    private static PlatformKey? ReadKey(JsonElement jwk)
    {
        if (jwk.Text("kty") != "RSA" || jwk.Filled("kid") is not { Length: <= 255 } kid || !IsForVerifying(jwk))
        {
            return null;
        }

        return Decode(jwk.Text("n")) is { } modulus && Decode(jwk.Text("e")) is { } exponent && IsStrong(modulus, exponent)
            ? new PlatformKey(kid, jwk.Text("alg"), new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent }) { KeyId = kid })
            : null;
    }

    private static bool IsForVerifying(JsonElement jwk) =>
        jwk.Text("use") is null or "sig"
        && (jwk.Get("key_ops") is null || jwk.Texts("key_ops").Contains("verify"))
        && (jwk.Get("alg") is null || Algorithm.IsAllowed(jwk.Text("alg")));

    // Small keys can be broken; huge ones and huge exponents make each verification a gift to an attacker.
    private static bool IsStrong(byte[] modulus, byte[] exponent)
    {
        var bits = BitLength(modulus);
        return bits is >= ShortestModulus and <= LongestModulus && exponent.Length <= LongestExponent && BitLength(exponent) >= 2 && (exponent[^1] & 1) == 1;
    }

    private static int BitLength(ReadOnlySpan<byte> bigEndian)
    {
        var digits = bigEndian.TrimStart((byte)0);
        return digits.IsEmpty ? 0 : (digits.Length * 8) - int.LeadingZeroCount(digits[0]) + 24;
    }

    private static byte[]? Decode(string? text) =>
        text is { Length: > 0 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text).AsSpan().TrimStart((byte)0).ToArray() : null;
}
