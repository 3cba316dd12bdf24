namespace Lectern.CaptureAgent.Spool;

/// <summary>Names the machine's run, within which monotonic clocks agree.</summary>
internal static class Boot
{
    private const string LinuxId = "/proc/sys/kernel/random/boot_id";

    // Where the system tells none, clocks are taken to agree within one run of the agent, which is always true.
    public static string Id { get; } = (File.Exists(LinuxId) ? Guid.Parse(File.ReadAllText(LinuxId).Trim()) : Guid.CreateVersion7()).ToString("n");
}
