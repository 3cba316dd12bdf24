namespace Lectern.Lti.Registration;

/// <summary>What a platform gave this tool.</summary>
/// <param name="ClientId">This tool's id there.</param>
/// <param name="DeploymentId">The first deployment, or null when launches will bring it.</param>
/// <param name="GrantedScopes">What the platform grants; an administrator may still take some away.</param>
public sealed record RegistrationAnswer(string ClientId, string? DeploymentId, IReadOnlyList<string> GrantedScopes)
{
    /// <summary>The registration to store.</summary>
    /// <param name="id">The host's key for it.</param>
    /// <param name="platform">The platform.</param>
    /// <returns>The registration.</returns>
    public LtiRegistration ToRegistration(Guid id, OpenIdConfiguration platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return new LtiRegistration(id, platform.Issuer, ClientId, platform.AuthorizationEndpoint, platform.TokenEndpoint, platform.JwksUri, platform.AuthorizationServer);
    }
}
