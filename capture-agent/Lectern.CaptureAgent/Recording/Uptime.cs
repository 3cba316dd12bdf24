using System.Globalization;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Seconds since the machine started, sleep included.</summary>
internal static class Uptime
{
    private const string Linux = "/proc/uptime";

    public static double Seconds => File.Exists(Linux)
        ? double.Parse(File.ReadAllText(Linux).Split(' ')[0], CultureInfo.InvariantCulture)
        : Environment.TickCount64 / 1000.0;
}
