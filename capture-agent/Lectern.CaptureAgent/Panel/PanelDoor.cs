using System.Net;

namespace Lectern.CaptureAgent.Panel;

/// <summary>Lets this machine in by itself, and others with the secret: <c>Authorization: Bearer …</c>, or <c>/{secret}/start</c> as in the address of a room's button.</summary>
/// <param name="port">Where the panel listens.</param>
/// <param name="secret">What others have to know; null where the panel is open to nobody else.</param>
/// <param name="guesses">Who was wrong of late.</param>
internal sealed class PanelDoor(int port, PanelSecret? secret, PanelGuesses guesses)
{
    private const string Bearer = "Bearer ";

    public PanelEntry Ask(PanelCaller caller) =>
        IPAddress.IsLoopback(caller.From) ? PanelGuard.Lets(caller.Host, caller.Origin, port) ? new PanelEntry(null, caller.Path) : new PanelEntry(HttpStatusCode.Forbidden)
        : secret is null ? new PanelEntry(HttpStatusCode.Forbidden)
        : !guesses.IsHeard(caller.From) ? new PanelEntry(HttpStatusCode.TooManyRequests)
        : Given(caller) is not { } given ? new PanelEntry(HttpStatusCode.Unauthorized)
        : secret.Is(given.Secret) ? new PanelEntry(null, given.Path, PressesByGet: true)
        : Wrong(caller);

    private PanelEntry Wrong(PanelCaller caller)
    {
        guesses.WasWrong(caller.From);
        return new PanelEntry(HttpStatusCode.Forbidden);
    }

    private static (string Secret, string Path)? Given(PanelCaller caller)
    {
        if (caller.Authorization is { } header)
        {
            return (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : "", caller.Path);
        }

        var slash = caller.Path.Length > 1 ? caller.Path.IndexOf('/', 1) : -1;
        return slash < 0 ? null : (caller.Path[1..slash], caller.Path[slash..]);
    }
}
