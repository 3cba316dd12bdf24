namespace Lectern.Tus.Files;

/// <summary>Tells the few disk errors that are nobody's bug.</summary>
public static class DiskErrors
{
    // .NET puts errno into HResult on Unix and an HRESULT of the Win32 error on Windows.
    private static readonly int[] Full = OperatingSystem.IsWindows()
        ? [Win32(112), Win32(39), Win32(1295)]
        : [28, OperatingSystem.IsMacOS() ? 69 : 122, 27];

    private static readonly int[] Held = OperatingSystem.IsWindows() ? [Win32(32), Win32(33)] : [11, 35];

    /// <summary>No space, over quota, or over the largest file the file system has.</summary>
    public static bool IsFull(IOException e) => Full.Contains(e.HResult);

    /// <summary>Another process has the file open for itself.</summary>
    public static bool IsHeld(IOException e) => Held.Contains(e.HResult);

    private static int Win32(int error) => unchecked((int)0x80070000) | error;
}
