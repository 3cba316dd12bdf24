using System.Security.Cryptography;
using System.Text;

namespace Lectern.Lti.Launch;

/// <summary>What a login must still know when the platform answers. It travels signed, not encrypted: it holds no secret, only the hash of one.</summary>
public sealed record LoginState
{
    /// <summary>How long a login may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Short and random; names the login's cookie.</summary>
    public required string StateId { get; init; }

    /// <summary>The registration the login was started for.</summary>
    public required Guid RegistrationId { get; init; }

    /// <summary>The nonce the token has to carry.</summary>
    public required string Nonce { get; init; }

    /// <summary>SHA-256 of the verifier that only the browser holds.</summary>
    public required ReadOnlyMemory<byte> VerifierHash { get; init; }

    /// <summary>SHA-256 of the login's target_link_uri.</summary>
    public required ReadOnlyMemory<byte> TargetLinkUriHash { get; init; }

    /// <summary>When the login began.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The deployment the login named; unsigned, so only a hint for logs.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The frame that keeps values for tools without cookies.</summary>
    public string? StorageTarget { get; init; }

    /// <summary>Origin of the platform's authorization endpoint: the only one that may keep and give back values (Client Side OIDC 0.1). Null when it has none.</summary>
    public string? StorageOrigin { get; init; }

    /// <summary>The name under which the platform's storage keeps the verifier.</summary>
    public string StorageKey => KeyOf(StateId);

    /// <summary>Hash given by the frame that opened this sign-in in a window of its own, so that only that frame can take over.</summary>
    public string? Channel { get; init; }

    /// <summary>True when the sign-in runs in a window of its own.</summary>
    public bool Windowed { get; init; }

    /// <summary>When the login ends.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + Lifetime;

    /// <summary>The hash that is kept of a verifier or an address.</summary>
    /// <param name="text">The text.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    internal static string KeyOf(string stateId) => "lectern_verifier_" + stateId;

    /// <summary>Whether this is the verifier the login made, compared in constant time.</summary>
    /// <param name="verifier">What the browser brought back.</param>
    /// <returns>True when it is.</returns>
    public bool IsVerifiedBy(string verifier) => CryptographicOperations.FixedTimeEquals(Hash(verifier), VerifierHash.Span);

    /// <summary>Whether the login asked for this target.</summary>
    /// <param name="targetLinkUri">The token's target_link_uri.</param>
    /// <returns>True when the addresses are the same, byte by byte.</returns>
    public bool IsFor(string targetLinkUri) => CryptographicOperations.FixedTimeEquals(Hash(targetLinkUri), TargetLinkUriHash.Span);
}
