namespace Lectern.Lti;

/// <summary>What this tool knows of one platform it is registered with. Identity is (<paramref name="Issuer"/>, <paramref name="ClientId"/>): hosted platforms share one issuer.</summary>
/// <param name="Id">The host's own key of the registration.</param>
/// <param name="Issuer">The platform's issuer, compared byte by byte.</param>
/// <param name="ClientId">The id the platform gave this tool.</param>
/// <param name="AuthorizationEndpoint">Where the browser is sent with the authentication request.</param>
/// <param name="TokenEndpoint">Where service tokens are asked for.</param>
/// <param name="JwksUri">The platform's public keys.</param>
/// <param name="TokenAudience">Audience of client assertions when it is not the token endpoint (LTI Dynamic Registration 1.0, <c>authorization_server</c>); null means the token endpoint.</param>
public sealed record LtiRegistration(
    Guid Id,
    string Issuer,
    string ClientId,
    string AuthorizationEndpoint,
    string TokenEndpoint,
    string JwksUri,
    string? TokenAudience);
