namespace Lectern.Core.Capture.Alarms;

/// <summary>How long a room has been watched as it is: what is younger than a status is nothing that a machine could have told of.</summary>
/// <param name="Listens">Since when machines are heard.</param>
/// <param name="Schedule">Since when it has the schedule that it has.</param>
/// <param name="Settings">Since when it has the settings that it has.</param>
public readonly record struct WatchedSince(DateTimeOffset Listens, DateTimeOffset Schedule, DateTimeOffset Settings);
