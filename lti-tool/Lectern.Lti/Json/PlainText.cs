using System.Text;
using System.Text.RegularExpressions;

namespace Lectern.Lti.Json;

/// <summary>Makes a peer's own words fit for a log or an operator's page.</summary>
internal static partial class PlainText
{
    private const int LongestWord = 80;

    /// <summary>Without tags and control characters, on one line, without anything that looks like an e-mail address or a token, cut at <paramref name="limit"/> characters.</summary>
    public static string Clip(string? text, int limit = 300)
    {
        var words = Tags().Replace(text ?? "", " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var line = new StringBuilder();
        foreach (var word in words)
        {
            line.Append(line.Length > 0 ? " " : "").Append(IsPrivate(word) ? "…" : Visible(word));
            if (line.Length > limit)
            {
                return line.ToString(0, limit) + "…";
            }
        }

        return line.ToString();
    }

    private static bool IsPrivate(string word) => word.Contains('@', StringComparison.Ordinal) || word.Length > LongestWord || word.StartsWith("eyJ", StringComparison.Ordinal);

    private static string Visible(string word) => string.Concat(word.Where(letter => !char.IsControl(letter)));

    [GeneratedRegex("<[^>]{0,200}>", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Tags();
}
