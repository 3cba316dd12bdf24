using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Lectern.Ffmpeg.Children;
using Microsoft.Win32.SafeHandles;

namespace Lectern.CaptureAgent.Session;

/// <summary>A program of ours that runs in another session, and ends with us whatever ends us. Disposing ends it, with all that it started.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class HelperProcess : IDisposable
{
    private const uint Suspended = 0x4;
    private const uint NoWindow = 0x08000000;
    private const uint NotResumed = uint.MaxValue;
    private readonly JobObject job;
    private readonly Process process;

    private HelperProcess(JobObject job, Process process) => (this.job, this.process) = (job, process);

    public static HelperProcess Start(uint session, IReadOnlyList<string> command)
    {
        using var token = SessionToken.Of(session);
        var job = new JobObject(new ChildLimits());
        try
        {
            return new HelperProcess(job, StartIn(job, token, string.Join(' ', command.Select(Quote))));
        }
        catch
        {
            job.Dispose();
            throw;
        }
    }

    public Task EndedAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        job.Dispose();
        process.Dispose();
    }

    // As CommandLineToArgvW takes it apart: backslashes count only before a quotation mark.
    internal static string Quote(string argument)
    {
        var doubled = argument.TrimEnd('\\') is var body && body.Length < argument.Length ? argument + argument[body.Length..] : argument;
        return argument.Contains('"', StringComparison.Ordinal) ? throw new ArgumentException("A quotation mark is in no path.", nameof(argument)) : $"\"{doubled}\"";
    }

    // It runs once it is in its job: nothing that it starts is ever outside. One that can't be brought there must not stay behind, asleep.
    private static Process StartIn(JobObject job, SafeAccessTokenHandle token, string commandLine)
    {
        var (handles, pid) = Create(token, commandLine);
        using (handles.Process)
        using (handles.Thread)
        {
            Process? made = null;
            try
            {
                made = Process.GetProcessById(pid);
                job.Take(made);
                return ResumeThread(handles.Thread) == NotResumed ? throw new Win32Exception() : made;
            }
            catch
            {
                TerminateProcess(handles.Process, 1);
                made?.Dispose();
                throw;
            }
        }
    }

    private static unsafe ((SafeProcessHandle Process, SafeWaitHandle Thread) Handles, int Pid) Create(SafeAccessTokenHandle token, string commandLine)
    {
        fixed (char* desktop = @"winsta0\default")
        fixed (char* line = $"{commandLine}\0")
        {
            var startup = new Startup { Size = (uint)sizeof(Startup), Desktop = desktop };
            if (!CreateProcessAsUser(token, null, line, IntPtr.Zero, IntPtr.Zero, false, Suspended | NoWindow, IntPtr.Zero, null, in startup, out var made))
            {
                throw new Win32Exception();
            }

            return ((new SafeProcessHandle(made.Process, ownsHandle: true), new SafeWaitHandle(made.Thread, ownsHandle: true)), made.ProcessId);
        }
    }

    [LibraryImport("advapi32", EntryPoint = "CreateProcessAsUserW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool CreateProcessAsUser(
        SafeAccessTokenHandle token, string? program, char* commandLine, IntPtr processAttributes, IntPtr threadAttributes, [MarshalAs(UnmanagedType.Bool)] bool inheritHandles,
        uint flags, IntPtr environment, string? folder, in Startup startup, out Made made);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial uint ResumeThread(SafeWaitHandle thread);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(SafeProcessHandle process, uint exitCode);

    // STARTUPINFOW: what we leave empty is laid flat.
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Startup
    {
        public uint Size;
        public IntPtr Reserved;
        public char* Desktop;
        public IntPtr Title;
        public fixed uint PlaceAndFlags[8];
        public ushort ShowWindow;
        public ushort ReservedLength;
        public IntPtr ReservedBytes;
        public IntPtr Input;
        public IntPtr Output;
        public IntPtr Error;
    }

    // PROCESS_INFORMATION.
    [StructLayout(LayoutKind.Sequential)]
    private struct Made
    {
        public IntPtr Process;
        public IntPtr Thread;
        public int ProcessId;
        public int ThreadId;
    }
}
