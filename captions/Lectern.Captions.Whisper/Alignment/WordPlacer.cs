using Lectern.Captions.Layout;
using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Alignment;

/// <summary>
/// Lays the words of one phrase onto the speech in it: at its longest pause the words part where the time spoken so far
/// says, or at a comma near by; and so on in both halves. Between pauses words take time by their letters.
/// </summary>
internal sealed class WordPlacer(VoiceLine voice)
{
    private const double MinPause = 0.12;

    // How far off, in seconds, a comma may be and still own the pause.
    private const double CommaReach = 0.6;

    private readonly List<(PhraseWord Word, double Start, double End)> placed = [];

    public IReadOnlyList<(PhraseWord Word, double Start, double End)> Place(IReadOnlyList<PhraseWord> words, double start, double end)
    {
        Place([.. words], start, end);
        return placed;
    }

    private void Place(ReadOnlySpan<PhraseWord> words, double start, double end)
    {
        var pauses = voice.Pauses.Where(seam => seam.Pause >= MinPause && seam.Before > start + 0.05 && seam.After < end - 0.05).ToList();
        if (words.Length < 2 || pauses.Count == 0)
        {
            Spread(words, start, end);
            return;
        }

        var pause = pauses.MaxBy(seam => seam.Pause);
        var count = CountBefore(words, voice.Spoken(start, pause.Before), voice.Spoken(pause.After, end));
        Place(words[..count], start, pause.Before);
        Place(words[count..], pause.After, end);
    }

    private static int CountBefore(ReadOnlySpan<PhraseWord> words, double before, double after)
    {
        var perWeight = (before + after) / Total(words);
        double spoken = 0;
        var best = (Count: 1, Cost: double.PositiveInfinity);
        for (var i = 0; i < words.Length - 1; i++)
        {
            spoken += Weight.Of(words[i]) * perWeight;
            var ends = ClauseWords.EndsSentence(words[i].Text) || ClauseWords.EndsClause(words[i].Text);
            var cost = Math.Abs(spoken - before) - (ends ? CommaReach : 0);
            best = cost < best.Cost ? (i + 1, cost) : best;
        }

        return best.Count;
    }

    private static double Total(ReadOnlySpan<PhraseWord> words)
    {
        double total = 0;
        foreach (var word in words)
        {
            total += Weight.Of(word);
        }

        return total;
    }

    private void Spread(ReadOnlySpan<PhraseWord> words, double start, double end)
    {
        var perWeight = voice.Spoken(start, end) / Math.Max(1, Total(words));
        double spoken = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var from = i == 0 ? start : Math.Clamp(voice.After(start, spoken, skipPause: true), start, end);
            spoken += Weight.Of(words[i]) * perWeight;
            var to = i == words.Length - 1 ? end : Math.Clamp(voice.After(start, spoken, skipPause: false), from, end);
            placed.Add((words[i], from, to));
        }
    }
}
