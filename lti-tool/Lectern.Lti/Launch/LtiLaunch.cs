using System.Text.Json;
using Lectern.Lti.DeepLinking;

namespace Lectern.Lti.Launch;

/// <summary>A launch that passed every check. No record, so that no log prints a name.</summary>
public sealed class LtiLaunch
{
    /// <summary>The registration whose platform signed the launch.</summary>
    public required LtiRegistration Registration { get; init; }

    /// <summary>The login this launch ends.</summary>
    public required LoginState Login { get; init; }

    /// <summary>The platform's issuer.</summary>
    public string Issuer => Registration.Issuer;

    /// <summary>This tool's id on the platform.</summary>
    public string ClientId => Registration.ClientId;

    /// <summary>The deployment.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>The person's id, unique on its platform only.</summary>
    public required string Subject { get; init; }

    /// <summary>The message.</summary>
    public required LtiMessageType MessageType { get; init; }

    /// <summary>The page of this tool that is to open; on one of its own origins.</summary>
    public required string TargetLinkUri { get; init; }

    /// <summary>The course; null outside of one.</summary>
    public ContextClaim? Context { get; init; }

    /// <summary>The link; always there for <see cref="LtiMessageType.ResourceLink"/>.</summary>
    public ResourceLinkClaim? ResourceLink { get; init; }

    /// <summary>The person's roles.</summary>
    public required LtiRoles Roles { get; init; }

    /// <summary>What the platform tells of the person.</summary>
    public required PersonClaims Person { get; init; }

    /// <summary>How the platform shows the tool.</summary>
    public required LaunchPresentationClaim Presentation { get; init; }

    /// <summary>Custom parameters. Those that are null or were left unresolved by the platform (they begin with <c>$</c>) are absent.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }

    /// <summary>Ids of the student information system.</summary>
    public required LisClaim Lis { get; init; }

    /// <summary>The platform's own words on itself.</summary>
    public required ToolPlatformClaim Platform { get; init; }

    /// <summary>What the platform takes as an answer; always there for <see cref="LtiMessageType.DeepLinking"/>, null otherwise.</summary>
    public DeepLinkingSettings? DeepLinking { get; init; }

    /// <summary>Whom a submission review or data privacy launch is about.</summary>
    public ForUserClaim? ForUser { get; init; }

    /// <summary>Origins of the platform's addresses in this launch, distinct: its frames' origins, learned from a verified source.</summary>
    public required IReadOnlyList<string> ServiceOrigins { get; init; }

    /// <summary>Every claim, for services such as grades and memberships. Holds personal data.</summary>
    public required JsonElement RawClaims { get; init; }

    /// <summary>What a deep linking response needs to know of this launch, fit to be stored until the person has chosen.</summary>
    /// <returns>Null when the platform did not ask for content.</returns>
    public DeepLinkingFacts? ToDeepLinkingFacts() => DeepLinking is null ? null : new DeepLinkingFacts(Issuer, ClientId, DeploymentId, DeepLinking);
}
