namespace Lectern.Lti.Launch;

/// <summary>Values of the message_type claim.</summary>
public static class MessageTypes
{
    /// <summary>LTI Core 1.3.</summary>
    public const string ResourceLinkRequest = "LtiResourceLinkRequest";

    /// <summary>Deep Linking 2.0, platform to tool.</summary>
    public const string DeepLinkingRequest = "LtiDeepLinkingRequest";

    /// <summary>Deep Linking 2.0, tool to platform.</summary>
    public const string DeepLinkingResponse = "LtiDeepLinkingResponse";

    /// <summary>Submission Review 1.0.</summary>
    public const string SubmissionReviewRequest = "LtiSubmissionReviewRequest";

    /// <summary>Data Privacy Launch as the draft spells it.</summary>
    public const string DataPrivacyLaunchRequest = "DataPrivacyLaunchRequest";

    /// <summary>Data Privacy Launch as some platforms spell it.</summary>
    public const string LtiDataPrivacyLaunchRequest = "LtiDataPrivacyLaunchRequest";

    /// <summary>The message behind a claim's text.</summary>
    /// <param name="text">The claim's text.</param>
    /// <returns>Null when this tool does not answer that message.</returns>
    public static LtiMessageType? Find(string? text) => text switch
    {
        ResourceLinkRequest => LtiMessageType.ResourceLink,
        DeepLinkingRequest => LtiMessageType.DeepLinking,
        SubmissionReviewRequest => LtiMessageType.SubmissionReview,
        DataPrivacyLaunchRequest or LtiDataPrivacyLaunchRequest => LtiMessageType.DataPrivacy,
        _ => null,
    };
}
