using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lectern.CaptureAgent.Session;

/// <summary>The session whose desktop the machine shows.</summary>
[SupportedOSPlatform("windows")]
internal static partial class ConsoleSession
{
    private const uint None = uint.MaxValue;

    /// <summary><see langword="null"/> for the moment in which the machine changes from one to another.</summary>
    public static uint? Active => WTSGetActiveConsoleSessionId() is var session && session != None ? session : null;

    [LibraryImport("kernel32")]
    private static partial uint WTSGetActiveConsoleSessionId();
}
