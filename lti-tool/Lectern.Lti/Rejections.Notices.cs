namespace Lectern.Lti;

public static partial class Rejections
{
    /// <summary>What came to a notice handler is none.</summary>
    public static Rejection NoticeBodyUnreadable { get; } = Make(
        "LTI-080",
        MessageUnreadable,
        VideosKeepPlaying + " " + WhoCanMend,
        "What was posted to the notice handler is no JSON object with 1 to 1,000 notices, or is larger than 1 MiB.",
        "Platform Notification Service 1.0, notice body");

    /// <summary>A notice does not say what it is.</summary>
    public static Rejection NoticeIncomplete { get; } = Make(
        "LTI-081",
        MessageUnreadable,
        VideosKeepPlaying + " " + WhoCanMend,
        "The notice claim is missing, or its id or type is missing or longer than 255 characters.",
        "Platform Notification Service 1.0, notice claim");

    /// <summary>A copy notice does not say what was copied.</summary>
    public static Rejection CopyNoticeIncomplete { get; } = Make(
        "LTI-082",
        MessageUnreadable,
        "Videos of a copied course open as soon as somebody opens the first one there.",
        "An LtiContextCopyNotice lacks the new course (context.id) or where its content comes from (origin_contexts).",
        "Platform Notification Service 1.0, LtiContextCopyNotice");
}
