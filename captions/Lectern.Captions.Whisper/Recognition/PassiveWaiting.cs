using System.Runtime.InteropServices;

namespace Lectern.Captions.Whisper.Recognition;

/// <summary>
/// Makes Whisper's threads sleep while they wait for each other. By default they spin, and when something else wants the
/// cores (ffmpeg, the web host) that burns five times the processor time: the thread they wait for is not running.
/// </summary>
internal static partial class PassiveWaiting
{
    /// <summary>Call it before the native library is loaded: OpenMP reads its settings once, then.</summary>
    public static void Request()
    {
        // .NET keeps its own copy of the environment on Unix, so native code would not see a variable set by it.
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            _ = SetVariable("OMP_WAIT_POLICY", "passive", 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
