using System.Text.RegularExpressions;

namespace Lectern.Captions.Formats;

/// <summary>SubRip's informal markup: a few HTML tags and SubStation overrides in braces.</summary>
internal static partial class SubRipText
{
    public static string Plain(string text) => Markup().Replace(text, "");

    [GeneratedRegex(@"</?(?:i|b|u|s|font)(?:\s[^<>\n]*)?>|\{\\[^}\n]*\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
