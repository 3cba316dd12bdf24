namespace Lectern.Lti;

public static partial class Rejections
{
    private const string MessageUnreadable = "The LMS sent something Lectern can't read";

    /// <summary>The LTI version is missing or another one.</summary>
    public static Rejection VersionWrong { get; } = Make(
        "LTI-031", MessageUnreadable, AskYourAdministrator,
        "The version claim is missing or is not 1.3.0.",
        "LTI Core 1.3 §5.3.2");

    /// <summary>There is no message type.</summary>
    public static Rejection MessageTypeMissing { get; } = Make(
        "LTI-032", MessageUnreadable, AskYourAdministrator,
        "The message_type claim is missing.",
        "LTI Core 1.3 §5.3.1");

    /// <summary>The message type is none this tool answers.</summary>
    public static Rejection MessageTypeUnsupported { get; } = Make(
        "LTI-033",
        "Lectern does not open from this place in the LMS",
        "Open a video from the course instead. Whoever looks after the LMS can take this place away.",
        "This message_type is none that Lectern answers.",
        "LTI Core 1.3 §5.3.1");

    /// <summary>There is no deployment id.</summary>
    public static Rejection DeploymentMissing { get; } = Make(
        "LTI-034", MessageUnreadable, AskYourAdministrator,
        "The deployment_id claim is missing.",
        "LTI Core 1.3 §5.3.3");

    /// <summary>Nobody has taken in this deployment.</summary>
    public static Rejection DeploymentUnknown { get; } = Make(
        "LTI-035",
        "Lectern is not switched on here yet",
        "Whoever looks after the LMS can switch it on for this part of it.",
        "The deployment_id is not known for this registration. An administrator can approve it.",
        "LTI Core 1.3 §3.1.3");

    /// <summary>The deployment waits for approval.</summary>
    public static Rejection DeploymentPending { get; } = Make(
        "LTI-036",
        "Lectern waits to be switched on here",
        "It has been asked for. Whoever looks after Lectern can approve it.",
        "The deployment_id waits for approval.",
        "LTI Core 1.3 §3.1.3");

    /// <summary>An administrator refused the deployment.</summary>
    public static Rejection DeploymentRefused { get; } = Make(
        "LTI-047",
        "Lectern is not switched on here",
        "It was asked for, and whoever looks after Lectern said no. Ask them if that should change.",
        "The deployment_id was refused by an administrator, who can still approve it.",
        "LTI Core 1.3 §3.1.3");

    /// <summary>There is no target link.</summary>
    public static Rejection TargetLinkMissing { get; } = Make(
        "LTI-037", MessageUnreadable, AskYourAdministrator,
        "The target_link_uri claim is missing.",
        "LTI Core 1.3 §5.3.4");

    /// <summary>The target link is not the one the login asked for, or not ours.</summary>
    public static Rejection TargetLinkMismatch { get; } = Make(
        "LTI-038",
        "This sign-in belongs to another page",
        "Nothing was opened. " + OpenAgain,
        "The target_link_uri claim differs from the one of the login, or is not on an origin of this tool.",
        "LTI Core 1.3 §5.3.4");

    /// <summary>The platform does not say who the person is.</summary>
    public static Rejection SubjectMissing { get; } = Make(
        "LTI-039",
        "The LMS does not say who you are",
        "Lectern needs to know whose progress and videos it keeps. Sign in to the LMS and open it again; guests can't.",
        "The sub claim is missing or empty. Lectern takes no anonymous launches.",
        "LTI Core 1.3 §5.3.6");

    /// <summary>The link has no id.</summary>
    public static Rejection ResourceLinkMissing { get; } = Make(
        "LTI-040", MessageUnreadable, AskYourAdministrator,
        "The resource_link claim or its id is missing.",
        "LTI Core 1.3 §5.3.5");

    /// <summary>There is no roles claim.</summary>
    public static Rejection RolesMissing { get; } = Make(
        "LTI-041", MessageUnreadable, AskYourAdministrator,
        "The roles claim is missing. It may be empty, but has to be there.",
        "LTI Core 1.3 §5.3.7");

    /// <summary>An id is too long or not ASCII.</summary>
    public static Rejection IdentifierUnusable { get; } = Make(
        "LTI-042", MessageUnreadable, AskYourAdministrator,
        "An id in the launch is longer than 255 characters or holds something else than printable ASCII.",
        "LTI Core 1.3 §5.3");

    /// <summary>The settings of a deep linking request are missing.</summary>
    public static Rejection DeepLinkingSettingsMissing { get; } = Make(
        "LTI-043", MessageUnreadable, AskYourAdministrator,
        "deep_linking_settings is missing, or lacks a web address in deep_link_return_url or any accept_types.",
        "Deep Linking 2.0 §4.4.1");

    /// <summary>A claim has the wrong JSON type.</summary>
    public static Rejection ClaimOfWrongType { get; } = Make(
        "LTI-044", MessageUnreadable, AskYourAdministrator,
        "A claim has another JSON type than the specification gives it.",
        "LTI Core 1.3 §5.3, Appendix C");

    /// <summary>A submission review does not say whose submission it is about.</summary>
    public static Rejection ForUserMissing { get; } = Make(
        "LTI-045", MessageUnreadable, AskYourAdministrator,
        "The for_user claim or its user_id is missing from a submission review.",
        "Submission Review 1.0 §3.4");

    /// <summary>A submission review does not say which work it is about.</summary>
    public static Rejection ReviewedItemMissing { get; } = Make(
        "LTI-046", MessageUnreadable, AskYourAdministrator,
        "A submission review names neither a line item (endpoint.lineitem) nor a resource link, so nobody can tell which work is meant.",
        "Submission Review 1.0 §3.4");
}
