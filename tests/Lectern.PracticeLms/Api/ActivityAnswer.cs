using System.Text.Json;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

internal sealed record ActivityAnswer(
    int Id, string ResourceLinkId, string CourseId, string ToolId, string Title, string Text, string? Url, JsonElement? Custom, JsonElement? LineItem, JsonElement? Item)
{
    public static ActivityAnswer Of(Activity activity) => new(
        activity.Id, activity.ResourceLinkId, activity.CourseId, activity.ToolId, activity.Title, activity.Text, activity.Url, activity.Custom, activity.LineItem, activity.Item);
}
