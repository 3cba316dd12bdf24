namespace Lectern.CaptureAgent.Panel;

/// <summary>
/// Keeps web pages out that a browser on this machine has open: a name that was made to point here (by its Host), and a form or script
/// that posts here (by its Origin). Programs send no Origin. Pure.
/// </summary>
internal static class PanelGuard
{
    public static bool Lets(string? host, string? origin, int port)
    {
        string[] ours = [$"127.0.0.1:{port}", $"localhost:{port}"];
        return ours.Contains(host, StringComparer.OrdinalIgnoreCase)
            && (origin is null || ours.Any(name => string.Equals(origin, $"http://{name}", StringComparison.OrdinalIgnoreCase)));
    }
}
