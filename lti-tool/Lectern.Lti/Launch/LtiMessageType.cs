namespace Lectern.Lti.Launch;

/// <summary>The messages this tool answers.</summary>
public enum LtiMessageType
{
    /// <summary>Somebody opens a link (LTI Core 1.3).</summary>
    ResourceLink,

    /// <summary>Somebody chooses content for the platform (Deep Linking 2.0).</summary>
    DeepLinking,

    /// <summary>A grader looks at one person's submission (Submission Review 1.0).</summary>
    SubmissionReview,

    /// <summary>An administrator looks after one person's data (Data Privacy Launch, draft).</summary>
    DataPrivacy,
}
