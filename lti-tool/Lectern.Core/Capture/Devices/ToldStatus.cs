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

    /// <summary>What it could record from; nothing where it told of none, or in words of another version.</summary>
    public static IReadOnlyList<FoundInput> ReadFoundInputs(this Device device)
    {
        try
        {
            return device.FoundInputs is { } told && JsonSerializer.Deserialize(told, CaptureJson.Default.FoundInputs) is { } found ? found.Inputs : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Whether its lists hold what they say: reading JSON lets null stand among them.</summary>
    public static bool IsWhole(this AgentStatus status) =>
        status.Sources.All(source => source is not null) && status.Recordings.All(recording => recording is not null) && status.Alarms.All(alarm => alarm is not null);
}
