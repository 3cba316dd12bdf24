using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>A signed JWT taken apart (RFC 7515 §7.1); its signature is not verified here.</summary>
internal sealed class CompactToken
{
    private CompactToken(JsonElement header, JsonElement claims, byte[] signedBytes, byte[] signature)
    {
        Header = header;
        Claims = claims;
        SignedBytes = signedBytes;
        Signature = signature;
    }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    public byte[] SignedBytes { get; }

    public byte[] Signature { get; }

    public static CompactToken? TryParse(string text)
    {
        if (text.Split('.') is not [var header, var payload, var signature] || !TryParse(header, out var headerJson) || !TryParse(payload, out var claims))
        {
            return null;
        }

        // An unsigned token has an empty third part; its algorithm is refused by name later.
        return signature.Length == 0 || IsBase64Url(signature)
            ? new CompactToken(headerJson, claims, Encoding.ASCII.GetBytes($"{header}.{payload}"), signature.Length == 0 ? [] : Base64Url.DecodeFromChars(signature))
            : null;
    }

    private static bool TryParse(string part, out JsonElement json)
    {
        json = default;
        return IsBase64Url(part) && StrictJson.TryParseObject(Base64Url.DecodeFromChars(part), out json);
    }

    // Base64Url takes white space and padding, which a JWT can't have (RFC 7515 §2).
    private static bool IsBase64Url(string part) =>
        part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && Base64Url.IsValid(part);
}
