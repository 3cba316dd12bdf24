namespace Lectern.Transcode.Packaging;

/// <summary>Bits a second measured on finished segments (RFC 8216 §4.3.4.2), in place of the encoder's cap, which slides use a tenth of.</summary>
/// <param name="Peak">The largest of any stretch of segments that lasts 0.5 to 1.5 target durations.</param>
/// <param name="Average">All bytes over the whole time.</param>
internal readonly record struct Bandwidth(long Peak, long Average)
{
    public static Bandwidth Measure(IReadOnlyList<(double Seconds, long Bytes)> segments)
    {
        var target = Math.Round(segments.Max(segment => segment.Seconds), MidpointRounding.AwayFromZero);
        var time = segments.Sum(segment => segment.Seconds);
        var average = Rate(segments.Sum(segment => segment.Bytes), time);
        var peak = Enumerable.Range(0, segments.Count).Max(first => PeakFrom(segments, first, target));
        return new Bandwidth(Math.Max(peak, average), average);
    }

    private static long PeakFrom(IReadOnlyList<(double Seconds, long Bytes)> segments, int first, double target)
    {
        long peak = 0;
        double time = 0;
        long bytes = 0;
        for (var n = first; n < segments.Count && time + segments[n].Seconds <= target * 1.5; n++)
        {
            time += segments[n].Seconds;
            bytes += segments[n].Bytes;
            if (time >= target * 0.5)
            {
                peak = Math.Max(peak, Rate(bytes, time));
            }
        }

        return peak;
    }

    private static long Rate(long bytes, double seconds) => (long)Math.Ceiling(bytes * 8 / Math.Max(seconds, 0.001));
}
