using Lectern.CaptureAgent.Recording;

namespace Lectern.CaptureAgent.Spool;

/// <summary>A moment by both clocks: the monotonic one decides how far moments lie apart, the other what time it was.</summary>
/// <param name="Clock">Seconds of the machine's monotonic clock.</param>
/// <param name="At">The time that the agent goes by.</param>
/// <param name="Run">Names the machine's run that it lies in; null for that since its start.</param>
internal readonly record struct Stamp(double Clock, DateTimeOffset At, string? Run = null)
{
    public static Stamp Now(TimeProvider clock) =>
        new(Math.Round(clock.GetTimestamp() / (double)clock.TimestampFrequency, 6), clock.GetUtcNow());

    /// <summary>The same with the run: both clocks are of one and the same.</summary>
    public static Stamp Now(AnchoredClock clock)
    {
        while (true)
        {
            var (run, stamp) = (clock.Run, Now((TimeProvider)clock));
            if (run == clock.Run)
            {
                return stamp with { Run = run };
            }
        }
    }

    public Stamp Earlier(TimeSpan by) => this with { Clock = Math.Round(Clock - by.TotalSeconds, 6), At = At - by };
}
