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

    /// <summary>What somebody signs in with at an address.</summary>
    public static IEnumerable<string> In(string? address)
    {
        if (address is null || SignIn().Match(address) is not { Success: true } found)
        {
            yield break;
        }

        var name = found.Value[found.Groups[1].Length..^1];
        var password = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        foreach (var form in (string[])[name, password])
        {
            yield return form;
            yield return Uri.UnescapeDataString(form);
        }
    }

    // Keys of devices and secrets of rooms: 32 bytes in base64url.
    [GeneratedRegex(@"(?<![\w-])[\w-]{43}(?![\w-])")]
    private static partial Regex Key();

    // Up to the last @: a password may hold one. Bounded, for a log may hold lines of any length.
    [GeneratedRegex(@"(\w{1,15}://)[^\s""'<>]{0,1000}@")]
    private static partial Regex SignIn();

    [GeneratedRegex(@"((?:pass\w{0,20}|pwd|token|secret|key)=)[^&\s""'\\]+", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
