namespace Lectern.CaptureAgent.Recording;

/// <summary>What the tool's clock showed, as ticks at which the machine's uptime was 0: somewhere from one to the other, since an answer takes its time.</summary>
/// <param name="Low">The least it can be.</param>
/// <param name="High">The most it can be.</param>
/// <param name="Heard">The uptime when it came.</param>
internal sealed record ToolsWord(long Low, long High, TimeSpan Heard)
{
    // Nobody notices a second. Uptimes are off by 200 ppm at worst, which tells after hours without the tool.
    private const long Second = TimeSpan.TicksPerSecond;
    private const double Drift = 0.0002;

    public long Middle => Low + ((High - Low) / 2);

    /// <summary>Whether a clock can be right as far as the tool's word still tells.</summary>
    public bool Confirms(long clock, TimeSpan uptime) => Confirms(clock, clock, uptime);

    public bool Confirms(ToolsWord later) => Confirms(later.Low, later.High, later.Heard);

    private bool Confirms(long low, long high, TimeSpan uptime)
    {
        var apart = Second + (long)((uptime - Heard).Ticks * Drift);
        return high >= Low - apart && low <= High + apart;
    }
}
