using System.Buffers.Text;
using System.Security.Cryptography;

namespace Lectern.Lti.Keys;

/// <summary>One of this tool's signing keys, as the host stores it.</summary>
/// <param name="Kid">Its name, made from the key itself.</param>
/// <param name="PrivateKeyPem">The private key, PKCS#8 PEM. A secret.</param>
/// <param name="ActiveFrom">Since when it signs; null while it waits to be the next.</param>
/// <param name="RetiredAt">When it stopped signing; null before.</param>
public sealed record ToolKey(string Kid, string PrivateKeyPem, DateTimeOffset? ActiveFrom, DateTimeOffset? RetiredAt)
{
    /// <summary>Makes a key of 2048 bits that waits to be the next. Takes up to a second.</summary>
    /// <returns>The key.</returns>
    public static ToolKey Create()
    {
        using var rsa = RSA.Create(2048);
        var kid = Base64Url.EncodeToString(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()))[..22];
        return new ToolKey(kid, rsa.ExportPkcs8PrivateKeyPem(), null, null);
    }

    /// <summary>Only the key's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Kid;
}
