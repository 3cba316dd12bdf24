using System.Globalization;
using System.Net;

namespace Lectern.CaptureAgent.Panel;

/// <summary>Where the panel listens. Pure.</summary>
internal static class PanelAddresses
{
    /// <summary>What is listened at together: this machine alone, and where others may come in too.</summary>
    /// <param name="port">0 for nowhere.</param>
    /// <param name="open">Where others may come in; null for nowhere.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(int port, IPAddress? open) =>
        port == 0 ? []
        : open is null || IPAddress.IsLoopback(open) ? [Here(port)]
        : open.Equals(IPAddress.Any) || open.Equals(IPAddress.IPv6Any) ? [[At("*", port)]]
        : [Here(port), [At(open.ToString(), port)]];

    private static string[] Here(int port) => [At("127.0.0.1", port), At("localhost", port)];

    private static string At(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/");
}
