using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Lectern.Ffmpeg.Children;

/// <summary>
/// Windows: a job whose processes die with its last handle, which is ours, so they die with us. It holds the limits on memory and
/// processor time too.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed partial class JobObject : IDisposable
{
    private const int ExtendedLimits = 9;
    private const uint KillOnClose = 0x2000;
    private const uint ProcessMemory = 0x100;
    private const uint ProcessTime = 0x2;
    private readonly SafeFileHandle handle;

    /// <param name="limits">What each of its processes may use.</param>
    public JobObject(ChildLimits limits)
    {
        handle = CreateJobObject(IntPtr.Zero, null);
        var information = Describe(limits);
        if (handle.IsInvalid || !SetInformationJobObject(handle, ExtendedLimits, information, (uint)Marshal.SizeOf<Extended>()))
        {
            throw new System.ComponentModel.Win32Exception();
        }
    }

    /// <summary>Takes a process in, with all that it starts from then on.</summary>
    public void Take(Process process)
    {
        if (!AssignProcessToJobObject(handle, process.Handle))
        {
            throw new System.ComponentModel.Win32Exception();
        }
    }

    /// <summary>Ends all that is in it.</summary>
    public void Dispose() => handle.Dispose();

    private static Extended Describe(ChildLimits limits)
    {
        var information = new Extended { Flags = KillOnClose };
        if ((limits.AddressSpaceBytes ?? limits.DataBytes) is { } bytes)
        {
            information.Flags |= ProcessMemory;
            information.ProcessMemoryLimit = (nuint)bytes;
        }

        if (limits.ProcessorTime is { } time)
        {
            information.Flags |= ProcessTime;
            information.PerProcessUserTimeLimit = time.Ticks;
        }

        return information;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateJobObject(IntPtr attributes, string? name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(SafeFileHandle job, int kind, in Extended information, uint length);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(SafeFileHandle job, IntPtr process);

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION with its basic part and IO counters laid flat.
    [StructLayout(LayoutKind.Sequential)]
    private struct Extended
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint Flags;
        public nuint MinimumWorkingSet;
        public nuint MaximumWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint Priority;
        public uint Scheduling;
        public ulong Reads;
        public ulong Writes;
        public ulong Others;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public ulong OtherBytes;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }
}
