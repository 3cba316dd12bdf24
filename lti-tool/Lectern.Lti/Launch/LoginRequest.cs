namespace Lectern.Lti.Launch;

/// <summary>A platform's request to start a sign-in (Security Framework 1.0 §5.1.1.1). Values are kept exactly as they came.</summary>
public sealed class LoginRequest
{
    private static readonly Dictionary<string, int> Limits = new(StringComparer.Ordinal)
    {
        ["iss"] = 1024,
        ["login_hint"] = 8192,
        ["target_link_uri"] = 4096,
        ["lti_message_hint"] = 16384,
        ["client_id"] = 255,
        ["lti_deployment_id"] = 255,
        ["deployment_id"] = 255,
        ["lti_storage_target"] = 100,
        ["canvas_environment"] = 64,
        ["canvas_region"] = 64,
    };

    private LoginRequest(Dictionary<string, string> fields)
    {
        Issuer = fields["iss"];
        LoginHint = fields["login_hint"];
        TargetLinkUri = fields["target_link_uri"];
        MessageHint = fields.GetValueOrDefault("lti_message_hint");
        ClientId = Filled(fields, "client_id");
        DeploymentId = Filled(fields, "lti_deployment_id") ?? Filled(fields, "deployment_id");
        StorageTarget = Filled(fields, "lti_storage_target");
        CanvasEnvironment = Filled(fields, "canvas_environment");
        CanvasRegion = Filled(fields, "canvas_region");
    }

    /// <summary>The platform's issuer.</summary>
    public string Issuer { get; }

    /// <summary>Opaque to the tool, sent back as it came.</summary>
    public string LoginHint { get; }

    /// <summary>The page of this tool that is to open.</summary>
    public string TargetLinkUri { get; }

    /// <summary>Opaque to the tool, sent back as it came; null when the platform sent none.</summary>
    public string? MessageHint { get; }

    /// <summary>The client id, when the platform says it.</summary>
    public string? ClientId { get; }

    /// <summary>The deployment (<c>lti_deployment_id</c>, or <c>deployment_id</c> as Canvas calls it). Unsigned: only a hint.</summary>
    public string? DeploymentId { get; }

    /// <summary>The frame that keeps values for tools without cookies (Client Side postMessages 0.1).</summary>
    public string? StorageTarget { get; }

    /// <summary>Canvas: production, beta or test.</summary>
    public string? CanvasEnvironment { get; }

    /// <summary>Canvas: the region that hosts the school.</summary>
    public string? CanvasRegion { get; }

    /// <summary>Reads the fields of a GET query or a POST form.</summary>
    /// <param name="fields">Every name and value, decoded. Unknown names are ignored.</param>
    /// <returns>The request; or LTI-001, LTI-002 or LTI-007.</returns>
    public static LtiResult<LoginRequest> Parse(IEnumerable<KeyValuePair<string, string?>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (Limits.TryGetValue(name, out var limit) && Refuse(known, name, value ?? "", limit) is { } rejection)
            {
                return rejection;
            }
        }

        foreach (var required in (string[])["iss", "login_hint", "target_link_uri"])
        {
            if (Filled(known, required) is null)
            {
                return Rejections.LoginFieldMissing.With($"{required} is missing");
            }
        }

        return new LoginRequest(known);
    }

    private static Rejection? Refuse(Dictionary<string, string> known, string name, string value, int limit)
    {
        // These three travel in the state, whose length is bounded; no platform has them in anything but ASCII.
        var asciiOnly = name is "lti_deployment_id" or "deployment_id" or "lti_storage_target";
        if (value.Length > limit || value.Any(char.IsControl) || (asciiOnly && !value.All(char.IsAscii)))
        {
            return Rejections.LoginFieldUnusable.With($"{name} has {value.Length} characters, {limit} without control characters are read");
        }

        return known.TryAdd(name, value) ? null : Rejections.LoginFieldRepeated.With($"{name} stands there twice");
    }

    private static string? Filled(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
