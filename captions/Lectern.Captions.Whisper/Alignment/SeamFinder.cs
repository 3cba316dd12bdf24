using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Alignment;

/// <summary>
/// Finds where phrases meet. Whisper's timestamps are good to about half a second and like round numbers; pauses are good to
/// 30 ms. So each seam goes to a pause near its timestamp, weighed against the time its phrases would need to be spoken:
/// the cheapest way through all of them, by dynamic programming.
/// </summary>
internal sealed class SeamFinder(VoiceLine voice)
{
    private const double TimestampTolerance = 0.7;
    private const double MaxTimestampCost = 4;
    private const double NoPauseCost = 1;

    public IReadOnlyList<Seam> Find(IReadOnlyList<Phrase> phrases, double start, double end)
    {
        if (phrases.Count < 2)
        {
            return [];
        }

        var candidates = Candidates(phrases, start, end);
        var weights = phrases.Select(phrase => Weight.Of(phrase.Words)).ToArray();
        var perWeight = voice.Spoken(start, end) / Math.Max(1, weights.Sum());
        var costs = new double[phrases.Count - 1][];
        var back = new int[phrases.Count - 1][];
        for (var seam = 0; seam < costs.Length; seam++)
        {
            (costs[seam], back[seam]) = Step(seam, candidates, phrases, weights[seam] * perWeight, start, seam == 0 ? null : costs[seam - 1]);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            costs[^1][i] += DurationCost(voice.Spoken(candidates[i].After, end), weights[^1] * perWeight);
        }

        return Trace(costs, back, candidates);
    }

    private Seam[] Candidates(IReadOnlyList<Phrase> phrases, double start, double end)
    {
        var pauses = voice.Pauses.ToList();
        var stamps = Enumerable.Range(0, phrases.Count - 1).Select(i => Stamp(phrases, i)).Select(time => new Seam(time, time));
        var free = stamps.Where(stamp => !pauses.Exists(pause => pause.Before <= stamp.Before && stamp.After <= pause.After));
        return [.. pauses.Concat(free).Where(seam => seam.Before > start && seam.After < end).Append(new Seam(end, end)).OrderBy(seam => seam.Middle)];
    }

    private static double Stamp(IReadOnlyList<Phrase> phrases, int seam) => (phrases[seam].End + phrases[seam + 1].Start).TotalSeconds / 2;

    private (double[] Costs, int[] Back) Step(int seam, Seam[] candidates, IReadOnlyList<Phrase> phrases, double expected, double start, double[]? previous)
    {
        var costs = new double[candidates.Length];
        var back = new int[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            var (best, from) = previous is null
                ? (DurationCost(voice.Spoken(start, candidates[i].Before), expected), -1)
                : Cheapest(candidates, i, previous, expected);
            costs[i] = best + SeamCost(candidates[i], Stamp(phrases, seam));
            back[i] = from;
        }

        return (costs, back);
    }

    private (double Cost, int From) Cheapest(Seam[] candidates, int to, double[] previous, double expected)
    {
        var best = (Cost: double.PositiveInfinity, From: 0);
        for (var i = 0; i <= to; i++)
        {
            var cost = previous[i] + DurationCost(voice.Spoken(candidates[i].After, candidates[to].Before), expected);
            best = cost < best.Cost ? (cost, i) : best;
        }

        return best;
    }

    private static double SeamCost(Seam seam, double stamp)
    {
        var off = Math.Max(0, Math.Max(seam.Before - stamp, stamp - seam.After)) / TimestampTolerance;
        return Math.Min(off * off, MaxTimestampCost) + (seam.Pause > 0 ? -Math.Min(seam.Pause, 0.8) : NoPauseCost);
    }

    private static double DurationCost(double spoken, double expected)
    {
        var ratio = Math.Log((spoken + 0.15) / (expected + 0.15));
        return 2 * ratio * ratio;
    }

    private static Seam[] Trace(double[][] costs, int[][] back, Seam[] candidates)
    {
        var seams = new Seam[costs.Length];
        var at = Array.IndexOf(costs[^1], costs[^1].Min());
        for (var seam = costs.Length - 1; seam >= 0; seam--)
        {
            seams[seam] = candidates[at];
            at = back[seam][at];
        }

        return seams;
    }
}
