using System.Runtime.InteropServices;

namespace Lectern.CaptureAgent.Upkeep;

internal static class AgentPlatform
{
#pragma warning disable CA1308 // Not compared: it is how platforms are named.
    /// <summary>Which updates this agent can run.</summary>
    public static string Text { get; } = $"{(OperatingSystem.IsWindows() ? "win" : "linux")}-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>The program's name in its folder.</summary>
    public static string Program { get; } = OperatingSystem.IsWindows() ? "lectern-agent.exe" : "lectern-agent";
}
