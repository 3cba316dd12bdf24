namespace Lectern.Lti;

public static partial class Rejections
{
    private const string NothingStored = "Nothing was registered and the invitation still works.";

    /// <summary>The configuration's address can't be used.</summary>
    public static Rejection ConfigurationAddressRefused { get; } = Make(
        "REG-001",
        "Lectern does not open this address",
        NothingStored + " Start the registration from inside the LMS.",
        "openid_configuration is missing or is no https address (http only for hosts listed in AllowedInsecureHosts).",
        "Dynamic Registration 1.0 §3.2");

    /// <summary>The configuration can't be fetched.</summary>
    public static Rejection ConfigurationUnreachable { get; } = Make(
        "REG-002",
        "Lectern can't reach the LMS",
        NothingStored + " The LMS has to be reachable from Lectern's server.",
        "The platform's openid configuration could not be fetched.",
        "Dynamic Registration 1.0 §3.3");

    /// <summary>The platform does not give its configuration.</summary>
    public static Rejection ConfigurationRefused { get; } = Make(
        "REG-003",
        "The LMS does not show its settings",
        NothingStored + " Start again from inside the LMS; its registration token may be used up.",
        "The platform answered the request for its openid configuration with an error.",
        "Dynamic Registration 1.0 §3.3");

    /// <summary>The configuration is no JSON.</summary>
    public static Rejection ConfigurationUnreadable { get; } = Make(
        "REG-004",
        MessageUnreadable,
        NothingStored,
        "The platform's openid configuration is no JSON object.",
        "Dynamic Registration 1.0 §3.4");

    /// <summary>The configuration has faults; see <see cref="Rejection.Causes"/>.</summary>
    public static Rejection ConfigurationFaulty { get; } = Make(
        "REG-005",
        "The settings of the LMS don't fit",
        NothingStored + " The list below says what to mend in the LMS.",
        "The platform's openid configuration has the faults listed.",
        "Dynamic Registration 1.0 §3.4");

    /// <summary>The issuer is missing or no address.</summary>
    public static Rejection ConfigurationIssuerMissing { get; } = Make(
        "REG-010", "The LMS does not say its own address", NothingStored,
        "issuer is missing or is no http(s) address.",
        "Dynamic Registration 1.0 §3.4");

    /// <summary>The issuer lives on another host than its configuration.</summary>
    public static Rejection ConfigurationIssuerElsewhere { get; } = Make(
        "REG-011", "The LMS gives another site's name for its own", NothingStored,
        "The issuer's host and port are not those of the configuration's address.",
        "Dynamic Registration 1.0 §3.3");

    /// <summary>An endpoint is missing.</summary>
    public static Rejection ConfigurationEndpointMissing { get; } = Make(
        "REG-012", "An address of the LMS is missing", NothingStored,
        "A required endpoint is missing or is no absolute address.",
        "Dynamic Registration 1.0 §3.4");

    /// <summary>An endpoint is not https.</summary>
    public static Rejection ConfigurationEndpointInsecure { get; } = Make(
        "REG-013", "An address of the LMS is not safe", NothingStored,
        "An endpoint is not https (http only for hosts listed in AllowedInsecureHosts) or carries a user name.",
        "Security Framework 1.0 §2");

    /// <summary>RS256 is not offered.</summary>
    public static Rejection ConfigurationAlgorithmMissing { get; } = Make(
        "REG-014", "The LMS signs in a way Lectern does not read", NothingStored,
        "The platform lists its signing algorithms and RS256 is not among them.",
        "Security Framework 1.0 §7.3");

    /// <summary>The platform can't answer with an id_token.</summary>
    public static Rejection ConfigurationResponseTypeMissing { get; } = Make(
        "REG-015", "The LMS signs in a way Lectern does not read", NothingStored,
        "response_types_supported is there and does not list id_token.",
        "Security Framework 1.0 §5.1.1.2");

    /// <summary>The platform takes no signed client assertions.</summary>
    public static Rejection ConfigurationAuthMethodMissing { get; } = Make(
        "REG-016", "The LMS signs tools in in a way Lectern does not know", NothingStored,
        "token_endpoint_auth_methods_supported is there and does not list private_key_jwt.",
        "Security Framework 1.0 §4.1.1");

    /// <summary>The registration endpoint can't be reached.</summary>
    public static Rejection RegistrationUnreachable { get; } = Make(
        "REG-020", "Lectern can't reach the LMS", NothingStored + " The LMS has to be reachable from Lectern's server.",
        "The registration endpoint could not be reached.",
        "Dynamic Registration 1.0 §3.5");

    /// <summary>The platform refuses the registration.</summary>
    public static Rejection RegistrationRefused { get; } = Make(
        "REG-021", "The LMS did not take the registration", NothingStored,
        "The registration endpoint refused; its own words follow.",
        "Dynamic Registration 1.0 §3.6");

    /// <summary>The platform refuses the registration token.</summary>
    public static Rejection RegistrationTokenRefused { get; } = Make(
        "REG-022", "The registration took too long or was done before", NothingStored + " Start again from inside the LMS.",
        "The registration endpoint refuses the registration token: it is used up, has expired or never was.",
        "Dynamic Registration 1.0 §3.5");

    /// <summary>The platform's answer is no JSON.</summary>
    public static Rejection RegistrationAnswerUnreadable { get; } = Make(
        "REG-023",
        MessageUnreadable,
        "The LMS may have stored a tool that Lectern does not know. Delete it there and start again; the invitation still works.",
        "The registration endpoint's answer is no JSON object.",
        "Dynamic Registration 1.0 §3.6");

    /// <summary>The platform gave no client id.</summary>
    public static Rejection RegistrationAnswerIncomplete { get; } = Make(
        "REG-024",
        "The LMS gave Lectern no id",
        "The LMS may have stored a tool that Lectern does not know. Delete it there and start again; the invitation still works.",
        "The registration endpoint's answer has no usable client_id.",
        "Dynamic Registration 1.0 §3.6");
}
