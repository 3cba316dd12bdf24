using System.Net;
using System.Net.Sockets;

namespace Lectern.Lti.Http;

/// <summary>
/// The way to every address that came from a platform: https only, no redirects, no proxy, no cookies, small and quick answers, and never to private addresses.
/// The network address is judged when the connection is made, after the name was resolved, so a name that changes its mind gains nothing.
/// </summary>
public static class PlatformHttp
{
    /// <summary>Makes a client. Keep one for the life of the process.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock of the time limit.</param>
    /// <returns>The client; disposing it closes its connections.</returns>
    public static HttpClient CreateClient(PlatformHttpOptions options, TimeProvider time) => CreateClient(options, time, Dns.GetHostAddressesAsync);

    internal static HttpClient CreateClient(PlatformHttpOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
#pragma warning disable CA2000 // The client owns its handlers.
        var handler = new PlatformGuard(options, time) { InnerHandler = CreateHandler(options, resolve) };
        // The guard keeps the time limit, so that it covers the answer's body as well.
        return new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
    }

    private static SocketsHttpHandler CreateHandler(PlatformHttpOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        // A connection outlives the request that began it; it must not hang for ever.
        ConnectTimeout = options.Timeout,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, options, resolve, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target,
        PlatformHttpOptions options,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken cancellationToken)
    {
        var resolved = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolve(target.Host, cancellationToken);
        var allowed = options.IsListed(target.Host, target.Port) ? resolved : Array.FindAll(resolved, PublicAddress.Is);
        if (allowed.Length == 0)
        {
            throw new PlatformHttpException(PlatformHttpFault.AddressNotPublic, $"{target.Host} leads to no public network address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
