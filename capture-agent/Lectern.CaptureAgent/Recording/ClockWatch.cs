namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// Tells a wall clock that jumped from a machine that slept, by three clocks: the wall's, the monotonic one and one that counts sleep too. Pure.
/// </summary>
internal sealed class ClockWatch
{
    private const double Jump = 1;
    private static readonly TimeSpan Rings = TimeSpan.FromMinutes(10);
    private Reading? last;
    private DateTimeOffset? jumped;
    private DateTimeOffset? slept;

    /// <summary>Whether the wall clock jumped of late.</summary>
    public bool HasJumped { get; private set; }

    /// <summary>Whether the machine slept of late.</summary>
    public bool HasSlept { get; private set; }

    public void Look(Reading now)
    {
        if (last is { } before)
        {
            var lived = now.Awake - before.Awake;
            var passed = now.Uptime - before.Uptime;
            slept = passed - lived > Jump ? now.Wall : slept;
            jumped = Math.Abs((now.Wall - before.Wall).TotalSeconds - passed) > Jump ? now.Wall : jumped;
        }

        last = now;
        HasJumped = IsRecent(jumped, now.Wall);
        HasSlept = IsRecent(slept, now.Wall);
    }

    private static bool IsRecent(DateTimeOffset? moment, DateTimeOffset now) => moment is { } at && (now - at).Duration() < Rings;

    /// <summary>What the clocks show.</summary>
    /// <param name="Wall">The wall clock.</param>
    /// <param name="Awake">Seconds of a clock that stands still while the machine sleeps.</param>
    /// <param name="Uptime">Seconds of one that goes on.</param>
    internal readonly record struct Reading(DateTimeOffset Wall, double Awake, double Uptime);
}
