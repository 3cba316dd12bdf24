using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Lectern.CaptureAgent.Spool;

/// <summary>Makes names in a folder outlive a power cut: on Unix a file's own flush does not cover its name (fsync(2)); NTFS keeps a journal of them.</summary>
internal static partial class FolderFlush
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Checked(Open(folder, 0), folder);
        try
        {
            Checked(Flush(descriptor), folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static int Checked(int result, string folder) => result >= 0
        ? result
        : throw new IOException($"The folder {folder} can't be flushed to disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
