namespace Lectern.Lti.Http;

/// <summary>Limits for every address that came from a platform.</summary>
public sealed class PlatformHttpOptions
{
    /// <summary>
    /// Hosts (<c>lms.intern</c>) or hosts with port (<c>localhost:8045</c>) that may be reached over http and on private addresses. Empty by default; meant for
    /// trying out and for an LMS on the same private network.
    /// </summary>
    public IReadOnlyList<string> AllowedInsecureHosts { get; init; } = [];

    /// <summary>Longest time from the request to the answer's last byte. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest answer, in bytes. Default 1 MiB.</summary>
    public int LargestAnswer { get; init; } = 1024 * 1024;

    /// <summary>Whether a host is one of <see cref="AllowedInsecureHosts"/>.</summary>
    /// <param name="host">Its name or address.</param>
    /// <param name="port">The port.</param>
    /// <returns>True when it is listed, with or without its port.</returns>
    public bool IsListed(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        var bare = host.Trim('[', ']');
        return AllowedInsecureHosts.Any(entry =>
            Same(entry, bare) || Same(entry, $"[{bare}]") || Same(entry, $"{bare}:{port}") || Same(entry, $"[{bare}]:{port}"));
    }

    /// <summary>Whether an address may be called at all: absolute, without a user name, https, or http to a listed host.</summary>
    /// <param name="uri">The address.</param>
    /// <returns>True when it may. The network address behind it is judged when the connection is made.</returns>
    public bool Allows(Uri? uri) =>
        uri is not null && Origin.Of(uri) is not null && (uri.Scheme == Uri.UriSchemeHttps || IsListed(uri.IdnHost, uri.Port));

    private static bool Same(string entry, string host) => string.Equals(entry.Trim(), host, StringComparison.OrdinalIgnoreCase);
}
