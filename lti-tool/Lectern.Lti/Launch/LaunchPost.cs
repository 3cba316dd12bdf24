using Lectern.Lti.Http;

namespace Lectern.Lti.Launch;

/// <summary>What the platform's form brings (Security Framework 1.0 §5.1.1.3). No record, so that no log prints the token.</summary>
public sealed class LaunchPost
{
    /// <summary>The form field of <see cref="StoredVerifier"/>.</summary>
    public const string VerifierField = "stored_verifier";

    /// <summary>The signed token.</summary>
    public string? IdToken { get; init; }

    /// <summary>The state this tool gave.</summary>
    public string? State { get; init; }

    /// <summary>The platform's error code instead of a token.</summary>
    public string? Error { get; init; }

    /// <summary>The platform's words on its error.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>True when a field stood there twice; such a launch is refused.</summary>
    public bool HasRepeatedFields { get; init; }

    /// <summary>The verifier this tool's own page read back from the platform's storage, instead of from a cookie.</summary>
    public string? StoredVerifier { get; private init; }

    /// <summary>True when a stored verifier came from another page than this tool's own; such a launch is refused.</summary>
    public bool IsStoredVerifierForeign { get; private init; }

    /// <summary>Reads a form of the platform.</summary>
    /// <param name="fields">Every name and value, decoded. Unknown names are ignored.</param>
    /// <returns>The fields; nothing is checked yet.</returns>
    public static LaunchPost Parse(IEnumerable<KeyValuePair<string, string?>> fields) => Parse(fields, null, null);

    /// <summary>
    /// Reads a form of the platform, or the same form as this tool's own page posts it again with the verifier from the platform's storage. The verifier of such a form
    /// counts only when the browser says that the page is ours: with a cookie nobody else could set it, with a field any site could.
    /// </summary>
    /// <param name="fields">Every name and value, decoded. Unknown names are ignored.</param>
    /// <param name="requestOrigin">The request's Origin header. Post by fetch: a form of a page without referrer says <c>null</c>.</param>
    /// <param name="tool">This tool's addresses; its own page is on the origin of the redirect address.</param>
    /// <returns>The fields; nothing is checked yet.</returns>
    public static LaunchPost Parse(IEnumerable<KeyValuePair<string, string?>> fields, string? requestOrigin, ToolAddresses? tool)
    {
        var known = fields.Where(field => field.Key is "id_token" or "state" or "error" or "error_description" or VerifierField).ToLookup(field => field.Key, field => field.Value, StringComparer.Ordinal);
        var verifier = known[VerifierField].FirstOrDefault();
        var isOurs = tool is not null && requestOrigin is not null && Origin.Of(requestOrigin) == Origin.Of(tool.RedirectUri);
        return new LaunchPost
        {
            StoredVerifier = isOurs ? verifier : null,
            IsStoredVerifierForeign = !string.IsNullOrEmpty(verifier) && !isOurs,
            IdToken = known["id_token"].FirstOrDefault(),
            State = known["state"].FirstOrDefault(),
            Error = known["error"].FirstOrDefault(),
            ErrorDescription = known["error_description"].FirstOrDefault(),
            HasRepeatedFields = known.Any(field => field.Count() > 1),
        };
    }
}
