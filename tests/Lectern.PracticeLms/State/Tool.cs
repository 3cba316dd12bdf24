using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

internal sealed record Tool
{
    /// <summary>Our own number for it.</summary>
    public required string Id { get; init; }

    /// <summary>What the tool is told as deployment id; null is our own number. One deployment for the whole site.</summary>
    public string? Deployment { get; init; }
    public required string ClientId { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public required string InitiateLoginUri { get; init; }
    public required ImmutableList<string> RedirectUris { get; init; }
    public required string JwksUri { get; init; }
    public required string TargetLinkUri { get; init; }

    /// <summary>Where content selection starts; null when the tool registered no such message.</summary>
    public string? DeepLinkingUri { get; init; }
    public required string Domain { get; init; }
    public string LogoUri { get; init; } = "";
    public ImmutableList<string> Scopes { get; init; } = [];
    public ImmutableList<string> Claims { get; init; } = [];
    public ImmutableDictionary<string, string> Custom { get; init; } = ImmutableDictionary<string, string>.Empty;
    public bool Active { get; init; }

    /// <summary>Where notices go, by their type.</summary>
    public ImmutableDictionary<string, string> NoticeHandlers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where it shows besides activities, and the address each place opens.</summary>
    public ImmutableDictionary<string, string> Placements { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string DeploymentId => Deployment ?? Id;

    public bool SendsNames => Claims.Any(claim => claim is "name" or "given_name" or "family_name");

    public bool SendsEmail => Claims.Contains("email");
}
