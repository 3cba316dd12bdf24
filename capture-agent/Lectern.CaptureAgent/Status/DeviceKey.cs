using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.CaptureAgent.Status;

/// <summary>Keys of a device: 32 random bytes in base64url, of which the tool keeps the hash.</summary>
internal static class DeviceKey
{
    private const int Bytes = 32;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
}
