namespace Lectern.Lti.Registration;

/// <summary>What a platform says of itself (Dynamic Registration 1.0 §3.4), checked.</summary>
public sealed record OpenIdConfiguration
{
    /// <summary>The platform's issuer; on the host and port of the configuration's own address.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where sign-ins go.</summary>
    public required string AuthorizationEndpoint { get; init; }

    /// <summary>Where registrations go.</summary>
    public required string RegistrationEndpoint { get; init; }

    /// <summary>The platform's public keys.</summary>
    public required string JwksUri { get; init; }

    /// <summary>Where service tokens are asked for.</summary>
    public required string TokenEndpoint { get; init; }

    /// <summary>The audience of client assertions, when it is not the token endpoint.</summary>
    public string? AuthorizationServer { get; init; }

    /// <summary>Scopes the platform can grant.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Claims the platform can send; empty when it does not say.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>The product, such as <c>moodle</c>.</summary>
    public string? ProductFamilyCode { get; init; }

    /// <summary>The product's version.</summary>
    public string? ProductVersion { get; init; }

    /// <summary>Messages the platform sends; empty when it does not say.</summary>
    public IReadOnlyList<SupportedMessage> Messages { get; init; } = [];

    /// <summary>Variables the platform resolves, without <c>$</c>; empty when it does not say.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Canvas: name of the account that registers the tool.</summary>
    public string? CanvasAccountName { get; init; }
}
