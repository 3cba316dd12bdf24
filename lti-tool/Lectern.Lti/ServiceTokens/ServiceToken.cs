namespace Lectern.Lti.ServiceTokens;

/// <summary>A token for a platform's services. No record, so that no log prints it.</summary>
public sealed class ServiceToken
{
    /// <summary>Goes into <c>Authorization: Bearer</c>. A secret.</summary>
    public required string AccessToken { get; init; }

    /// <summary>What the platform granted; may be less than was asked for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
