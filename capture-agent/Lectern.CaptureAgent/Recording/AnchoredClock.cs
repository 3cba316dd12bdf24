namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// The time that the agent goes by: the wall clock's at a moment, and from there on the machine's uptime, so that a wall clock that jumps
/// ends no lecture. The wall clock is followed at once while nothing is recorded, and within a recording when the tool's clock says so;
/// where that says that the wall clock is wrong, the agent goes by the tool's.
/// </summary>
/// <param name="system">The wall clock, and what else a clock does.</param>
/// <param name="uptime">Seconds of a clock that nobody sets and that goes on while the machine sleeps.</param>
/// <param name="awake">Seconds of one that stands still then; the system's monotonic one where none is given.</param>
internal sealed class AnchoredClock(TimeProvider system, Func<double> uptime, Func<double>? awake = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly MachineRun run = new();
    private long anchor = (system.GetUtcNow() - TimeSpan.FromSeconds(uptime())).UtcTicks;
    private ToolsWord? tool;
    private volatile ToolsWord? heard;
    private bool isRecording;

    /// <summary>What the wall clock shows.</summary>
    public DateTimeOffset Wall => system.GetUtcNow();

    /// <summary>How long the machine has been up, sleep included.</summary>
    public TimeSpan Up => TimeSpan.FromSeconds(uptime());

    /// <summary>How long it has been up and awake.</summary>
    public double Awake => awake?.Invoke() ?? system.GetTimestamp() / (double)system.TimestampFrequency;

    /// <summary>Names the machine's run since it last started or woke: monotonic clocks agree within it.</summary>
    public string Run => run.Look(Slept());

    /// <summary>What the wall clock showed when the uptime was 0, as far as the agent goes by it.</summary>
    public DateTimeOffset Anchor => new(Volatile.Read(ref anchor), TimeSpan.Zero);

    /// <summary>Whether the wall clock is off the tool's by more than a second, as far as the tool's last word tells.</summary>
    public bool IsWallWrong => heard?.Confirms(WallAnchor, Up) == false;

    public override long TimestampFrequency => system.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref anchor) + Up.Ticks, TimeSpan.Zero);

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Goes on by the time that an earlier run of the agent went by, until it is looked at.</summary>
    public void Restore(DateTimeOffset kept) => Volatile.Write(ref anchor, kept.UtcTicks);

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

    // Whoever is kept waiting between two looks has not slept.
    private double Slept()
    {
        while (true)
        {
            var before = Awake;
            var slept = uptime() - before;
            if (Awake - before < 0.2)
            {
                return slept;
            }
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
