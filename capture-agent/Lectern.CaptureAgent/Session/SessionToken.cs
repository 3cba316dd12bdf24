using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Lectern.CaptureAgent.Session;

/// <summary>
/// The service's own account in another session. Not the account of whoever is signed in there: they could read the device's key and what was said in the
/// room, and while nobody is signed in there is none.
/// </summary>
[SupportedOSPlatform("windows")]
internal static partial class SessionToken
{
    private const uint MaximumAllowed = 0x02000000;
    private const int Impersonation = 2;
    private const int Primary = 1;
    private const int SessionId = 12;

    public static SafeAccessTokenHandle Of(uint session)
    {
        Check(OpenProcessToken(GetCurrentProcess(), MaximumAllowed, out var own));
        using (own)
        {
            Check(DuplicateTokenEx(own, MaximumAllowed, IntPtr.Zero, Impersonation, Primary, out var moved));
            if (!SetTokenInformation(moved, SessionId, session, sizeof(uint)))
            {
                using (moved)
                {
                    throw new Win32Exception();
                }
            }

            return moved;
        }
    }

    private static void Check(bool isDone)
    {
        if (!isDone)
        {
            throw new Win32Exception();
        }
    }

    [LibraryImport("kernel32")]
    private static partial IntPtr GetCurrentProcess();

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool OpenProcessToken(IntPtr process, uint access, out SafeAccessTokenHandle token);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DuplicateTokenEx(SafeAccessTokenHandle token, uint access, IntPtr attributes, int level, int kind, out SafeAccessTokenHandle copy);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetTokenInformation(SafeAccessTokenHandle token, int kind, in uint value, uint length);
}
