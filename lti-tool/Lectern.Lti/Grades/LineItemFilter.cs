using System.Globalization;
using Lectern.Lti.Services;

namespace Lectern.Lti.Grades;

/// <summary>Which line items are wanted (AGS 2.0 §3.2.1). Null members narrow nothing.</summary>
public sealed record LineItemFilter
{
    /// <summary>Only those of this link.</summary>
    public string? ResourceLinkId { get; init; }

    /// <summary>Only those this tool made for this thing of its own.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Only those with this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Most items a page; null leaves it to the platform, which is the default.</summary>
    public int? Limit { get; init; }

    /// <summary>Canvas only: asks for each item's launch address, by which links are found again after a copy. Default false.</summary>
    public bool IncludeCanvasLaunchUrl { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Filters() => ServiceAddress.Filled(
        ("resource_link_id", ResourceLinkId), ("resource_id", ResourceId), ("tag", Tag), ("include[]", IncludeCanvasLaunchUrl ? "launch_url" : null));

    internal IReadOnlyList<KeyValuePair<string, string>> PageSize() => ServiceAddress.Filled(("limit", Limit?.ToString(CultureInfo.InvariantCulture)));

    // A platform that ignores a filter must not make one thing's grade another's. An item that does not say is left to the platform.
    internal bool Fits(LineItem item) =>
        Fits(ResourceLinkId, item.Content.ResourceLinkId) && Fits(ResourceId, item.Content.ResourceId) && Fits(Tag, item.Content.Tag);

    private static bool Fits(string? wanted, string? said) => wanted is null || said is null || wanted == said;
}
