using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Grades;

/// <summary>A platform's line item (AGS 2.0 §3.2): one column of grades.</summary>
/// <param name="Address">Its id, which is its address; may carry a query of its own.</param>
/// <param name="Content">What it says.</param>
/// <param name="CanvasLaunchUrl">Canvas only: the address its assignment opens; null unless <see cref="LineItemFilter.IncludeCanvasLaunchUrl"/> was asked for.</param>
public sealed record LineItem(string Address, LineItemContent Content, string? CanvasLaunchUrl = null)
{
    internal static LineItem? Read(JsonElement item) =>
        item.Address("id") is { } address && LineItemContent.Read(item) is { } content
            ? new LineItem(address, content, item.Address("https://canvas.instructure.com/lti/launch_url"))
            : null;
}
