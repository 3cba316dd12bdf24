using System.Globalization;
using Lectern.Core.Keys;
using Lectern.Core.Storage;

namespace Lectern.Core.Playback;

/// <summary>
/// Makes and checks the prefix of media addresses, <c>/m/{exp}.{tracks}.{kid}.{sig}/{video}/{version}/</c>. The signature covers all
/// else in the prefix, so a server checks it without the database and relative addresses in playlists inherit it.
/// Whoever holds an address can play until it expires; it is made only after this request's access check.
/// </summary>
public sealed class MediaSigner(KeyRing keys, TimeProvider time)
{
    /// <summary>All tracks of the version. Narrower grants take other letters.</summary>
    public const string AllTracks = "a";

    private static readonly TimeSpan Shortest = TimeSpan.FromHours(4);

    /// <summary>
    /// When addresses made now expire: in four hours or twice the video's duration, whichever is more, rounded up to the hour,
    /// so that everybody who watches within an hour shares one address that caches can keep.
    /// </summary>
    public DateTimeOffset ExpiryFor(double? durationSeconds)
    {
        var twice = TimeSpan.FromSeconds(2 * (durationSeconds ?? 0));
        var end = time.GetUtcNow() + (twice > Shortest ? twice : Shortest);
        return DateTimeOffset.FromUnixTimeSeconds((end.ToUnixTimeSeconds() + 3599) / 3600 * 3600);
    }

    public async ValueTask<string> SignAsync(Guid video, string version, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var key = await keys.GetSigningKeyAsync(KeyPurpose.Media, cancellationToken);
        var grant = $"{expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{AllTracks}.{key.Kid}";
        return $"/m/{grant}.{Mac.Of(key, Signed(grant, video.ToString("n"), version))}/{video:n}/{version}/";
    }

    /// <summary>Checks the three variable parts of a prefix. Null when it is not ours or has expired.</summary>
    public async ValueTask<MediaGrant?> VerifyAsync(string grant, string video, string version, CancellationToken cancellationToken)
    {
        if (grant.Split('.') is not [var expiry, var tracks, var kid, var signature]
            || tracks != AllTracks
            || !long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || !Guid.TryParseExact(video, "n", out var id))
        {
            return null;
        }

        var key = (await keys.GetAsync(KeyPurpose.Media, cancellationToken)).FirstOrDefault(key => key.Kid == kid);
        var expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return key is not null
            && Mac.Verifies(key, Signed($"{expiry}.{tracks}.{kid}", video, version), signature)
            && expires > time.GetUtcNow()
            && MediaKey.TryParse($"videos/{video}/{version}", out var folder)
            ? new MediaGrant(id, folder, expires)
            : null;
    }

    private static string Signed(string grant, string video, string version) => $"{grant}/{video}/{version}";
}
