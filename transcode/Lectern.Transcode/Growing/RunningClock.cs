using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Growing;

/// <summary>
/// A <see cref="PartClock"/> followed while it runs: nobody knows yet what comes. The least late arrival tells where media time 0 lies; what is known ages, so that a
/// clock which is slow is followed as well as one that is fast.
/// </summary>
/// <param name="Start">Clock of media time 0 by the least late arrival, in seconds.</param>
/// <param name="Shift">What is used in its place: it follows in small steps, and only when it is off by what could be noticed.</param>
internal readonly record struct RunningClock(double Start, double Shift)
{
    // Seconds a second; more than sound cards are off.
    private const double Ageing = 2e-4;
    private const double Noticed = 0.02;

    // Less than a picture or a frame of sound lasts, so that what follows never comes before what was.
    private const double Step = 0.01;

    // As many as a moment in which the machine is busy doesn't last, and no drift is seen.
    private const int First = 30;

    public static RunningClock Of(IReadOnlyList<RecordedFragment> fragments)
    {
        var start = fragments.Take(First).Min(PartClock.Lateness);
        return new RunningClock(start, start);
    }

    public RunningClock After(RecordedFragment fragment)
    {
        var start = Math.Min(PartClock.Lateness(fragment), Start + Ageing * fragment.Duration);
        var off = start - Shift;
        return new RunningClock(start, Math.Abs(off) > Noticed ? Shift + Math.Clamp(off, -Step, Step) : Shift);
    }
}
