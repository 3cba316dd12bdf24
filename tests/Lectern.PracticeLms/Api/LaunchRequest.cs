namespace Lectern.PracticeLms.Api;

/// <summary>
/// Who launches what: an activity, or a tool in a course. For a resource link without an activity the course's plain
/// link to the tool is used, and made when there is none.
/// </summary>
internal sealed record LaunchRequest(string Person, int? ActivityId, string? CourseId, string? ToolId, string? MessageType, string? DocumentTarget);
