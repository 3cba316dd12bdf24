namespace Lectern.Transcode.Joining;

/// <summary>
/// Brings the monotonic clocks of several runs of a machine onto the first one's. Between runs only the wall clock knows how long it was off; within a run
/// it is not asked, since it may jump.
/// </summary>
internal sealed class BootClocks
{
    private readonly Dictionary<string, double> _ahead;

    public BootClocks(IEnumerable<RecordedPart> parts)
    {
        var boots = parts.GroupBy(part => part.Boot).ToDictionary(boot => boot.Key, boot => WallOf(boot.First().Fragments[0]));
        var first = parts.First().Boot;
        _ahead = boots.ToDictionary(boot => boot.Key, boot => boot.Value - boots[first]);
    }

    /// <summary>A moment of a part's clock, on the first run's.</summary>
    public double Of(RecordedPart part, double clock) => clock + _ahead[part.Boot];

    // When the run's clock was 0.
    private static double WallOf(RecordedFragment fragment) => fragment.At.ToUnixTimeMilliseconds() / 1000.0 - fragment.Clock;
}
