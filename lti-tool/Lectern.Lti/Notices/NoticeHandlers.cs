namespace Lectern.Lti.Notices;

/// <summary>Every handler of a deployment.</summary>
/// <param name="DeploymentId">The deployment, or null when the platform does not say.</param>
/// <param name="All">The handlers, one for each type the platform has for this tool.</param>
public sealed record NoticeHandlers(string? DeploymentId, IReadOnlyList<NoticeHandler> All)
{
    /// <summary>This tool's address for a type.</summary>
    /// <param name="noticeType">The type.</param>
    /// <returns>Null when none is set.</returns>
    public string? Find(string noticeType) => All.FirstOrDefault(handler => handler.NoticeType == noticeType)?.Address;
}
