namespace Lectern.Transcode.Joining;

/// <summary>A stretch of a recording.</summary>
/// <param name="Start">In seconds from the recording's start.</param>
/// <param name="End">In seconds from the recording's start.</param>
public readonly record struct TimeSpanInSeconds(double Start, double End)
{
    internal double Middle => (Start + End) / 2;

    /// <summary>What lies between stretches and is no shorter than <paramref name="smallest"/> seconds.</summary>
    internal static IReadOnlyList<TimeSpanInSeconds> Between(IEnumerable<TimeSpanInSeconds> stretches, double smallest)
    {
        var gaps = new List<TimeSpanInSeconds>();
        double? end = null;
        foreach (var stretch in stretches.OrderBy(stretch => stretch.Start))
        {
            if (end is { } last && stretch.Start - last >= smallest)
            {
                gaps.Add(new TimeSpanInSeconds(last, stretch.Start));
            }

            end = Math.Max(end ?? stretch.End, stretch.End);
        }

        return gaps;
    }
}
