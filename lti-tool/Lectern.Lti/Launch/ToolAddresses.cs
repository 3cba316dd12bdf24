using Lectern.Lti.Http;

namespace Lectern.Lti.Launch;

/// <summary>The addresses under which this tool is known to its platforms.</summary>
public sealed class ToolAddresses
{
    private readonly HashSet<string> origins;

    /// <summary>Makes the list.</summary>
    /// <param name="origins">Every origin that target links may have, for example <c>https://video.example.edu</c>.</param>
    /// <param name="redirectUri">The one redirect address, exactly as registered.</param>
    /// <exception cref="ArgumentException">An origin or the redirect address is no http(s) address.</exception>
    public ToolAddresses(IEnumerable<string> origins, string redirectUri)
    {
        ArgumentNullException.ThrowIfNull(origins);
        this.origins = [.. origins.Select(origin => Origin.Of(origin) ?? throw new ArgumentException($"'{origin}' is no origin.", nameof(origins)))];
        RedirectUri = Origin.Of(redirectUri) is null ? throw new ArgumentException($"'{redirectUri}' is no web address.", nameof(redirectUri)) : redirectUri;
    }

    /// <summary>The one redirect address.</summary>
    public string RedirectUri { get; }

    /// <summary>Whether an address lies on one of this tool's origins.</summary>
    /// <param name="address">Any text.</param>
    /// <returns>True when it does.</returns>
    public bool Own(string? address) => Origin.Of(address) is { } origin && origins.Contains(origin);
}
