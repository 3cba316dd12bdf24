namespace Lectern.PracticeLms.Api;

/// <summary>
/// Who launches what: an activity, or a tool in a course. For a resource link without an activity the course's plain
/// link to the tool is used, and made when there is none.
/// </summary>
internal sealed record LaunchRequest(string Person, int? ActivityId, string? CourseId, string? ToolId, string? MessageType, string? DocumentTarget)
{
    /// <summary>For a submission review: the student, and the column by its number (or the activity that has one).</summary>
    public string? ForUser { get; init; }

    public string? LineItemId { get; init; }

    /// <summary><c>course_navigation</c>: the tool in the navigation of the course, in the manner of Canvas.</summary>
    public string? Placement { get; init; }
}
