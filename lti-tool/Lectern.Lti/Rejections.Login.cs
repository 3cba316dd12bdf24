namespace Lectern.Lti;

public static partial class Rejections
{
    private const string AskYourAdministrator = "Your course is unchanged. Whoever looks after the LMS can mend this.";
    private const string OpenAgain = "Open it again from the course.";

    /// <summary>A required field of the login request is not there.</summary>
    public static Rejection LoginFieldMissing { get; } = Make(
        "LTI-001",
        "This page opens from a course",
        "Go to your course and open the video there.",
        "The login request lacks iss, login_hint or target_link_uri. Either the address was opened by hand or the platform's login address is set up for another kind of tool.",
        "Security Framework 1.0 §5.1.1.1");

    /// <summary>A field of the login request is too long or holds characters it can't have.</summary>
    public static Rejection LoginFieldUnusable { get; } = Make(
        "LTI-002",
        "The LMS sent something Lectern can't read",
        AskYourAdministrator,
        "A field of the login request is longer than Lectern takes, or holds control characters.",
        "Security Framework 1.0 §5.1.1.1");

    /// <summary>Nobody registered this issuer.</summary>
    public static Rejection IssuerUnknown { get; } = Make(
        "LTI-003",
        "Lectern does not know this LMS yet",
        "Whoever looks after the LMS can connect it with an invitation from Lectern's operator.",
        "No registration has this issuer. Make an invitation and register the platform.",
        "Security Framework 1.0 §5.1.1.1");

    /// <summary>Several registrations share the issuer and the platform did not say which one it means.</summary>
    public static Rejection ClientAmbiguous { get; } = Make(
        "LTI-004",
        "Lectern can't tell which connection this is",
        AskYourAdministrator,
        "Several registrations share this issuer and the login request names no client_id, or a client_id that is registered twice. Lectern does not guess.",
        "LTI Core 1.3 §4.1.3");

    /// <summary>target_link_uri is not an address of this tool.</summary>
    public static Rejection TargetNotOurs { get; } = Make(
        "LTI-005",
        "This link leads somewhere else",
        "The link in the course points to another site. Whoever made the link can add it again with Lectern.",
        "target_link_uri is not on an origin of this tool.",
        "Security Framework 1.0 §5.1.1.1");

    /// <summary>The issuer is known, the client is not.</summary>
    public static Rejection ClientUnknown { get; } = Make(
        "LTI-006",
        "Lectern does not know this connection",
        "Other links to Lectern in this LMS keep working. A teacher can add the video again; whoever looks after the LMS can connect this tool.",
        "The issuer is registered, but not with this client_id. A tool restored with a course gets a new client_id on some platforms.",
        "LTI Core 1.3 §4.1.3");

    /// <summary>A trial copy of the LMS launches with what belongs to the original, or the other way round.</summary>
    public static Rejection EnvironmentOther { get; } = Make(
        "LTI-048",
        "This is another copy of the LMS than Lectern knows",
        "Nothing was opened, so that trials and real courses stay apart. Whoever looks after Lectern can connect this copy as an LMS of its own.",
        "Canvas names another environment (production, beta, test) than the one that is registered with this issuer. Add the other one by hand, as a platform of its own.",
        "Canvas, LTI launch: canvas_environment");

    /// <summary>A field stands twice in the login request.</summary>
    public static Rejection LoginFieldRepeated { get; } = Make(
        "LTI-007",
        "The LMS sent something Lectern can't read",
        AskYourAdministrator,
        "A field of the login request stands there twice.",
        "RFC 6749 §3.1");
}
