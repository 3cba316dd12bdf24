using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms;

/// <summary>Where the services are, under the issuer.</summary>
internal static class ServicePaths
{
    public static string LineItems(string courseId, string toolId, Manner manner) => $"/services/{courseId}/lineitems{Type(toolId, manner)}";

    public static string LineItem(LineItem item, Manner manner) => $"/services/{item.CourseId}/lineitems/{item.Id}/lineitem{Type(item.ToolId, manner)}";

    public static string Results(LineItem item, Manner manner) => $"/services/{item.CourseId}/lineitems/{item.Id}/lineitem/results{Type(item.ToolId, manner)}";

    public static string Memberships(string courseId, string toolId) => $"/services/{courseId}/bindings/{toolId}/memberships";

    public static string Groups(string courseId, string toolId) => $"/services/{courseId}/bindings/{toolId}/groups";

    public static string GroupSets(string courseId, string toolId) => $"/services/{courseId}/bindings/{toolId}/groupsets";

    public static string NoticeHandlers(string toolId) => $"/services/notice-handlers/{toolId}";

    /// <summary>Moodle names the tool in the query, so that a score's address can't be made by adding at the end.</summary>
    private static string Type(string toolId, Manner manner) => manner.Grades.TypeInQuery ? $"?type_id={toolId}" : "";
}
