using System.Buffers.Text;
using System.Security.Cryptography;

namespace Lectern.Core.Keys;

public sealed class KeyMaker(KeyFile file, TimeProvider time)
{
    /// <summary>One key, or for <see cref="KeyPurpose.Tool"/> two: the current and the next, so that platforms know the next one long before it signs.</summary>
    internal IEnumerable<StoredKey> MakeFirst(KeyPurpose purpose)
    {
        yield return Make(purpose, 1, time.GetUtcNow());
        if (purpose == KeyPurpose.Tool)
        {
            yield return Make(purpose, 2, null);
        }
    }

    internal StoredKey Make(KeyPurpose purpose, int sequence, DateTimeOffset? activeFrom)
    {
        var kid = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6));
        var material = purpose == KeyPurpose.Tool ? RsaKey() : Secret.Create();
        return new StoredKey
        {
            Purpose = purpose,
            Sequence = sequence,
            Kid = kid,
            Material = file.Key.Seal(material, StoredKey.PlaceOf(purpose, sequence, kid)),
            CreatedAt = time.GetUtcNow(),
            ActiveFrom = activeFrom,
        };
    }

    private static string RsaKey()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
