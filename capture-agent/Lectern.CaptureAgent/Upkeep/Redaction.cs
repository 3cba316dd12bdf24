using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Takes secrets out of text that leaves the machine: those that are known, and whatever looks like one.</summary>
/// <param name="secrets">Texts that must not leave, wherever they stand.</param>
internal sealed partial class Redaction(IEnumerable<string> secrets)
{
    private const int Shortest = 4;

    // The longest first: one may be a piece of another.
    private readonly IReadOnlyList<string> secrets = [.. secrets.Where(secret => secret.Length >= Shortest).Distinct().OrderByDescending(secret => secret.Length)];

    public string Of(string text)
    {
        text = secrets.Aggregate(text, (left, secret) => left.Replace(secret, "(hidden)", StringComparison.Ordinal));
        text = Key().Replace(text, "(hidden)");
        text = SignIn().Replace(text, "$1(hidden)@");
        return Password().Replace(text, "$1(hidden)");
    }

    /// <summary>What may be shown of a device: of an address its scheme and host alone.</summary>
    public static string Shown(string device)
    {
        if (Address().Match(device) is not { Success: true } found)
        {
            return device;
        }

        // With an @ further on nobody can say where the host is: a password may hold a slash, and a query an @.
        return found.Groups["rest"].Value.Contains('@', StringComparison.Ordinal) ? $"{found.Groups["scheme"]}://(hidden)" : $"{found.Groups["scheme"]}://{found.Groups["host"]}";
    }

    /// <summary>What is secret in a device's address, in each form that it may be written in: what somebody signs in with, and all that is behind the host.</summary>
    public static IEnumerable<string> In(string? device)
    {
        if (device is null || Address().Match(device) is not { Success: true } found)
        {
            return [];
        }

        var all = device[(found.Groups["scheme"].Length + "://".Length)..];
        var at = all.LastIndexOf('@');
        var name = all[..Math.Max(0, at)];
        var behind = all.IndexOfAny(['/', '?', '#'], at + 1);
        string[] texts = [device, all, name, name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..], found.Groups["rest"].Value, behind < 0 ? "" : all[behind..]];
        return texts.SelectMany(text => (string[])[text, Uri.UnescapeDataString(text)]).SelectMany(text => (string[])[text, JsonEncodedText.Encode(text).ToString()]);
    }

    // Keys of devices and secrets of rooms: 32 bytes in base64url.
    [GeneratedRegex(@"(?<![\w-])[\w-]{43}(?![\w-])")]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?<scheme>\w{1,15})://(?:[^/?#]*@)?(?<host>[^/?#@]*)(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex Address();

    // Up to the last @: a password may hold one. Bounded, for a log may hold lines of any length.
    [GeneratedRegex(@"(\w{1,15}://)[^\s""]{0,1000}@")]
    private static partial Regex SignIn();

    [GeneratedRegex(@"((?:pass\w{0,20}|pwd|token|secret|key)=)[^&\s""]+", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
