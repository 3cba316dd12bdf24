namespace Lectern.Lti;

public static partial class Rejections
{
    /// <summary>The platform did not ask for content.</summary>
    public static Rejection DeepLinkingNotAsked { get; } = Make(
        "LTI-050",
        "The LMS did not ask for a video",
        "Open Lectern with the LMS's own button for adding content.",
        "A deep linking response was asked for a launch without deep_linking_settings.",
        "Deep Linking 2.0 §4.5");

    /// <summary>The platform does not take this kind of content.</summary>
    public static Rejection ContentTypeNotAccepted { get; } = Make(
        "LTI-051",
        "The LMS does not take this here",
        "Choose something else, or add it from another place in the course.",
        "A content item has a type that accept_types does not list.",
        "Deep Linking 2.0 §4.4.1");

    /// <summary>The platform takes one item only.</summary>
    public static Rejection OneItemOnly { get; } = Make(
        "LTI-052",
        "The LMS takes one at a time here",
        "Choose one; the others can follow one by one.",
        "Several content items although accept_multiple is false or missing.",
        "Deep Linking 2.0 §4.4.1");

    /// <summary>The platform takes no grades here.</summary>
    public static Rejection LineItemNotAccepted { get; } = Make(
        "LTI-053",
        "The LMS takes no grades here",
        "Add it without grades, or add it from a place that takes them.",
        "A content item carries a line item although accept_lineitem is false.",
        "Deep Linking 2.0 §4.4.1");

    /// <summary>An item lacks what its type needs.</summary>
    public static Rejection ContentItemIncomplete { get; } = Make(
        "LTI-054",
        "This can't be added as it is",
        "Choose it again, or choose something else.",
        "A content item lacks its address or text, its address is no http(s) address, or its line item has no points.",
        "Deep Linking 2.0 §3");

    /// <summary>The token endpoint can't be reached.</summary>
    public static Rejection TokenEndpointUnreachable { get; } = Make(
        "LTI-060",
        "Lectern can't reach the LMS",
        "Videos keep playing. Lectern tries again by itself.",
        "The token endpoint could not be reached.",
        "Security Framework 1.0 §4.1");

    /// <summary>The platform gives no token.</summary>
    public static Rejection ServiceTokenRefused { get; } = Make(
        "LTI-061",
        "The LMS keeps Lectern out of its services",
        "Videos keep playing. Whoever looks after the LMS can mend this.",
        "The token endpoint refused the client assertion. Often the platform can't fetch this tool's keys, or the clocks differ.",
        "Security Framework 1.0 §4.1, RFC 6749 §5.2");

    /// <summary>The token endpoint's answer is no token.</summary>
    public static Rejection ServiceTokenUnreadable { get; } = Make(
        "LTI-062",
        "The LMS sent something Lectern can't read",
        "Videos keep playing. Whoever looks after the LMS can mend this.",
        "The token endpoint's answer holds no bearer token.",
        "RFC 6749 §5.1");

    /// <summary>The scopes are not granted.</summary>
    public static Rejection ScopeNotGranted { get; } = Make(
        "LTI-063",
        "The LMS does not let Lectern do this",
        "Videos keep playing. Whoever looks after the LMS can allow it in the settings of the tool there.",
        "The platform grants none of the scopes that were asked for.",
        "RFC 6749 §5.2");
}
