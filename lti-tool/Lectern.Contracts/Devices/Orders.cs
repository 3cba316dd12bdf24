namespace Lectern.Contracts.Devices;

/// <summary>What a waiting agent is told.</summary>
/// <param name="Settings">The version of the settings that are wanted now.</param>
/// <param name="Schedule">The version of the schedule now.</param>
/// <param name="Waiting">Orders not yet reported as carried out, oldest first. An agent knows those it has done by their ids, also after a restart.</param>
/// <param name="IsWatched">Somebody looks at the room: tell at once, and then every second.</param>
public sealed record Orders(string Settings, string Schedule, IReadOnlyList<Order> Waiting, bool IsWatched = false);
