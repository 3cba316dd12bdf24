namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// The time that the agent goes by: the wall clock's at a moment, and from there on the machine's uptime, so that a wall clock that jumps
/// ends no lecture. The wall clock is followed at once while nothing is recorded, and within a recording when the tool's clock says so;
/// where that says that the wall clock is wrong, the agent goes by the tool's.
/// </summary>
/// <param name="system">The wall clock, and what else a clock does.</param>
/// <param name="uptime">Seconds of a clock that nobody sets and that goes on while the machine sleeps.</param>
internal sealed class AnchoredClock(TimeProvider system, Func<double> uptime) : TimeProvider
{
    private readonly Lock gate = new();
    private long anchor = (system.GetUtcNow() - TimeSpan.FromSeconds(uptime())).UtcTicks;
    private ToolsWord? tool;
    private volatile ToolsWord? heard;
    private bool isRecording;

    /// <summary>What the wall clock shows.</summary>
    public DateTimeOffset Wall => system.GetUtcNow();

    /// <summary>How long the machine has been up, sleep included.</summary>
    public TimeSpan Up => TimeSpan.FromSeconds(uptime());

    /// <summary>Whether the wall clock is off the tool's by more than a second, as far as the tool's last word tells.</summary>
    public bool IsWallWrong => heard?.Confirms(WallAnchor, Up) == false;

    public override long TimestampFrequency => system.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref anchor) + Up.Ticks, TimeSpan.Zero);

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>The tool has said what its clock shows.</summary>
    /// <param name="asked">How long the machine had been up when it was asked.</param>
    /// <param name="told">The tool's clock, at some moment since.</param>
    public void Hear(TimeSpan asked, DateTimeOffset told)
    {
        lock (gate)
        {
            var now = Up;
            heard = new ToolsWord((told - now).UtcTicks, (told - asked).UtcTicks, now);
            // A tool that contradicts itself, and the wall clock too, ends no lecture either.
            tool = isRecording && IsWallWrong && tool?.Confirms(heard) == false ? tool : heard;
        }
    }

    /// <summary>Looks whether the time that the agent goes by is the right one still; each second is often enough.</summary>
    /// <returns>By how much it was set: nothing while it is right within a second and something is recorded.</returns>
    public TimeSpan Look(bool isRecording)
    {
        lock (gate)
        {
            this.isRecording = isRecording;
            var before = anchor;
            Volatile.Write(ref anchor, Right());
            return TimeSpan.FromTicks(anchor - before);
        }
    }

    private long WallAnchor => (Wall - Up).UtcTicks;

    private long Right()
    {
        var now = Up;
        if (isRecording && tool?.Confirms(anchor, now) != false)
        {
            return anchor;
        }

        var wall = WallAnchor;
        return tool?.Confirms(wall, now) != false ? wall : tool.Confirms(anchor, now) ? anchor : tool.Middle;
    }
}
