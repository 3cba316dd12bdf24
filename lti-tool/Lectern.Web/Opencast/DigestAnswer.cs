using System.Text.RegularExpressions;
using Lectern.Core.Capture.Boxes;

namespace Lectern.Web.Opencast;

/// <summary>What a box sends to sign in by Digest (RFC 7616 §3.4). Boxes of before RFC 2617 leave out <c>qop</c>, as they may towards Opencast.</summary>
internal sealed class DigestAnswer
{
    // Whoever is not signed in may send it anything: its time grows with the header's length and no faster.
    private static readonly Regex s_pairs = new(
        """(?<name>[a-z]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s",]+))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    internal const string Scheme = "Digest";
    private const int LongestHeader = 4096;
    private readonly Dictionary<string, string> _told;

    private DigestAnswer(Guid device, Dictionary<string, string> told) => (Device, _told) = (device, told);

    internal Guid Device { get; }

    internal string Nonce => Of("nonce");

    internal string Response => Of("response");

    /// <summary>Null for what is none.</summary>
    internal static DigestAnswer? Read(string header)
    {
        if (header.Length > LongestHeader || !header.StartsWith($"{Scheme} ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var told = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match one in s_pairs.Matches(header[Scheme.Length..]))
        {
            told[one.Groups["name"].Value] = one.Groups["quoted"].Success ? one.Groups["quoted"].Value.Replace("\\", "", StringComparison.Ordinal) : one.Groups["bare"].Value;
        }

        return Guid.TryParseExact(told.GetValueOrDefault("username"), "n", out var device) ? new DigestAnswer(device, told) : null;
    }

    /// <summary>Whether it was made for this request: otherwise what opened one thing would open another.</summary>
    internal bool IsFor(string target) =>
        Of("uri") == target || (Uri.TryCreate(Of("uri"), UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) && uri.PathAndQuery == target);

    /// <summary>What the response is made of, but for the password.</summary>
    internal string DataOf(string method)
    {
        var request = BoxDigest.Hash($"{method}:{Of("uri")}");
        return _told.ContainsKey("qop") ? $"{Nonce}:{Of("nc")}:{Of("cnonce")}:{Of("qop")}:{request}" : $"{Nonce}:{request}";
    }

    private string Of(string name) => _told.GetValueOrDefault(name) ?? "";
}
