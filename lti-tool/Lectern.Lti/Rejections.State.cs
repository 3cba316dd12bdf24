namespace Lectern.Lti;

public static partial class Rejections
{
    private const string NotSignedIn = "The LMS's sign-in does not fit";

    /// <summary>The platform answered the authentication request with an error.</summary>
    public static Rejection PlatformAnsweredError { get; } = Make(
        "LTI-008",
        "The LMS did not sign you in",
        "Go back to the course and open the video again. If that does not help, sign in to the LMS again first.",
        "The platform answered the authentication request with error=.",
        "OpenID Connect Core 1.0 §3.1.2.6");

    /// <summary>id_token or state is missing from the launch.</summary>
    public static Rejection LaunchFieldMissing { get; } = Make(
        "LTI-009",
        "This page opens from a course",
        "Go to your course and open the video there.",
        "The launch lacks id_token or state, or one of them stands there twice.",
        "Security Framework 1.0 §5.1.1.3");

    /// <summary>The state was not made by this tool.</summary>
    public static Rejection StateForged { get; } = Make(
        "LTI-010",
        "Lectern did not start this sign-in",
        "Nothing was opened. " + OpenAgain,
        "The state does not carry this tool's signature, or was signed with a key that is no longer kept.",
        "Security Framework 1.0 §5.1.1.3");

    /// <summary>The login is older than ten minutes.</summary>
    public static Rejection StateExpired { get; } = Make(
        "LTI-011",
        "The sign-in took too long",
        "A sign-in is good for ten minutes. " + OpenAgain,
        "The state is older than its lifetime, or the clocks of this tool's servers differ.",
        "Security Framework 1.0 §5.1.1.3");

    /// <summary>The registration of the login is gone.</summary>
    public static Rejection RegistrationGone { get; } = Make(
        "LTI-012",
        "Lectern does not know this LMS any more",
        "Whoever looks after the LMS can connect it again.",
        "The registration the login started with no longer exists.",
        "LTI Core 1.3 §4.1.3");

    /// <summary>The token's nonce is not the one of this login.</summary>
    public static Rejection NonceMismatch { get; } = Make(
        "LTI-013",
        "This sign-in belongs to another page",
        "Nothing was opened. " + OpenAgain,
        "The token's nonce is missing or is not the one this login sent.",
        "Security Framework 1.0 §5.1.3 (9)");

    /// <summary>The nonce was used before.</summary>
    public static Rejection NonceReused { get; } = Make(
        "LTI-014",
        "The sign-in was already used once",
        "Open the video again from the course.",
        "A token with this nonce was accepted before. Going back or reloading a launch does this; so does a replayed token.",
        "Security Framework 1.0 §5.1.3 (9)");

    /// <summary>The browser did not bring back what this login gave it.</summary>
    public static Rejection BrowserBindingMissing { get; } = Make(
        "LTI-021",
        "Your browser keeps Lectern from signing in inside this page",
        "Open it in a new window; it works there.",
        "The login's verifier did not come back: the browser refuses cookies in this frame, or another browser finished the sign-in.",
        "Security Framework 1.0 §5.1.1.3");

    /// <summary>The browser brought another login's verifier.</summary>
    public static Rejection BrowserBindingWrong { get; } = Make(
        "LTI-022",
        "Another browser started this sign-in",
        "Nothing was opened. " + OpenAgain,
        "The verifier that came back is not the one this login made: the launch was carried to another browser, the cookie was changed, or another site posted it.",
        "Security Framework 1.0 §5.1.1.3");
}
