using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Services;

/// <summary>Reads the JWTs tools sign; clocks get no leeway at all, as in Moodle.</summary>
internal static class ToolJwt
{
    public static JsonWebToken? Read(string text)
    {
        try
        {
            var token = new JsonWebToken(text);
            return token.IsEncrypted ? null : token;
        }
        catch (Exception problem) when (problem is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    public static JsonElement Claims(JsonWebToken token)
    {
        using var document = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload));
        return document.RootElement.Clone();
    }

    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <returns>What is wrong with issuer, audience or times, or null.</returns>
    public static string? Fault(JsonElement claims, string clientId, IReadOnlyList<string> audiences, DateTimeOffset now)
    {
        if (Text(claims, "iss") != clientId)
        {
            return "The issuer (iss) is not the tool's client id.";
        }

        if (!Audiences(claims).Intersect(audiences).Any())
        {
            return $"The audience (aud) is not {string.Join(" or ", audiences)}.";
        }

        return TimeFault(claims, now.ToUnixTimeSeconds());
    }

    private static string? TimeFault(JsonElement claims, long now)
    {
        if (Seconds(claims, "exp") is not { } expires)
        {
            return "There is no expiry (exp).";
        }

        if (expires <= now)
        {
            return "The token has expired (exp).";
        }

        if (Seconds(claims, "iat") is not { } issued)
        {
            return "There is no time of issue (iat).";
        }

        // Where nbf is there it counts in place of iat.
        return (Seconds(claims, "nbf") ?? issued) > now ? $"The token can't be used before {Seconds(claims, "nbf") ?? issued}; here it is {now}." : null;
    }

    private static IEnumerable<string?> Audiences(JsonElement claims) => claims.TryGetProperty("aud", out var audience)
        ? audience.ValueKind switch
        {
            JsonValueKind.String => [audience.GetString()],
            JsonValueKind.Array => [.. audience.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString())],
            _ => [],
        }
        : [];

    private static long? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) ? (long)Math.Floor(seconds) : null;
}
