namespace Lectern.Contracts.Devices;

/// <summary>Something that somebody should look at; it stops nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Which source; null when it is the machine.</param>
/// <param name="Since">Since when.</param>
public sealed record Alarm(AlarmKind Kind, string? Source, DateTimeOffset Since);
