using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Seconds since the machine started, sleep included.</summary>
internal static partial class Uptime
{
    private const int BootTime = 7;

    public static double Seconds => OperatingSystem.IsLinux() ? LinuxSeconds : Environment.TickCount64 / 1000.0;

    private static double LinuxSeconds =>
        GetTime(BootTime, out var time) == 0 ? time.Seconds + (time.Nanoseconds / 1e9) : throw new Win32Exception();

    // clock_gettime(2): /proc/uptime says the same to a hundredth, which is too coarse to stamp by.
    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out Time time);

    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
