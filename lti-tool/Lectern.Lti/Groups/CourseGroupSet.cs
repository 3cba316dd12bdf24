using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Groups;

/// <summary>A set of groups of a course, such as all tutorials (Course Groups Service 1.0 §3.3).</summary>
/// <param name="Id">The platform's id: 1 to 255 printable ASCII characters.</param>
/// <param name="Name">The set's name; its id when the platform gives none.</param>
/// <param name="Tag">The platform's word for what the set is for, or null.</param>
/// <param name="IsHidden">True when learners may not see that it exists; false when the platform does not say.</param>
public sealed record CourseGroupSet(string Id, string Name, string? Tag, bool IsHidden)
{
    internal static CourseGroupSet? Read(JsonElement set) =>
        set.Id("id") is { } id ? new CourseGroupSet(id, set.Filled("name") ?? id, set.Filled("tag"), set.Flag("hidden") ?? false) : null;
}
