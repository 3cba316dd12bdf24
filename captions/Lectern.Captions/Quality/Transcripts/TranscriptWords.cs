using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lectern.Captions.Layout;

namespace Lectern.Captions.Quality.Transcripts;

/// <summary>A transcript as comparable words: lower case, no punctuation, no sound tags, one spelling for one word.</summary>
internal static partial class TranscriptWords
{
    public static List<string> Of(string text, string language)
    {
        var plain = NotSpoken().Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('\u2019', '\'').Replace('\u02BC', '\''), " ");
        var isEnglish = language.Split('-', '_')[0].Equals("en", StringComparison.OrdinalIgnoreCase);
        return isEnglish ? EnglishWords.Normalize(Split(EnglishWords.SpellSigns(plain), keepApostrophes: true)) : Split(plain, keepApostrophes: false);
    }

    private static List<string> Split(string text, bool keepApostrophes)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isPart = IsWordPart(text, i, keepApostrophes);
            if (!isPart || Letters.IsUnspaced(text[i]))
            {
                Flush(words, word);
            }

            if (isPart)
            {
                word.Append(text[i]);
            }
        }

        Flush(words, word);
        return words;
    }

    private static bool IsWordPart(string text, int at, bool keepApostrophes)
    {
        var letter = text[at];
        return char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || IsMark(letter)
            || (letter == '\'' && keepApostrophes && IsBetween(text, at, char.IsLetter))
            || (letter == '.' && IsBetween(text, at, char.IsDigit));
    }

    private static bool IsMark(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsBetween(string text, int at, Func<char, bool> kind) =>
        at > 0 && at + 1 < text.Length && kind(text[at - 1]) && kind(text[at + 1]);

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Markup, [music], (laughs) and notes.</summary>
    [GeneratedRegex(@"<[^<>]*>|\[[^\[\]]*\]|\([^()]*\)|[\u2669-\u266C]")]
    private static partial Regex NotSpoken();
}
