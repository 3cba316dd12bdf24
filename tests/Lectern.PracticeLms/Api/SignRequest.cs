using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Api;

/// <summary>A token to sign, right or wrong. Claims are taken as they are, or are those of a launch with changes.</summary>
internal sealed record SignRequest
{
    /// <summary>The whole claim set; then <see cref="Launch"/> is not looked at.</summary>
    public JsonObject? Claims { get; init; }

    /// <summary>Starts from the claims of this launch.</summary>
    public LaunchRequest? Launch { get; init; }

    /// <summary>The nonce the tool asked for.</summary>
    public string? Nonce { get; init; }

    /// <summary>Claims added or replaced.</summary>
    public JsonObject? Set { get; init; }

    /// <summary>Claims taken out.</summary>
    public string[] Remove { get; init; } = [];

    /// <summary>The whole header; by default typ, alg and the key's kid.</summary>
    public JsonObject? Header { get; init; }

    /// <summary>current, previous, wrong (unknown key under its own kid), forged (unknown key under the current kid), none (no signature), public (HMAC keyed with the public key).</summary>
    public string Key { get; init; } = "current";
}
