using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lectern.Ffmpeg.Children;

[UnsupportedOSPlatform("windows")]
internal static partial class Signals
{
    private const int Kill = 9;
    private const int Term = 15;

    public static void Terminate(int pid) => _ = SendSignal(pid, Term);

    /// <summary>Kills the group that the child leads, with those of its children that outlived it. No such group: nothing happens.</summary>
    public static void KillGroup(int pid)
    {
        // kill(-1) would mean every process there is.
        if (pid > 1)
        {
            _ = SendSignal(-pid, Kill);
        }
    }

    /// <summary>Kills one process, and the group it may lead.</summary>
    public static void KillLeftover(int pid)
    {
        KillGroup(pid);
        _ = SendSignal(pid, Kill);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
