using System.Globalization;

namespace Lectern.Captions.Layout;

/// <summary>What a reader sees of a text: counted in letters, told by script.</summary>
internal static class Letters
{
    /// <summary>Letters as a reader counts them: combined marks belong to their letter, invisible signs count nothing.</summary>
    public static int Count(string text)
    {
        var count = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            count += IsVisible(elements.GetTextElement()) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The room a text takes in a line: letters of Chinese, Japanese and Korean are twice as wide as Latin ones, so half as
    /// many fit.
    /// </summary>
    public static int Width(string text)
    {
        var width = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            width += !IsVisible(element) ? 0 : IsWide(element) ? 2 : 1;
        }

        return width;
    }

    /// <summary>Cuts a text into parts of at most that width, never inside a letter.</summary>
    public static IReadOnlyList<string> CutAtWidth(string text, int maxWidth)
    {
        var parts = new List<string>();
        var part = "";
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var longer = part + elements.GetTextElement();
            if (part.Length > 0 && Width(longer) > maxWidth)
            {
                parts.Add(part);
                longer = elements.GetTextElement();
            }

            part = longer;
        }

        parts.Add(part);
        return parts;
    }

    /// <summary>Scripts written without blanks between words: Han, Kana, Thai, Lao, Khmer, Burmese.</summary>
    public static bool IsUnspaced(char letter) => letter is
        (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')
        or (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');

    private static bool IsWide(string element) => element[0] is
        (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF')
        or (>= '\uFE30' and <= '\uFE4F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');

    private static bool IsVisible(string element) =>
        CharUnicodeInfo.GetUnicodeCategory(element, 0) is not (UnicodeCategory.Format or UnicodeCategory.Control) || element is "\n";
}
