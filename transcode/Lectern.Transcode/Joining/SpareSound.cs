namespace Lectern.Transcode.Joining;

/// <summary>
/// Where the spare microphone is heard in place of the main one: that one's track has nothing there, or for a while nothing that could be heard, while the spare one does. Pure.
/// </summary>
internal static class SpareSound
{
    // Below this no microphone in a room is that works; what a lecturer keeps silent for is shorter, or as silent in the spare one.
    private const double Floor = -60;
    private const double QuietFor = 20;

    // What lies closer together is one stretch: levels are told in steps.
    private const double Close = 0.5;
    private const int WindowsASecond = (int)(1 / SoundLevels.Window);

    /// <param name="plan">What lies where.</param>
    /// <param name="levels">How loud the main sound is, and the spare one; null where there are not both.</param>
    /// <returns>In order. All of the spare sound where there is no other.</returns>
    public static IReadOnlyList<TimeSpanInSeconds> Of(JoinPlan plan, (IReadOnlyList<double> Main, IReadOnlyList<double> Spare)? levels)
    {
        if (plan.Sounds is not { } sounds || levels is not { } loud)
        {
            return [.. plan.Tracks.Where(track => track.Track.IsSound).Take(1).Where(track => track.Track.IsSpare).SelectMany(Stretches)];
        }

        var silent = Joined([.. Holes(sounds.Main, plan.Duration), .. Quiet(loud.Main)]);
        return
        [
            .. silent.SelectMany(gap => Stretches(sounds.Spare).Select(part => new TimeSpanInSeconds(Math.Max(gap.Start, part.Start), Math.Min(gap.End, part.End))))
                .Where(stretch => stretch.End - stretch.Start >= Close && IsHeard(loud.Spare, stretch)),
        ];
    }

    private static IEnumerable<TimeSpanInSeconds> Stretches(PlacedTrack track) => track.Parts.Select(part => new TimeSpanInSeconds(part.Start, part.End));

    private static IEnumerable<TimeSpanInSeconds> Holes(PlacedTrack track, double end) =>
        TimeSpanInSeconds.Between([new(double.NegativeInfinity, 0), .. Stretches(track), new(end, double.PositiveInfinity)], Close);

    private static IEnumerable<TimeSpanInSeconds> Quiet(IReadOnlyList<double> levels)
    {
        var from = 0;
        for (var n = 0; n <= levels.Count; n++)
        {
            if (n < levels.Count && levels[n] < Floor)
            {
                continue;
            }

            if ((n - from) * SoundLevels.Window >= QuietFor)
            {
                yield return new TimeSpanInSeconds(from * SoundLevels.Window, n * SoundLevels.Window);
            }

            from = n + 1;
        }
    }

    private static List<TimeSpanInSeconds> Joined(IReadOnlyList<TimeSpanInSeconds> stretches)
    {
        var joined = new List<TimeSpanInSeconds>();
        foreach (var stretch in stretches.OrderBy(stretch => stretch.Start))
        {
            if (joined.Count > 0 && stretch.Start - joined[^1].End < Close)
            {
                joined[^1] = new TimeSpanInSeconds(joined[^1].Start, Math.Max(joined[^1].End, stretch.End));
                continue;
            }

            joined.Add(stretch);
        }

        return joined;
    }

    // For a second on end, or for as long as the stretch lasts: a crack in the wire is no voice.
    private static bool IsHeard(IReadOnlyList<double> levels, TimeSpanInSeconds stretch)
    {
        var power = levels.Skip((int)(stretch.Start / SoundLevels.Window)).Take((int)((stretch.End - stretch.Start) / SoundLevels.Window)).Select(level => Math.Pow(10, level / 10)).ToList();
        var length = Math.Min(WindowsASecond, power.Count);
        return Enumerable.Range(0, power.Count - length + 1).Any(n => length > 0 && power.Skip(n).Take(length).Average() >= Math.Pow(10, Floor / 10));
    }
}
