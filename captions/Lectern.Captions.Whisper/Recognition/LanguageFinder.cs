namespace Lectern.Captions.Whisper.Recognition;

/// <summary>
/// Finds one language for the whole recording. A single window may be a quotation or a song, and each one asked costs an
/// encoder run, so windows are asked from the middle outwards until one language can't be outvoted.
/// </summary>
internal static class LanguageFinder
{
    private const double Certain = 0.95;
    private static readonly double[] Places = [0.5, 0.2, 0.8, 0.35, 0.65];

    /// <summary>The order in which to ask, and no more than needed.</summary>
    /// <param name="windowCount">Windows there are; at least 1.</param>
    /// <param name="detect">Detects the language of one.</param>
    public static (string Language, double Probability) Find(int windowCount, Func<int, (string Language, double Probability)> detect)
    {
        var votes = new List<(string Language, double Probability)>();
        foreach (var window in Order(windowCount))
        {
            votes.Add(detect(window));
            if (IsDecided(votes, windowCount))
            {
                break;
            }
        }

        var winner = votes.GroupBy(vote => vote.Language).MaxBy(group => group.Sum(vote => vote.Probability))!;
        return (winner.Key, winner.Sum(vote => vote.Probability) / votes.Count);
    }

    internal static IEnumerable<int> Order(int windowCount) =>
        Places.Select(share => (int)(share * windowCount)).Distinct();

    private static bool IsDecided(List<(string Language, double Probability)> votes, int windowCount)
    {
        // Up to about five minutes one sure vote will do; longer recordings need two that agree.
        var needed = windowCount <= 10 ? 1 : 2;
        var sure = votes.Where(vote => vote.Probability >= Certain).GroupBy(vote => vote.Language).ToList();
        return sure.Count == 1 && sure[0].Count() >= needed && sure[0].Count() == votes.Count;
    }
}
