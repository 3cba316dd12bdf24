using System.Text;
using Lectern.Captions.Whisper.Alignment;

namespace Lectern.Captions.Whisper.Recognition;

/// <summary>
/// Drops what nobody said. Whisper learnt from subtitles, so where it hears nothing it may answer with their credits, with
/// sound tags, or with one line over and over; and nobody can say more letters a second than a tongue allows.
/// </summary>
internal static class InventionFilter
{
    // Fast speech is about 20 letters a second; the margin is for words laid a little short.
    private const double MaxLettersPerSecond = 38;
    private const double MinConfidence = 0.25;
    private const double SureCredit = 0.85;
    private const int MinLoop = 3;

    /// <summary>Returns what is kept and counts what is not.</summary>
    public static IReadOnlyList<PlacedPhrase> Keep(IReadOnlyList<PlacedPhrase> phrases, float noSpeech, out int dropped)
    {
        var kept = WithoutLoops([.. phrases.Where(phrase => IsSaid(phrase, noSpeech))]);
        dropped = phrases.Count - kept.Count;
        return kept;
    }

    private static bool IsSaid(PlacedPhrase phrase, float noSpeech)
    {
        var text = phrase.Phrase.Text;
        return text.Any(char.IsLetterOrDigit)
            && !IsSoundTag(text)
            && phrase.Phrase.Confidence >= (noSpeech > 0.6 ? 2 * MinConfidence : MinConfidence)
            && Weight.Of(phrase.Phrase.Words) <= MaxLettersPerSecond * (phrase.Spoken + 0.25)
            && !(Credits.Match(Bare(text)) && phrase.Phrase.Confidence < SureCredit);
    }

    private static bool IsSoundTag(string text) =>
        (text[0], text.TrimEnd('.', ' ')[^1]) is ('[', ']') or ('(', ')') or ('*', '*') or ('♪', _) or ('（', '）') or ('【', '】');

    /// <summary>The same phrase of several words three times and more in a row is a loop: the first may have been said.</summary>
    private static List<PlacedPhrase> WithoutLoops(List<PlacedPhrase> phrases)
    {
        var kept = new List<PlacedPhrase>();
        for (var first = 0; first < phrases.Count;)
        {
            var text = Bare(phrases[first].Phrase.Text);
            var count = phrases.Skip(first).TakeWhile(phrase => Bare(phrase.Phrase.Text) == text).Count();
            var isLoop = count >= MinLoop && phrases[first].Words.Count >= 3;
            kept.AddRange(phrases.Skip(first).Take(isLoop ? 1 : count));
            first += count;
        }

        return kept;
    }

    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            bare.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
        }

        return string.Join(' ', bare.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
