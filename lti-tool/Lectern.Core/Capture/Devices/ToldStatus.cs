using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;

namespace Lectern.Core.Capture.Devices;

public static class ToldStatus
{
    /// <summary>What it last told; null where it told nothing, or what another version kept and this one can't read.</summary>
    public static AgentStatus? ReadStatus(this Device device)
    {
        try
        {
            return device.LastStatus is { } told && JsonSerializer.Deserialize(told, CaptureJson.Default.AgentStatus) is { } status && status.IsWhole() ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether its lists hold what they say: reading JSON lets null stand among them.</summary>
    public static bool IsWhole(this AgentStatus status) =>
        status.Sources.All(source => source is not null) && status.Recordings.All(recording => recording is not null) && status.Alarms.All(alarm => alarm is not null);
}
