using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Lectern.Tus.Files;

/// <summary>
/// Makes names in a folder durable: on Unix a file's own flush does not cover its folder's entry (fsync(2), "Description").
/// Windows has no such call; NTFS keeps names in its journal.
/// </summary>
public static class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Returns once the names are on the disk.</summary>
    /// <exception cref="IOException">The folder is not there, or its disk refuses.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Check(Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly), folder);
        try
        {
            Check(Flush(descriptor), folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static int Check(int result, string folder)
        => result >= 0 ? result : throw new IOException($"Folder '{folder}' can't be flushed to disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
