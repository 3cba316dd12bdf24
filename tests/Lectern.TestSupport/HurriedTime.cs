namespace Lectern.TestSupport;

/// <summary>A clock on which a real second is a minute, for waits that a test would not live to see.</summary>
public sealed class HurriedTime : TimeProvider
{
    private const int Times = 60;
    private readonly DateTimeOffset began = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => began + (System.GetUtcNow() - began) * Times;

    public override long GetTimestamp() => System.GetTimestamp() * Times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private static TimeSpan Shortened(TimeSpan wait) => wait <= TimeSpan.Zero ? wait : wait / Times;
}
