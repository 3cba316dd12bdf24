namespace Lectern.Transcode.Joining;

/// <summary>
/// How a part's media time runs against the machine's clock. A sound card's "48000 a second" may be 100 ppm off, a second in three hours; when fragments
/// arrived tells. An arrival is late by what the machine was busy with, never early, so the line lies under the arrivals.
/// </summary>
/// <param name="Start">Clock of media time 0, in seconds.</param>
/// <param name="Rate">Seconds of clock that a second of media takes.</param>
internal readonly record struct PartClock(double Start, double Rate)
{
    // Shorter than this a busy moment looks like a drift.
    private const double LongEnough = 300;
    private const double Stretch = 60;

    // No clock that is of any use is further off; what looks like it is a machine that stood still.
    private const double MostDrift = 1e-3;

    public static PartClock Of(RecordedPart part)
    {
        var rate = RateOf(part.Fragments);
        return new PartClock(part.Fragments.Min(fragment => fragment.Clock - rate * EndOf(fragment)), rate);
    }

    private static double RateOf(IReadOnlyList<RecordedFragment> fragments)
    {
        if (EndOf(fragments[^1]) < LongEnough)
        {
            return 1;
        }

        // The least late arrival of each minute, and the line through them.
        var points = fragments.GroupBy(fragment => (long)(fragment.Time / Stretch)).Select(minute => minute.MinBy(Lateness)!).ToList();
        var (meanTime, meanLate) = (points.Average(EndOf), points.Average(Lateness));
        var drift = points.Sum(point => (EndOf(point) - meanTime) * (Lateness(point) - meanLate)) / points.Sum(point => Math.Pow(EndOf(point) - meanTime, 2));
        return Math.Abs(drift) > MostDrift ? 1 : 1 + drift;
    }

    internal static double EndOf(RecordedFragment fragment) => fragment.Time + fragment.Duration;

    /// <summary>Clock of media time 0, had this fragment come at once.</summary>
    internal static double Lateness(RecordedFragment fragment) => fragment.Clock - EndOf(fragment);
}
