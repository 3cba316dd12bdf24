using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lectern.Core.Keys;

namespace Lectern.Core.Capture.Boxes;

/// <summary>
/// What boxes answer to sign in by Digest: the time, signed by the key file, so that every server of an installation knows it again and none has to keep it. How often it was answered is not counted: who could
/// repeat an answer has read what goes over https, where others send their password with each request.
/// </summary>
public sealed class DigestNonces(KeyFile file, TimeProvider time)
{
    private const int MacBytes = 16;

    /// <summary>As long as Opencast's.</summary>
    private static readonly TimeSpan s_good = TimeSpan.FromMinutes(5);

    public string Create() => Of(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Whether it is ours, and not too old.</summary>
    public bool IsGood(string nonce) =>
        long.TryParse(nonce.Split('-')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(seconds)), Encoding.UTF8.GetBytes(nonce))
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= s_good;

    private string Of(long seconds)
    {
        var mac = HMACSHA256.HashData(file.Key.Derive("digest-nonce"), Encoding.ASCII.GetBytes(seconds.ToString("x", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{seconds:x}-{Base64Url.EncodeToString(mac.AsSpan(..MacBytes))}");
    }
}
