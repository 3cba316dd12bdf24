namespace Lectern.CaptureAgent.Spool;

/// <summary>A moment by both clocks: the monotonic one decides how far moments lie apart, the other what time it was.</summary>
/// <param name="Clock">Seconds of the machine's monotonic clock.</param>
/// <param name="At">The time that the agent goes by.</param>
internal readonly record struct Stamp(double Clock, DateTimeOffset At)
{
    public static Stamp Now(TimeProvider clock) =>
        new(Math.Round(clock.GetTimestamp() / (double)clock.TimestampFrequency, 6), clock.GetUtcNow());

    public Stamp Earlier(TimeSpan by) => new(Math.Round(Clock - by.TotalSeconds, 6), At - by);
}
