namespace Lectern.Lti.Launch;

/// <summary>What the platform's form brings (Security Framework 1.0 §5.1.1.3). No record, so that no log prints the token.</summary>
public sealed class LaunchPost
{
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

    /// <summary>Reads a form.</summary>
    /// <param name="fields">Every name and value, decoded. Unknown names are ignored.</param>
    /// <returns>The fields; nothing is checked yet.</returns>
    public static LaunchPost Parse(IEnumerable<KeyValuePair<string, string?>> fields)
    {
        var known = fields.Where(field => field.Key is "id_token" or "state" or "error" or "error_description").ToLookup(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return new LaunchPost
        {
            IdToken = known["id_token"].FirstOrDefault(),
            State = known["state"].FirstOrDefault(),
            Error = known["error"].FirstOrDefault(),
            ErrorDescription = known["error_description"].FirstOrDefault(),
            HasRepeatedFields = known.Any(field => field.Count() > 1),
        };
    }
}
