namespace Lectern.Lti.Http;

/// <summary>Scheme, host and port of a web address, as browsers compare them.</summary>
public static class Origin
{
    /// <summary>The origin of an address.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <returns>For example <c>https://video.example.edu</c> or <c>http://localhost:8080</c>, lower case, without a default port; null when the address is none, is relative, or carries a user name.</returns>
    public static string? Of(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Any(IsOutOfPlace) || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        return Of(uri);
    }

    /// <summary>The origin of an address.</summary>
    /// <param name="uri">The address.</param>
    /// <returns>See <see cref="Of(string?)"/>.</returns>
    public static string? Of(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.IdnHost.Length == 0)
        {
            return null;
        }

        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost.Trim('[', ']')}]" : uri.IdnHost;
        var origin = uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
        return origin.ToLowerInvariant();
    }

    // Browsers and Uri disagree about control characters, spaces and backslashes; an honest platform sends none.
    private static bool IsOutOfPlace(char letter) => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter == '\\';
}
