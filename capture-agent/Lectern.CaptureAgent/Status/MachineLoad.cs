using System.Globalization;

namespace Lectern.CaptureAgent.Status;

/// <summary>How hard the machine works and how warm it is: who looks after a room sees it before an encoder can't keep up.</summary>
internal sealed class MachineLoad
{
    private const string Zones = "/sys/class/thermal";

    /// <summary>What sensors say that are broken, or not there.</summary>
    private const double Coldest = 1, Warmest = 150;

    private ProcessorTimes? before = ProcessorTimes.Read();

    /// <summary>The share of all processors that was busy since this was last asked, from 0 to 1.</summary>
    public double? Busy()
    {
        var now = ProcessorTimes.Read();
        var last = Interlocked.Exchange(ref before, now);
        return now is null || last is null ? null : now.Since(last);
    }

    /// <summary>The warmest of its sensors; null where there is none.</summary>
    public static double? Celsius(string zones = Zones) => !Directory.Exists(zones) ? null : Directory.EnumerateDirectories(zones, "thermal_zone*")
        .Select(zone => Read(Path.Combine(zone, "temp")))
        .Where(degrees => degrees is > Coldest and < Warmest)
        .Max();

    // Some zones are there and can't be read while their device sleeps.
    private static double? Read(string file)
    {
        try
        {
            return double.TryParse(File.ReadAllText(file), NumberStyles.Float, CultureInfo.InvariantCulture, out var thousandths) ? thousandths / 1000 : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
