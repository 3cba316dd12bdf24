using Lectern.Contracts.Devices;

namespace Lectern.Core.Capture.Devices;

public static class ToldStatus
{
    /// <summary>Whether its lists hold what they say: reading JSON lets null stand among them.</summary>
    public static bool IsWhole(this AgentStatus status) =>
        status.Sources.All(source => source is not null) && status.Recordings.All(recording => recording is not null) && status.Alarms.All(alarm => alarm is not null);
}
