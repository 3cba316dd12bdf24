namespace Lectern.Contracts.Devices;

/// <summary>What the tool says to a status.</summary>
/// <param name="At">The tool's clock.</param>
/// <param name="Settings">The version of the settings that are wanted now.</param>
/// <param name="Schedule">The version of the schedule now.</param>
/// <param name="IsWatched">Somebody looks at the room: tell every second.</param>
public sealed record StatusAnswer(DateTimeOffset At, string Settings, string Schedule, bool IsWatched);
