namespace Lectern.Transcode.Joining;

/// <summary>
/// Brings the monotonic clocks of several runs of a machine onto the first one's. Between runs only the wall clock knows how long it was off; within a run
/// it is asked once, at the end, when even a machine without a clock of its own has been told the time.
/// </summary>
internal sealed class BootClocks
{
    private readonly Dictionary<string, double> _ahead = [];
    private readonly double _zero;

    public BootClocks(IReadOnlyCollection<RecordedTrack> tracks)
    {
        var end = double.NegativeInfinity;
        foreach (var boot in InOrder(tracks))
        {
            var wall = WallOf(LastOf(boot));
            _zero = _ahead.Count == 0 ? wall : _zero;
            // A wall clock that was set back between two runs must not fold them onto each other; all of a run's tracks move together.
            _ahead[boot.Key] = Math.Max(wall - _zero, end - boot.Min(StartOf));
            end = Math.Max(end, _ahead[boot.Key] + boot.Max(EndOf));
        }
    }

    /// <summary>A moment of a part's clock, on the first run's.</summary>
    public double Of(RecordedPart part, double clock) => clock + _ahead[part.Boot];

    /// <summary>A moment of the wall clock, on the first run's.</summary>
    public double Of(DateTimeOffset at) => SecondsOf(at) - _zero;

    // A track names the runs that it was recorded in, in their order; one that recorded nothing in a run does not name it. Only runs that no track tells apart are told apart by the wall clock.
    private static IEnumerable<IGrouping<string, RecordedPart>> InOrder(IReadOnlyCollection<RecordedTrack> tracks)
    {
        var named = tracks.Select(track => track.Parts.Select(part => part.Boot).Distinct().ToList()).ToList();
        var left = tracks.SelectMany(track => track.Parts).GroupBy(part => part.Boot).OrderBy(boot => LastOf(boot).At).ToList();
        while (left.Count > 0)
        {
            var next = left.Find(boot => named.TrueForAll(boots => boots.FirstOrDefault() == boot.Key || !boots.Contains(boot.Key))) ?? left[0];
            left.Remove(next);
            named.ForEach(boots => boots.Remove(next.Key));
            yield return next;
        }
    }

    private static RecordedFragment LastOf(IEnumerable<RecordedPart> boot) => boot.SelectMany(part => part.Fragments).MaxBy(fragment => fragment.Clock)!;

    private static double StartOf(RecordedPart part) => PartClock.Of(part).Start;

    private static double EndOf(RecordedPart part) => part.Fragments[^1].Clock;

    // When the run's clock was 0.
    private static double WallOf(RecordedFragment fragment) => SecondsOf(fragment.At) - fragment.Clock;

    private static double SecondsOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;
}
