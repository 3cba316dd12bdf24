using System.Text.Json;

namespace Lectern.Lti.Launch;

/// <summary>What the checks of one launch have learned so far; each check relies on those before it.</summary>
internal sealed class LaunchContext(LaunchPost post, Func<string, string?> verifier, DateTimeOffset now)
{
    public LaunchPost Post { get; } = post;

    public Func<string, string?> Verifier { get; } = verifier;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Set by the state's signature check.</summary>
    public LoginState? Login { get; set; }

    /// <summary>Set by the registration check.</summary>
    public LtiRegistration? Registration { get; set; }

    /// <summary>Set by the token format check.</summary>
    public CompactToken? Token { get; set; }

    /// <summary>Set by the key check.</summary>
    public Keys.PlatformKey? Key { get; set; }

    /// <summary>True once the token's signature was verified.</summary>
    public bool IsSignatureVerified { get; set; }

    /// <summary>The token's claims; only to be trusted behind the signature check.</summary>
    public JsonElement Claims => Token!.Claims;
}
