namespace Lectern.Lti.Services;

/// <summary>Changes an address and leaves all else as the platform wrote it: some carry their own query.</summary>
internal static class ServiceAddress
{
    /// <summary>Puts a last segment behind the path, before the query: Moodle's line items end in <c>?type_id=4</c>.</summary>
    public static string Below(string address, string segment)
    {
        var (path, query) = Split(address);
        return $"{path.TrimEnd('/')}/{segment}{query}";
    }

    /// <summary>Adds a parameter.</summary>
    public static string With(string address, string name, string value)
    {
        var (path, query) = Split(address);
        var separator = query.Length == 0 ? "?" : query is "?" || query.EndsWith('&') ? "" : "&";
        return $"{path}{query}{separator}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
    }

    /// <summary>Adds parameters.</summary>
    public static string With(string address, IEnumerable<KeyValuePair<string, string>> parameters) =>
        parameters.Aggregate(address, (changed, parameter) => With(changed, parameter.Key, parameter.Value));

    /// <summary>The parameters that have a value.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Filled(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        List<KeyValuePair<string, string>> filled = [];
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                filled.Add(new(name, value));
            }
        }

        return filled;
    }

    /// <summary>Whether the query has a parameter of this name.</summary>
    public static bool Has(string address, string name) =>
        Split(address).Query.TrimStart('?').Split('&').Any(parameter => Uri.UnescapeDataString(parameter.Split('=')[0]) == name);

    private static (string Path, string Query) Split(string address)
    {
        var whole = address.Split('#')[0];
        var start = whole.IndexOf('?', StringComparison.Ordinal);
        return start < 0 ? (whole, "") : (whole[..start], whole[start..]);
    }
}
