using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Groups;

/// <summary>A group of a course (Course Groups Service 1.0 §3.2). Who is in it comes with the memberships, or by asking for one person's groups.</summary>
/// <param name="Id">The platform's id: 1 to 255 printable ASCII characters.</param>
/// <param name="Name">The group's name; its id when the platform gives none.</param>
/// <param name="Tag">The platform's word for what the group is for, or null.</param>
/// <param name="SetIds">The sets it belongs to; empty for none.</param>
/// <param name="IsHidden">True when learners may not see that it exists; false when the platform does not say.</param>
public sealed record CourseGroup(string Id, string Name, string? Tag, IReadOnlyList<string> SetIds, bool IsHidden)
{
    internal static CourseGroup? Read(JsonElement group) =>
        group.Id("id") is { } id ? new CourseGroup(id, group.Filled("name") ?? id, group.Filled("tag"), Sets(group), group.Flag("hidden") ?? false) : null;

    // A list by the specification; some platforms name the one set alone.
    private static List<string> Sets(JsonElement group) =>
        group.Get("set_ids") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(id => id.ValueKind == JsonValueKind.String ? id.GetString() : id.GetRawText()).Where(JsonReading.IsId).OfType<string>()]
            : group.Id("set_id") is { } one ? [one] : [];
}
