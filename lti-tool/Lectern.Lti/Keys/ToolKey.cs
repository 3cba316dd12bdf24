namespace Lectern.Lti.Keys;

/// <summary>One of this tool's signing keys, as the host stores it.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="PrivateKeyPem">The private key, PKCS#8 PEM. A secret.</param>
/// <param name="ActiveFrom">Since when it signs; null while it waits to be the next.</param>
/// <param name="RetiredAt">When it stopped signing; null before.</param>
public sealed record ToolKey(string Kid, string PrivateKeyPem, DateTimeOffset? ActiveFrom, DateTimeOffset? RetiredAt)
{
    /// <summary>Only the key's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Kid;
}
