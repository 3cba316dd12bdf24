using System.Globalization;
using System.Runtime.InteropServices;

namespace Lectern.CaptureAgent.Status;

/// <summary>What all processors together did since the machine started, in the system's own ticks.</summary>
/// <param name="Busy">Working, for whomever.</param>
/// <param name="All">Working or not.</param>
internal sealed partial record ProcessorTimes(long Busy, long All)
{
    private const string Told = "/proc/stat";

    /// <summary>Null where the system doesn't tell.</summary>
    public static ProcessorTimes? Read() =>
        OperatingSystem.IsWindows() ? OfWindows()
        : File.Exists(Told) ? Parse(File.ReadLines(Told).First()) : null;

    /// <summary>Reads the first line of <c>/proc/stat</c>, proc(5): user, nice, system, idle, iowait, irq, softirq, steal; what guests took is in user already.</summary>
    internal static ProcessorTimes? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["cpu", ..] || words.Length < 9)
        {
            return null;
        }

        var ticks = words[1..9].Select(word => long.TryParse(word, CultureInfo.InvariantCulture, out var count) ? count : 0).ToArray();
        var all = ticks.Sum();
        return new ProcessorTimes(all - ticks[3] - ticks[4], all);
    }

    /// <summary>The share that was busy since then, from 0 to 1; null where no time went by.</summary>
    public double? Since(ProcessorTimes before) => All > before.All ? Math.Clamp((double)(Busy - before.Busy) / (All - before.All), 0, 1) : null;

    // The kernel's time has the idle time in it.
    private static ProcessorTimes? OfWindows() =>
        GetSystemTimes(out var idle, out var kernel, out var user) ? new ProcessorTimes(kernel + user - idle, kernel + user) : null;

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSystemTimes(out long idle, out long kernel, out long user);
}
