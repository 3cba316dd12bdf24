namespace Lectern.Lti;

public static partial class Rejections
{
    private const string VideosKeepPlaying = "Videos keep playing.";
    private const string WhoCanMend = "Whoever looks after the LMS can mend this.";

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
        "Security Framework 1.0 §4.1") with { IsTransient = true };

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

    /// <summary>The service's address can't be used.</summary>
    public static Rejection ServiceAddressRefused { get; } = Make(
        "LTI-064",
        "Lectern does not open this address of the LMS",
        VideosKeepPlaying + " " + WhoCanMend,
        "A service's address is no https address (http only for hosts listed in AllowedInsecureHosts).",
        "Security Framework 1.0 §2");

    /// <summary>The service can't be reached.</summary>
    public static Rejection ServiceUnreachable { get; } = Make(
        "LTI-065",
        "Lectern can't reach the LMS",
        VideosKeepPlaying + " Lectern tries again by itself.",
        "The service could not be reached, took too long, answered with a redirect or too much, or lies on a private address.",
        "Security Framework 1.0 §4.2");

    /// <summary>The service does not take the token.</summary>
    public static Rejection ServiceTokenNotTaken { get; } = Make(
        "LTI-066",
        "The LMS keeps Lectern out of its services",
        VideosKeepPlaying + " " + WhoCanMend,
        "The service answers 401 to a fresh token. Some platforms answer so when the tool is switched off in this course.",
        "Security Framework 1.0 §4.2");

    /// <summary>The service forbids it.</summary>
    public static Rejection ServiceForbidden { get; } = Make(
        "LTI-067",
        "The LMS does not let Lectern do this here",
        VideosKeepPlaying + " " + WhoCanMend,
        "The service answers 403: this tool may not do this in this course.",
        "RFC 9110 §15.5.4");

    /// <summary>There is no such thing any more.</summary>
    public static Rejection ServiceTargetGone { get; } = Make(
        "LTI-068",
        "The LMS no longer has this",
        "It was deleted in the LMS, or the course is gone. Videos keep playing.",
        "The service answers 404 or 410: the course, the line item or the link was deleted, or the tool was taken out of the course.",
        "RFC 9110 §15.5.5");

    /// <summary>The service asks to slow down.</summary>
    public static Rejection ServiceBusy { get; } = Make(
        "LTI-069",
        "The LMS is busy",
        VideosKeepPlaying + " Lectern tries again by itself.",
        "The service answers 429, or Canvas's 403 (Rate Limit Exceeded).",
        "RFC 6585 §4") with { IsTransient = true };

    /// <summary>The service is broken for the moment.</summary>
    public static Rejection ServiceFailing { get; } = Make(
        "LTI-070",
        "The LMS has a fault of its own",
        VideosKeepPlaying + " Lectern tries again by itself.",
        "The service answers 5xx or 408.",
        "RFC 9110 §15.6") with { IsTransient = true };

    /// <summary>The service does not take what was sent.</summary>
    public static Rejection ServiceRefused { get; } = Make(
        "LTI-071",
        "The LMS did not take this",
        VideosKeepPlaying + " " + WhoCanMend,
        "The service refused what was sent; the platform's own words follow. For a score: the person may not be gradable in this course, or attempts are used up.",
        "RFC 9110 §15.5");

    /// <summary>The service's answer can't be read.</summary>
    public static Rejection ServiceAnswerUnreadable { get; } = Make(
        "LTI-072",
        MessageUnreadable,
        VideosKeepPlaying + " " + WhoCanMend,
        "The service's answer is not the JSON it has to be.",
        "RFC 8259");

    /// <summary>The pages don't lead to an end.</summary>
    public static Rejection PagingBroken { get; } = Make(
        "LTI-073",
        "The LMS's list does not end",
        VideosKeepPlaying + " What was known before stays.",
        "A next link leads in a circle, to another host or to no address, or there are more than 1,000 pages.",
        "RFC 8288 §3");

    /// <summary>The platform does not offer this here.</summary>
    public static Rejection ServiceNotOffered { get; } = Make(
        "LTI-074",
        "The LMS does not offer this in this course",
        VideosKeepPlaying + " " + WhoCanMend,
        "The launch named no address for this service.",
        "AGS 2.0 §3.1");
}
