using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>
/// What a launch was called in LTI 1.1 (migration guide §6.1). The platform's signature on the token covers it; <see cref="IsSignedWith"/> proves in addition that
/// the platform knows the secret of the old connection. Take over old data only where it does.
/// </summary>
public sealed class MigrationClaim
{
    private readonly string? signed;
    private readonly string? signature;

    private MigrationClaim(JsonElement claim, JsonElement claims, LtiLaunch launch)
    {
        UserId = claim.Id("user_id") ?? claims.Id(Claims.LegacyUserId);
        ContextId = claim.Id("context_id");
        ResourceLinkId = claim.Id("resource_link_id");
        InstanceGuid = claim.Id("tool_consumer_instance_guid");
        ConsumerKey = claim.Id("oauth_consumer_key");
        signature = claim.Filled("oauth_consumer_key_sign");
        signed = SignedText(claims, launch);
    }

    /// <summary>The person's id in LTI 1.1; null means the same as now.</summary>
    public string? UserId { get; }

    /// <summary>The course's id in LTI 1.1; null means the same as now.</summary>
    public string? ContextId { get; }

    /// <summary>The link's id in LTI 1.1; null means the same as now.</summary>
    public string? ResourceLinkId { get; }

    /// <summary>The platform's id in LTI 1.1, or null.</summary>
    public string? InstanceGuid { get; }

    /// <summary>Which LTI 1.1 connection this was; find the secret by it. Null when the platform tells old ids only.</summary>
    public string? ConsumerKey { get; }

    /// <summary>Whether there is a signature to verify.</summary>
    public bool IsSigned => signature is not null && signed is not null;

    /// <summary>Whether the platform signed the consumer key with the connection's secret: base64(HMAC-SHA256(secret, key&amp;deployment&amp;issuer&amp;client&amp;exp&amp;nonce)).</summary>
    /// <param name="secret">The shared secret of <see cref="ConsumerKey"/>.</param>
    /// <returns>True when it did; false as well when there is no signature. Compared in constant time.</returns>
    public bool IsSignedWith(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return IsSigned
            && signature!.Length <= 64
            && Convert.TryFromBase64String(signature, given, out var length)
            && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed!)));
    }

    internal static MigrationClaim? Read(LtiLaunch launch)
    {
        var claims = launch.RawClaims;
        var claim = claims.Object(Claims.Migration);
        return claim is null && claims.Id(Claims.LegacyUserId) is null ? null : new MigrationClaim(claim ?? default, claims, launch);
    }

    private string? SignedText(JsonElement claims, LtiLaunch launch) =>
        ConsumerKey is { } key && claims.Instant("exp") is { } expires && claims.Text("nonce") is { } nonce
            ? string.Join('&', key, launch.DeploymentId, launch.Issuer, launch.ClientId, expires.ToUnixTimeSeconds(), nonce)
            : null;
}
