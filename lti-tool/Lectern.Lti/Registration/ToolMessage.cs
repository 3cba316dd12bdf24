using System.Text.Json.Nodes;

namespace Lectern.Lti.Registration;

/// <summary>A message this tool wants to be sent.</summary>
/// <param name="Type">The message type.</param>
/// <param name="TargetLinkUri">The page that answers it, on this tool's origin.</param>
/// <param name="Label">What people read on the platform's button.</param>
/// <param name="Placements">Where it is wanted, best first; those the platform does not announce are left out. Empty for the platform's default.</param>
public sealed record ToolMessage(string Type, string TargetLinkUri, string Label, IReadOnlyList<string> Placements)
{
    /// <summary>Properties that one platform knows, such as Canvas's visibility; others ignore them.</summary>
    public IReadOnlyDictionary<string, JsonNode> Extensions { get; init; } = new Dictionary<string, JsonNode>();
}
