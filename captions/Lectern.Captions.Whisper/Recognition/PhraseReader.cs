using System.Globalization;
using Lectern.Captions.Layout;

namespace Lectern.Captions.Whisper.Recognition;

/// <summary>Puts tokens together to words and phrases.</summary>
internal static class PhraseReader
{
    private const char Half = '\uFFFD';

    /// <summary>Reads one window's answer.</summary>
    /// <param name="tokens">All its tokens.</param>
    /// <param name="text">Its text as a whole, in which no letter is halved.</param>
    /// <param name="windowLength">Where a phrase without a closing timestamp ends.</param>
    public static IReadOnlyList<Phrase> Read(IReadOnlyList<HeardToken> tokens, string text, TimeSpan windowLength)
    {
        var phrases = new List<Phrase>();
        var pieces = new List<HeardToken>();
        var start = TimeSpan.Zero;
        foreach (var token in Mend(tokens, text))
        {
            if (!token.IsControl)
            {
                pieces.Add(token);
            }
            else if (token.Time is { } time)
            {
                start = Close(phrases, pieces, start, time);
            }
        }

        Close(phrases, pieces, start, windowLength);
        return phrases;
    }

    private static TimeSpan Close(List<Phrase> phrases, List<HeardToken> pieces, TimeSpan start, TimeSpan end)
    {
        if (ToWords(pieces) is { Count: > 0 } words)
        {
            phrases.Add(new Phrase(start, end < start ? start : end, words));
        }

        pieces.Clear();
        return end;
    }

    /// <summary>A letter of several bytes may be spread over tokens; such tokens become one, with its text taken from the whole.</summary>
    private static IEnumerable<HeardToken> Mend(IReadOnlyList<HeardToken> tokens, string text)
    {
        var at = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsControl || !tokens[i].Text.Contains(Half, StringComparison.Ordinal))
            {
                at += tokens[i].IsControl ? 0 : tokens[i].Text.Length;
                yield return tokens[i];
                continue;
            }

            var last = i;
            while (last + 1 < tokens.Count && !tokens[last + 1].IsControl && tokens[last + 1].Text.Contains(Half, StringComparison.Ordinal))
            {
                last++;
            }

            var end = EndOfHalves(tokens, last, text, at);
            yield return new HeardToken(text[Math.Min(at, text.Length)..end], tokens.Skip(i).Take(last - i + 1).Min(token => token.Probability));
            (at, i) = (end, last);
        }
    }

    private static int EndOfHalves(IReadOnlyList<HeardToken> tokens, int last, string text, int at)
    {
        var next = tokens.Skip(last + 1).FirstOrDefault(token => !token.IsControl).Text;
        var found = string.IsNullOrEmpty(next) || at + 1 > text.Length ? -1 : text.IndexOf(next, at + 1, StringComparison.Ordinal);
        return found < 0 ? text.Length : found;
    }

    private static List<PhraseWord> ToWords(List<HeardToken> pieces)
    {
        var words = new List<PhraseWord>();
        foreach (var piece in pieces.SelectMany(CutAtLetters))
        {
            var bare = piece.Text.Trim();
            if (bare.Length == 0)
            {
                continue;
            }

            var last = words.Count == 0 ? null : words[^1];
            if (last is null || StartsWord(piece.Text, last.Text))
            {
                words.Add(new PhraseWord(bare, char.IsWhiteSpace(piece.Text[0]), piece.Probability));
            }
            else
            {
                words[^1] = last with { Text = last.Text + bare, Confidence = Math.Min(last.Confidence, piece.Probability) };
            }
        }

        return words;
    }

    /// <summary>Scripts without blanks: each letter may stand at the start of a line, so each is a word.</summary>
    private static IEnumerable<HeardToken> CutAtLetters(HeardToken piece)
    {
        var from = 0;
        for (var i = 1; i < piece.Text.Length; i++)
        {
            if (Letters.IsUnspaced(piece.Text[i]) && !IsMark(piece.Text[i]))
            {
                yield return piece with { Text = piece.Text[from..i] };
                from = i;
            }
        }

        yield return piece with { Text = piece.Text[from..] };
    }

    private static bool StartsWord(string piece, string before)
    {
        var first = piece.TrimStart()[0];
        if (!char.IsLetterOrDigit(first))
        {
            // "-" and "." belong to the word before, an opening quote or bracket after a blank to the next.
            return char.IsWhiteSpace(piece[0]) && piece.TrimStart().Length > 0 && IsOpening(first);
        }

        return char.IsWhiteSpace(piece[0])
            || (Letters.IsUnspaced(first) && !IsMark(first) && !IsOpening(before[^1]))
            || (Letters.IsUnspaced(before[^1]) && char.IsLetterOrDigit(first) && !IsMark(first));
    }

    private static bool IsOpening(char letter) =>
        letter is '"' or '\'' or '¿' or '¡' or '$' or '#' or '@' or '+' or '-'
        || char.GetUnicodeCategory(letter) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol;

    private static bool IsMark(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
