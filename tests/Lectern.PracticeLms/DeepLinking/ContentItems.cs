using System.Globalization;
using System.Text.Json;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.DeepLinking;

/// <summary>Makes activities of the items a tool answered with.</summary>
internal static class ContentItems
{
    /// <returns>What is wrong with the item, or null.</returns>
    public static string? Fault(JsonElement item, Tool tool)
    {
        var type = Text(item, "type");
        if (type != Lti.ResourceLinkItem)
        {
            return $"'{Text(item, "title") ?? type ?? "An item"}' is of type '{type}'; only {Lti.ResourceLinkItem} was asked for.";
        }

        if (Text(item, "url") is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Authority != tool.Domain))
        {
            return $"'{Text(item, "title")}' has an address outside the tool's domain {tool.Domain}: {url}";
        }

        return item.TryGetProperty("custom", out var custom) && custom.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)
            ? $"'{Text(item, "title")}' has custom parameters that are not an object."
            : null;
    }

    public static (LmsState State, Activity Activity) Add(LmsState state, JsonElement item, Course course, Tool tool)
    {
        var lineItem = Object(item, "lineItem");
        var activity = new Activity
        {
            Id = state.NextId,
            ResourceLinkId = state.LinkId(state.NextId + 1),
            CourseId = course.Id,
            ToolId = tool.Id,
            Title = Text(item, "title") is { Length: > 0 } title ? title : tool.Name,
            Text = Text(item, "text") ?? "",
            Url = Text(item, "url"),
            Custom = Object(item, "custom"),
            LineItem = lineItem,
            LineItemId = lineItem is null ? null : Number(state.NextId + 2),
            Item = item.ValueKind == JsonValueKind.Object ? item.Clone() : null,
        };
        var columns = lineItem is { } chosen ? state.LineItems.Add(LineItem.Of(activity, chosen, state.Manner.Grades.ColumnsAreCalledLikeActivities)) : state.LineItems;
        return (state with { Activities = state.Activities.Add(activity), LineItems = columns, NextId = state.NextId + 3 }, activity);
    }

    private static JsonElement? Object(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.Clone() : null;

    private static string? Text(JsonElement item, string name) => Services.ToolJwt.Text(item, name);

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
