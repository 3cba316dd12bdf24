namespace Lectern.Lti.DeepLinking;

/// <summary>What a deep linking response needs to know of the launch that asked for it. Can be stored as JSON.</summary>
/// <param name="Issuer">The platform.</param>
/// <param name="ClientId">This tool's id there.</param>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="Settings">What the platform takes.</param>
public sealed record DeepLinkingFacts(string Issuer, string ClientId, string DeploymentId, DeepLinkingSettings Settings);
