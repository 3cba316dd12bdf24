using Lectern.Captions.Layout;
using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Alignment;

/// <summary>How long a text takes to say, in letters of an alphabet.</summary>
internal static class Weight
{
    // A Chinese letter is a syllable, about three letters' worth; figures are read out.
    private const double Syllable = 3;

    public static double Of(IEnumerable<PhraseWord> words) => words.Sum(Of);

    public static double Of(PhraseWord word) => 1 + word.Text.Sum(letter => char.IsDigit(letter) || Letters.IsUnspaced(letter) ? Syllable : char.IsLetter(letter) ? 1 : 0);
}
