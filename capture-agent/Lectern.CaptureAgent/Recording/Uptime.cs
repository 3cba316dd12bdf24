using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>How long the machine has been up, in seconds.</summary>
internal static partial class Uptime
{
    private const int Monotonic = 1;
    private const int BootTime = 7;

    /// <summary>Sleep included.</summary>
    public static double Seconds => OperatingSystem.IsLinux() ? LinuxSeconds(BootTime) : Environment.TickCount64 / 1000.0;

    /// <summary>Without what it slept.</summary>
    public static double Awake => OperatingSystem.IsLinux() ? LinuxSeconds(Monotonic) : WindowsAwake;

    // Ticks of 100 ns; the performance counter goes on in sleep.
    private static double WindowsAwake => QueryUnbiasedInterruptTime(out var ticks) ? ticks / 1e7 : throw new Win32Exception();

    private static double LinuxSeconds(int clock) =>
        GetTime(clock, out var time) == 0 ? time.Seconds + (time.Nanoseconds / 1e9) : throw new Win32Exception();

    // clock_gettime(2): /proc/uptime says the same to a hundredth, which is too coarse to stamp by.
    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out Time time);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool QueryUnbiasedInterruptTime(out ulong ticks);

    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
