namespace Lectern.PracticeLms;

/// <summary>What the command line may say (<c>--name value</c>).</summary>
internal sealed record LmsOptions
{
    /// <summary><c>--data DIR</c>: keeps everything in one JSON file there. Without it nothing outlives the process.</summary>
    public string? Data { get; init; }

    /// <summary><c>--issuer URL</c>: the issuer and base address; by default the address listened on.</summary>
    public string? Issuer { get; init; }

    /// <summary><c>--public-host NAME</c>: the host name in the issuer while listening on another loopback name, with the real port.</summary>
    public string? PublicHost { get; init; }

    /// <summary><c>--auto-activate true</c>: a tool that registers is active at once, without an administrator's click.</summary>
    public bool AutoActivate { get; init; }

    /// <summary><c>--registration-url URL</c>: fills the administrator's "add a tool" field, for a newcomer who has just started both.</summary>
    public string? RegistrationUrl { get; init; }

    /// <summary><c>--login-method get</c>: login initiation by GET in place of POST.</summary>
    public bool LoginByGet { get; init; }

    /// <summary><c>--manner moodle|canvas|blackboard</c>: whose habits the platform has.</summary>
    public Manner Manner { get; init; } = Manners.Moodle;

    /// <summary><c>--algorithm RS512</c>: how the platform signs, where it has the choice (Blackboard).</summary>
    public string Algorithm { get; init; } = "RS256";

    public static LmsOptions From(IConfiguration settings) => new()
    {
        Data = settings["data"],
        Issuer = settings["issuer"]?.TrimEnd('/'),
        PublicHost = settings["public-host"],
        AutoActivate = settings.GetValue("auto-activate", false),
        RegistrationUrl = settings["registration-url"],
        LoginByGet = string.Equals(settings["login-method"], "get", StringComparison.OrdinalIgnoreCase),
        Manner = Manners.Named(settings["manner"]),
        Algorithm = Chosen(settings["algorithm"] ?? "RS256", Manners.Named(settings["manner"])),
    };

    private static string Chosen(string algorithm, Manner manner) => algorithm switch
    {
        "RS256" => algorithm,
        "RS512" when manner == Manners.Blackboard => algorithm,
        _ => throw new ArgumentException($"'{algorithm}' is no way to sign here: RS256, or RS512 in the manner of Blackboard."),
    };
}
