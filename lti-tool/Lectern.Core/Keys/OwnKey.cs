namespace Lectern.Core.Keys;

/// <summary>A key of ours, opened. A class and no record, whose text would show the key.</summary>
/// <param name="kid">Its name in what it signs.</param>
/// <param name="material">PKCS#8 PEM for <see cref="KeyPurpose.Tool"/>, base64url of 32 random bytes for the others.</param>
/// <param name="activeFrom">Null while a tool key waits in our key set.</param>
/// <param name="retiredAt">When it stops signing; it goes on verifying.</param>
public sealed class OwnKey(string kid, string material, DateTimeOffset? activeFrom, DateTimeOffset? retiredAt)
{
    public string Kid => kid;

    public string Material => material;

    public DateTimeOffset? ActiveFrom => activeFrom;

    public DateTimeOffset? RetiredAt => retiredAt;
}
