using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Status;

/// <summary>Compares this machine's clock with the tool's.</summary>
internal sealed class ToolClock
{
    private static readonly TimeSpan Worst = TimeSpan.FromSeconds(1);
    private volatile Alarm? alarm;

    /// <summary>Rings while the clocks are apart by more than a second.</summary>
    public Alarm? Alarm => alarm;

    /// <param name="asked">Our clock when we asked.</param>
    /// <param name="tools">The tool's clock, at some moment between our question and its answer.</param>
    /// <param name="took">How long the answer took.</param>
    public void Compare(DateTimeOffset asked, DateTimeOffset tools, TimeSpan took)
    {
        var off = tools < asked ? asked - tools : tools - (asked + took);
        alarm = off > Worst ? alarm ?? new Alarm(AlarmKind.Clock, null, asked) : null;
    }
}
