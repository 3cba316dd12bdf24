using System.Text.Json;

namespace Lectern.PracticeLms.State;

/// <summary>One link to a tool in a course. What the tool chose is kept as it came.</summary>
internal sealed record Activity
{
    /// <summary>The course module's id, the one in our own addresses.</summary>
    public required int Id { get; init; }

    /// <summary>The id the tool sees; another number than <see cref="Id"/>, as in real systems.</summary>
    public required string ResourceLinkId { get; init; }
    public required string CourseId { get; init; }
    public required string ToolId { get; init; }
    public required string Title { get; init; }
    public string Text { get; init; } = "";

    /// <summary>The item's own address; null launches the tool's.</summary>
    public string? Url { get; init; }
    public JsonElement? Custom { get; init; }
    public JsonElement? LineItem { get; init; }
    public string? LineItemId { get; init; }

    /// <summary>The content item, verbatim.</summary>
    public JsonElement? Item { get; init; }
}
