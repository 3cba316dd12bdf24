using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lectern.Core.Storage;

/// <summary>
/// Names that survive a power cut: on Unix a file's own flush does not cover its entry in the folder (fsync(2)).
/// Windows has no such call; NTFS keeps names in its journal.
/// </summary>
public static partial class DurableFiles
{
    private static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0;

    // ENOENT, on all of them.
    private const int NoSuchFile = 2;

    /// <summary>Renames within one disk, replacing what was there, and makes both folders' entries durable.</summary>
    public static void Move(string from, string to)
    {
        CreateFolder(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
        FlushFolder(Path.GetDirectoryName(to)!);
        FlushFolder(Path.GetDirectoryName(from)!);
    }

    /// <summary>
    /// Renames within one folder unless the name is taken, also by another process at the same moment: File.Move looks first and renames
    /// then, link(2) does both at once.
    /// </summary>
    /// <returns>False when the name was taken; both files are as they were.</returns>
    public static bool TryMoveNew(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && Link(from, to) == 0)
        {
            File.Delete(from);
        }
        else if (File.Exists(to))
        {
            return false;
        }
        else
        {
            File.Move(from, to);
        }

        FlushFolder(Path.GetDirectoryName(to)!);
        return true;
    }

    /// <summary>
    /// Opens a file that somebody else writes at this moment, without a lock that would keep them from it: on Unix the runtime takes one whatever is said of
    /// sharing (flock(2)).
    /// </summary>
    public static FileStream OpenUnlocked(string path) => OperatingSystem.IsWindows()
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        : Open(path, CloseOnExec) is var descriptor and >= 0 ? new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read)
        : throw CantOpen(path, Marshal.GetLastPInvokeError());

    /// <summary>Gives a file a second name on its disk, where that can be done.</summary>
    public static bool TryLink(string from, string to) => !OperatingSystem.IsWindows() && Link(from, to) == 0;

    /// <summary>Makes a folder and those above it; each new one is durable in the one that holds it.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        Directory.CreateDirectory(folder);
        FlushFolder(parent);
    }

    /// <summary>Makes the names in a folder durable.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Check(Open(folder, 0), folder);
        try
        {
            Check(Flush(descriptor), folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException CantOpen(string path, int error) => error == NoSuchFile
        ? new FileNotFoundException($"There is no file '{path}'.", path)
        : new IOException($"The file '{path}' can't be opened: {new Win32Exception(error).Message}");

    private static int Check(int result, string folder) =>
        result >= 0 ? result : throw new IOException($"The folder '{folder}' can't be flushed to the disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
