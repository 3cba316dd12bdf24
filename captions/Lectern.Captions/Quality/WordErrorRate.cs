using Lectern.Captions.Quality.Transcripts;

namespace Lectern.Captions.Quality;

/// <summary>
/// Word error rate: the fewest words to change, drop and add that turn what was recognised into what was said, over the
/// words said. Both sides are first brought to one spelling, so that "won't", "25" or "Mr." are no errors.
/// </summary>
public static class WordErrorRate
{
    /// <summary>Compares two plain texts.</summary>
    /// <param name="reference">What was said.</param>
    /// <param name="hypothesis">What was recognised.</param>
    /// <param name="language">BCP 47 tag; English has its own rules for numbers and contractions. Scripts without blanks
    /// are compared letter by letter.</param>
    public static WordErrors Measure(string reference, string hypothesis, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        return Align(TranscriptWords.Of(reference, language), TranscriptWords.Of(hypothesis, language));
    }

    // Levenshtein's table row by row: a three-hour lecture has 30,000 words, so the whole table is out of the question.
    private static WordErrors Align(List<string> said, List<string> heard)
    {
        var above = new WordErrors[heard.Count + 1];
        for (var j = 0; j <= heard.Count; j++)
        {
            above[j] = new WordErrors(said.Count, 0, 0, j);
        }

        var row = new WordErrors[heard.Count + 1];
        for (var i = 0; i < said.Count; i++)
        {
            FillRow(row, above, said[i], heard);
            (row, above) = (above, row);
        }

        return above[^1];
    }

    private static void FillRow(WordErrors[] row, WordErrors[] above, string word, List<string> heard)
    {
        row[0] = above[0].WithDeletion();
        for (var j = 0; j < heard.Count; j++)
        {
            var changed = heard[j] == word ? above[j] : above[j].WithSubstitution();
            var dropped = above[j + 1].WithDeletion();
            var added = row[j].WithInsertion();
            var best = changed.Total <= dropped.Total ? changed : dropped;
            row[j + 1] = best.Total <= added.Total ? best : added;
        }
    }
}
