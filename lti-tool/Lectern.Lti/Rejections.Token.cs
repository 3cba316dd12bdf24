namespace Lectern.Lti;

public static partial class Rejections
{
    /// <summary>The token is larger than this tool reads.</summary>
    public static Rejection TokenTooLarge { get; } = Make(
        "LTI-015",
        NotSignedIn,
        AskYourAdministrator,
        "The id_token is larger than 64 KiB.",
        "Security Framework 1.0 §5.1.3");

    /// <summary>The token is no signed JWT.</summary>
    public static Rejection TokenMalformed { get; } = Make(
        "LTI-016",
        NotSignedIn,
        AskYourAdministrator,
        "The id_token is no signed JWT in compact form, its JSON is broken or names a key twice, or its header asks for extensions (crit).",
        "RFC 7515 §5.2, RFC 7519 §4");

    /// <summary>The token's algorithm is not allowed.</summary>
    public static Rejection AlgorithmRefused { get; } = Make(
        "LTI-017",
        NotSignedIn,
        AskYourAdministrator,
        "The id_token is not signed with RS256 or RS512, or not with the algorithm its key is for. Unsigned tokens and shared secrets are refused.",
        "Security Framework 1.0 §5.1.3 (6), §7.3");

    /// <summary>The token names no key.</summary>
    public static Rejection KeyIdMissing { get; } = Make(
        "LTI-018",
        NotSignedIn,
        AskYourAdministrator,
        "The header of the id_token has no kid.",
        "Security Framework 1.0 §6.3");

    /// <summary>The platform does not publish the token's key.</summary>
    public static Rejection KeyUnknown { get; } = Make(
        "LTI-019",
        NotSignedIn,
        "Try again in a minute from the course. If it stays, whoever looks after the LMS can mend it.",
        "The platform's key set has no usable key with the token's kid. The set was fetched again, at most every 30 seconds.",
        "Security Framework 1.0 §6.3");

    /// <summary>The platform's keys can't be had.</summary>
    public static Rejection KeysUnreachable { get; } = Make(
        "LTI-020",
        "Lectern can't reach the LMS to check the sign-in",
        "Try again in a minute from the course.",
        "The platform's key set could not be fetched or read, and none is known from before.",
        "Security Framework 1.0 §6.3") with { IsTransient = true };

    /// <summary>The signature is wrong.</summary>
    public static Rejection SignatureWrong { get; } = Make(
        "LTI-023",
        NotSignedIn,
        AskYourAdministrator,
        "The signature of the id_token does not fit the platform's key.",
        "Security Framework 1.0 §5.1.3 (1)");

    /// <summary>The token is another issuer's.</summary>
    public static Rejection IssuerMismatch { get; } = Make(
        "LTI-024",
        NotSignedIn,
        AskYourAdministrator,
        "iss is missing or is not the issuer of the registration that started this login.",
        "Security Framework 1.0 §5.1.3 (2)");

    /// <summary>The token is for another tool.</summary>
    public static Rejection AudienceMismatch { get; } = Make(
        "LTI-025",
        NotSignedIn,
        AskYourAdministrator,
        "aud is missing or does not name this tool's client_id.",
        "Security Framework 1.0 §5.1.3 (3)");

    /// <summary>The token was issued to another party.</summary>
    public static Rejection AuthorizedPartyMismatch { get; } = Make(
        "LTI-026",
        NotSignedIn,
        AskYourAdministrator,
        "azp is not this tool's client_id, or is missing although aud names several.",
        "Security Framework 1.0 §5.1.3 (4, 5)");

    /// <summary>The token has expired.</summary>
    public static Rejection TokenExpired { get; } = Make(
        "LTI-027",
        "The sign-in took too long",
        OpenAgain + " If it happens every time, the clock of the LMS or of Lectern is wrong.",
        "exp lies more than 60 seconds in the past. Compare the clocks of both servers.",
        "Security Framework 1.0 §5.1.3 (7)");

    /// <summary>The token is from the future.</summary>
    public static Rejection TokenFromFuture { get; } = Make(
        "LTI-028",
        NotSignedIn,
        OpenAgain + " If it happens every time, the clock of the LMS or of Lectern is wrong.",
        "iat or nbf lies more than 60 seconds in the future. Compare the clocks of both servers.",
        "Security Framework 1.0 §5.1.3 (8)");

    /// <summary>The token was issued long ago.</summary>
    public static Rejection TokenTooOld { get; } = Make(
        "LTI-029",
        "The sign-in is too old",
        OpenAgain + " If it happens every time, the clock of the LMS or of Lectern is wrong.",
        "iat lies more than an hour in the past, or a day for a notice. Compare the clocks of both servers.",
        "Security Framework 1.0 §5.1.3 (8)");

    /// <summary>exp or iat is missing or no time.</summary>
    public static Rejection TokenTimesMissing { get; } = Make(
        "LTI-030",
        NotSignedIn,
        AskYourAdministrator,
        "exp or iat is missing or is not a number of seconds.",
        "Security Framework 1.0 §5.1.2");
}
