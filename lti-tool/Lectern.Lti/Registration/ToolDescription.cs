using System.Text.Json.Nodes;

namespace Lectern.Lti.Registration;

/// <summary>This tool, as it wants to be registered. Every address is on one origin.</summary>
public sealed record ToolDescription
{
    /// <summary>The tool's name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on the tool.</summary>
    public string? Description { get; init; }

    /// <summary>Where sign-ins start.</summary>
    public required string InitiateLoginUri { get; init; }

    /// <summary>The one redirect address.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>This tool's public keys.</summary>
    public required string JwksUri { get; init; }

    /// <summary>The page links open by default. Moodle matches links moved from another site by this address's beginning.</summary>
    public required string TargetLinkUri { get; init; }

    /// <summary>The tool's picture.</summary>
    public string? LogoUri { get; init; }

    /// <summary>Messages the tool wants; LtiResourceLinkRequest has to be among them.</summary>
    public required IReadOnlyList<ToolMessage> Messages { get; init; }

    /// <summary>Scopes the tool wants; those the platform does not have are left out, since some platforms refuse the whole registration for one.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Claims the tool wants. What is not asked for is never sent by some platforms.</summary>
    public IReadOnlyList<string> Claims { get; init; } = ["iss", "sub", "name", "given_name", "family_name", "email"];

    /// <summary>Properties of the tool's configuration that one platform knows, such as Canvas's privacy level; others ignore them.</summary>
    public IReadOnlyDictionary<string, JsonNode> Extensions { get; init; } = new Dictionary<string, JsonNode>();

    /// <summary>Custom parameters of every launch. Values beginning with <c>$</c> are variables; those the platform does not announce are left out.</summary>
    public IReadOnlyDictionary<string, string> CustomParameters { get; init; } = new Dictionary<string, string>();
}
