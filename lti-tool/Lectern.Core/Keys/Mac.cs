using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.Core.Keys;

/// <summary>HMAC-SHA-256 over a text, cut to 128 bits: 22 characters.</summary>
internal static class Mac
{
    private const int Bytes = 16;

    internal static string Of(OwnKey key, string text)
    {
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.Material), Encoding.UTF8.GetBytes(text), mac);
        return Base64Url.EncodeToString(mac[..Bytes]);
    }

    internal static bool Verifies(OwnKey key, string text, ReadOnlySpan<char> mac) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, text)), Encoding.ASCII.GetBytes(mac.ToString()));
}
