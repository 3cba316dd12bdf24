using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.Core.Keys;

/// <summary>Secrets we hand out and keep only the hash of: codes, tokens, invitations.</summary>
public static class Secret
{
    /// <summary>256 random bits, 43 characters that are safe in addresses.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in base64url. Enough for secrets of 256 random bits, which nobody can guess through.</summary>
    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
