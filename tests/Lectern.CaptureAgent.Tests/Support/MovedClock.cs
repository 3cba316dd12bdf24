namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>A clock that somebody sets, on a machine that sleeps.</summary>
internal sealed class MovedClock(TimeProvider real) : TimeProvider
{
    private readonly DateTimeOffset began = real.GetUtcNow();

    /// <summary>By how much it was set.</summary>
    public TimeSpan By { get; set; }

    /// <summary>How long the machine has slept.</summary>
    public TimeSpan Slept { get; set; }

    public override long TimestampFrequency => real.TimestampFrequency;

    /// <summary>What clocks that nobody sets say.</summary>
    public DateTimeOffset True => real.GetUtcNow() + Slept;

    /// <summary>Seconds, sleep included.</summary>
    public double Uptime => 1000 + (True - began).TotalSeconds;

    public override DateTimeOffset GetUtcNow() => True + By;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
