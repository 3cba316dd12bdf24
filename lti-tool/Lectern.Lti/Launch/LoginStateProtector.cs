using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.Lti.Launch;

/// <summary>
/// Turns a login state into text that is safe in addresses and forms, and back: <c>kid.payload.mac</c>, HMAC-SHA256 over all that stands before the MAC.
/// The first key signs; all keys verify, so a rotated key goes on verifying for as long as it is listed.
/// </summary>
public sealed class LoginStateProtector
{
    private const int LongestState = 2048;
    private const int ShortestKey = 32;
    private const string Purpose = "lti-login-state.";
    private readonly IReadOnlyList<StateKey> keys;

    /// <summary>Takes the keys.</summary>
    /// <param name="keys">The signing key first, then those that only verify.</param>
    /// <exception cref="ArgumentException">No key, a short key, or two keys of one name.</exception>
    public LoginStateProtector(IReadOnlyList<StateKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.DistinctBy(key => key.Kid).Count() != keys.Count)
        {
            throw new ArgumentException("There has to be a key, and each needs its own name.", nameof(keys));
        }

        if (keys.Any(key => key.Key.Length < ShortestKey || key.Kid.Length is 0 or > 32 || !key.Kid.All(IsUrlSafe)))
        {
            throw new ArgumentException($"A key has at least {ShortestKey} bytes and a name of 1 to 32 letters, digits, '-' or '_'.", nameof(keys));
        }

        this.keys = keys;
    }

    /// <summary>Signs a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Text below 1,300 characters, in practice about 350.</returns>
    public string Protect(LoginState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var signed = $"{keys[0].Kid}.{Base64Url.EncodeToString(LoginStateCodec.Write(state))}";
        return $"{signed}.{Base64Url.EncodeToString(Mac(keys[0], signed))}";
    }

    /// <summary>Verifies and reads a state. Its age is not looked at.</summary>
    /// <param name="text">What came back.</param>
    /// <returns>Null when no key of ours signed it.</returns>
    public LoginState? Unprotect(string? text)
    {
        if (text is null || text.Length > LongestState || text.Split('.') is not [var kid, var payload, var mac])
        {
            return null;
        }

        var key = keys.FirstOrDefault(candidate => candidate.Kid == kid);
        if (key is null || !TryDecode(mac, out var given) || !CryptographicOperations.FixedTimeEquals(given, Mac(key, $"{kid}.{payload}")))
        {
            return null;
        }

        return TryDecode(payload, out var bytes) ? LoginStateCodec.Read(bytes) : null;
    }

    private static byte[] Mac(StateKey key, string signed) => HMACSHA256.HashData(key.Key.Span, Encoding.UTF8.GetBytes(Purpose + signed));

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.All(IsUrlSafe) || !Base64Url.IsValid(text))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    private static bool IsUrlSafe(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
