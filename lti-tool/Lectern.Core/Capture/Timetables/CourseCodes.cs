using System.Text.RegularExpressions;

namespace Lectern.Core.Capture.Timetables;

/// <summary>What in an event's text may be the code of a course, in small letters.</summary>
internal static class CourseCodes
{
    private const int Shortest = 2;
    private const int MostWords = 40;
    private static readonly char[] s_between = [' ', ',', ';', ':', '|', '(', ')', '[', ']', '–', '—', '"', '“', '”', '\t'];

    /// <param name="pattern">Its first group, or all of it, is the code; null for all of the text, and each of its words, pairs and threes that has a digit.</param>
    internal static IReadOnlySet<string> Of(string text, Regex? pattern) =>
        pattern is null ? new HashSet<string>(Words(text)) : new HashSet<string>(Plain([.. Matches(text, pattern)]));

    internal static IReadOnlyList<string> Plain(params IReadOnlyList<string?> names) => [.. names.OfType<string>().Select(name => name.Trim().ToLowerInvariant()).Where(name => name.Length >= Shortest)];

    /// <summary>Null for one that can't be read, or that would take for ever on some texts.</summary>
    internal static Regex? Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Matches(string text, Regex pattern) => pattern.Matches(text).Select(match => match.Groups.Count > 1 ? match.Groups[1].Value : match.Value);

    // A word without a digit is seldom a code and often a word.
    private static IEnumerable<string> Words(string text)
    {
        var words = text.Split(s_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords).ToList();
        var joined = Enumerable.Range(1, 3).SelectMany(count => Enumerable.Range(0, Math.Max(0, words.Count - count + 1)).Select(at => string.Join(' ', words.Skip(at).Take(count))));
        return Plain([.. joined.Where(word => word.Any(char.IsAsciiDigit)), text]);
    }
}
