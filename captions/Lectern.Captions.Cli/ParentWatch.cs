using System.Runtime.InteropServices;

namespace Lectern.Captions.Cli;

/// <summary>
/// Notices that the parent is gone: the system then gives us another one. The host asks the kernel for a signal as well;
/// this is for every other parent. Windows has job objects for it.
/// </summary>
internal sealed partial class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Timer? timer;

    public ParentWatch(Action gone)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var parent = ParentId();
        timer = new Timer(_ => Check(parent, gone), null, Interval, Interval);
    }

    public void Dispose() => timer?.Dispose();

    private static void Check(int parent, Action gone)
    {
        if (ParentId() != parent)
        {
            gone();
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ParentId();
}
