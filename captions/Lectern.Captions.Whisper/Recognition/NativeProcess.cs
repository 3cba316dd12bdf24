using System.Runtime.InteropServices;

namespace Lectern.Captions.Whisper.Recognition;

/// <summary>
/// Settings of the C library that fit a process which computes beside others. Waiting threads sleep: by default they spin,
/// and when something else wants the cores (ffmpeg, the web host) that burns several times the processor time, since the
/// thread they wait for is not running. And large blocks go back to the system when they are freed: glibc would raise its
/// limit for that to the size of whisper.cpp's buffers and keep them in pieces, a gigabyte after twenty minutes of speech
/// where a third of that will do.
/// </summary>
internal static partial class NativeProcess
{
    // glibc's malloc.h: M_ARENA_MAX and M_MMAP_THRESHOLD.
    private const int MaxHeaps = -8;
    private const int MapFrom = -3;
    private const int Megabyte = 1 << 20;

    /// <summary>Call it before the native library is loaded: OpenMP reads its settings once, then.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // .NET keeps its own copy of the environment on Unix, so native code would not see a variable set by it.
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            _ = SetVariable("OMP_WAIT_POLICY", "passive", 1);
        }

        try
        {
            _ = SetHeapOption(MaxHeaps, 2);
            _ = SetHeapOption(MapFrom, Megabyte);
        }
        catch (EntryPointNotFoundException)
        {
            // Not glibc, so no such heaps either.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetHeapOption(int option, int value);
}
