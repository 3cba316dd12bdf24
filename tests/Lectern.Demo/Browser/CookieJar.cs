using System.Collections.Concurrent;

namespace Lectern.Demo.Browser;

/// <summary>
/// A browser's cookies, as a browser treats loopback addresses: by host name whatever the port, and Secure ones over
/// plain http too, which the platform's own cookie container would hold back.
/// </summary>
internal sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<(string Host, string Name), string> cookies = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        var sent = string.Join("; ", cookies.Where(cookie => cookie.Key.Host == host).Select(cookie => $"{cookie.Key.Name}={cookie.Value}"));
        if (sent.Length > 0)
        {
            request.Headers.Add("Cookie", sent);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                Keep(host, cookie);
            }
        }

        return response;
    }

    private void Keep(string host, string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var pair = parts[0].Split('=', 2);
        if (pair.Length != 2)
        {
            return;
        }

        if (parts.Skip(1).Any(IsDeletion))
        {
            cookies.TryRemove((host, pair[0]), out _);
            return;
        }

        cookies[(host, pair[0])] = pair[1];
    }

    private static bool IsDeletion(string attribute) =>
        attribute.Equals("max-age=0", StringComparison.OrdinalIgnoreCase)
        || (attribute.StartsWith("expires=", StringComparison.OrdinalIgnoreCase) && attribute.Contains("1970", StringComparison.Ordinal));
}
