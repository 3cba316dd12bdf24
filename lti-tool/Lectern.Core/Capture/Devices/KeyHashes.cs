using System.Buffers.Text;

namespace Lectern.Core.Capture.Devices;

/// <summary>Hashes of keys, which devices write in hex and we keep as all others, in base64url.</summary>
public static class KeyHashes
{
    private const int HexLength = 64;

    /// <summary>Null for what is no SHA-256 in hex.</summary>
    public static string? FromHex(string hex) =>
        hex.Length == HexLength && hex.All(char.IsAsciiHexDigit) ? Base64Url.EncodeToString(Convert.FromHexString(hex)) : null;
}
