using System.Reflection;

namespace Lectern.CaptureAgent;

internal static class AgentVersion
{
    /// <summary>As it was built, without the commit.</summary>
    public static string Text { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
